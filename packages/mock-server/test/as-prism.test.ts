import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createJsonCodec } from "@onespec/wire-codec/json";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDocument } from "../src/load-document.js";
import { codecFactory } from "../src/media-types.js";
import { type Mock, startMock } from "../src/start-mock.js";
import { type Media, sampleRequests } from "./requests.js";

const specs = new URL("../../../spec/", import.meta.url);
const documents = [
	fileURLToPath(new URL("fixtures/shop.yaml", import.meta.url)),
	...readdirSync(specs).map((name) => fileURLToPath(new URL(`${name}/openapi.yaml`, specs))),
].filter((file) => existsSync(file));

describe.each(documents)("the mock of %s", (spec) => {
	let mock: Mock;
	beforeAll(async () => {
		mock = await startMock({ spec });
	});
	afterAll(() => mock?.close());

	it("answers as Prism does, for each example in each media type", async () => {
		const { model } = await loadDocument(spec);
		const convertible = (media: Media) => codecFactory(media.type) !== undefined;
		let compared = 0;
		for (const sample of sampleRequests(model)) {
			const bodies = sample.request.filter(convertible);
			const json = bodies.find((media) => media.type === "application/json");
			const [example] = Object.values(json?.examples ?? {});
			const requests = json && example !== undefined ? bodies : [undefined];
			for (const { status, media } of sample.responses) {
				const jsonAnswer = media.find((answer) => answer.type === "application/json");
				if (!/^[0-9]+$/.test(status) || !jsonAnswer) continue;
				for (const name of Object.keys(jsonAnswer.examples)) {
					const headers = { ...sample.headers, Prefer: `code=${status}, example=${name}` };
					const direct = await fetch(`${mock.prismUrl}${sample.path}`, {
						method: sample.method,
						headers: { ...headers, Accept: "application/json", ...(json && { "Content-Type": json.type }) },
						...(json && { body: JSON.stringify(example) }),
					});
					expect(`${sample.name} ${direct.status}`).toBe(`${sample.name} ${status}`);
					const expected = JSON.parse(await direct.text());

					for (const sent of requests) {
						const body = sent && codecFactory(sent.type)?.(model, sent.schema).write(example);
						for (const answer of media.filter(convertible)) {
							const response = await fetch(`${mock.url}${sample.path}`, {
								method: sample.method,
								headers: { ...headers, Accept: answer.type, ...(sent && { "Content-Type": sent.type }) },
								...(body !== undefined && { body }),
							});
							const cell = `${sample.name} ${status} ${name} ${sent?.type} ${answer.type}`;
							expect([cell, response.status]).toEqual([cell, direct.status]);
							expect(response.headers.get("content-type")).toBe(`${answer.type}; charset=utf-8`);
							expect(response.headers.get("cache-control")).toBe(direct.headers.get("cache-control"));
							const read = codecFactory(answer.type)?.(model, answer.schema).read(await response.text());
							const value = JSON.parse(createJsonCodec(model, answer.schema).write(read?.value));
							expect([cell, value]).toEqual([cell, expected]);
							compared++;
						}
					}
				}
			}
		}
		expect(compared).toBeGreaterThan(0);
	});
});
