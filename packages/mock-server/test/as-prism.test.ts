import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadDocument } from "@onespec/openapi-document/load";
import { createJsonCodec } from "@onespec/wire-codec/json";
import { createXmlCodec } from "@onespec/wire-codec/xml";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Prism, startPrism } from "../src/prism.js";
import { type Mock, startMock } from "../src/start-mock.js";
import { type Media, sampleRequests } from "./requests.js";

const specs = new URL("../../../spec/", import.meta.url);
const documents = [
	fileURLToPath(new URL("fixtures/shop.yaml", import.meta.url)),
	...readdirSync(specs).map((name) => fileURLToPath(new URL(`${name}/openapi.yaml`, specs))),
].filter((file) => existsSync(file));

const codecOf = ({ type }: Media) =>
	type.endsWith("xml") ? createXmlCodec : type.endsWith("json") ? createJsonCodec : undefined;

describe.each(documents)("the mock of %s", (spec) => {
	let mock: Mock;
	let prism: Prism;
	beforeAll(async () => {
		mock = await startMock({ spec });
		prism = await startPrism((await loadDocument(spec)).bundled, { cors: false, verbose: false });
	});
	afterAll(async () => {
		await mock?.close();
		await prism?.close();
	});

	it("answers as Prism itself does, for each example in each media type", async () => {
		const { model } = await loadDocument(spec);
		let compared = 0;
		for (const sample of sampleRequests(model)) {
			const bodies = sample.request.filter((media) => codecOf(media) !== undefined);
			const json = bodies.find((media) => media.type === "application/json");
			const [example] = Object.values(json?.examples ?? {});
			const requests = json && example !== undefined ? bodies : [undefined];
			for (const { status, media } of sample.responses) {
				const jsonAnswer = media.find((answer) => answer.type === "application/json");
				if (!/^[0-9]+$/.test(status) || !jsonAnswer) continue;
				for (const name of Object.keys(jsonAnswer.examples)) {
					const headers = { ...sample.headers, Prefer: `code=${status}, example=${name}` };
					const direct = await fetch(`${prism.origin}${sample.path}`, {
						method: sample.method,
						headers: { ...headers, Accept: "application/json", ...(json && { "Content-Type": json.type }) },
						...(json && { body: JSON.stringify(example) }),
					});
					expect(`${sample.name} ${direct.status}`).toBe(`${sample.name} ${status}`);
					const expected = JSON.parse(await direct.text());

					for (const sent of requests) {
						const body = sent && codecOf(sent)?.(model, sent.schema).write(example);
						for (const answer of media.filter((one) => codecOf(one) !== undefined)) {
							const response = await fetch(`${mock.url}${sample.path}`, {
								method: sample.method,
								headers: { ...headers, Accept: answer.type, ...(sent && { "Content-Type": sent.type }) },
								...(body !== undefined && { body }),
							});
							const cell = `${sample.name} ${status} ${name} ${sent?.type} ${answer.type}`;
							expect([cell, response.status]).toEqual([cell, direct.status]);
							expect(response.headers.get("content-type")).toBe(`${answer.type}; charset=utf-8`);
							expect(response.headers.get("cache-control")).toBe(direct.headers.get("cache-control"));
							const read = codecOf(answer)?.(model, answer.schema).read(await response.text());
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

describe("status and media type", () => {
	const spec = fileURLToPath(new URL("fixtures/representations.yaml", import.meta.url));
	let mock: Mock;
	let prism: Prism;
	beforeAll(async () => {
		mock = await startMock({ spec });
		prism = await startPrism((await loadDocument(spec)).bundled, { cors: false, verbose: false });
	});
	afterAll(async () => {
		await mock?.close();
		await prism?.close();
	});

	const range = fc
		.tuple(
			fc.constantFrom(
				...["application/json", "text/json", "application/xml", "text/xml", "text/plain", "text/csv", "*/*"],
				...["application/problem+json", "text/*", "application/*", "image/png", "TEXT/XML"],
			),
			fc.constantFrom("", ";q=0", ";q=0.5", "; q=0.9", ";q=1", "; charset=utf-8"),
		)
		.map((parts) => parts.join(""));
	const accept = fc.option(fc.array(range, { minLength: 1, maxLength: 4 }).map((ranges) => ranges.join(", ")));
	const path = fc.constantFrom("/text", "/download", "/problem", "/ranges");
	const prefer = fc.constantFrom(undefined, "code=200", "code=404", "code=418", "code=503", "example=nothing");

	it("are those that Prism itself chooses", async () => {
		const ask = async (base: string, where: string, header: string | null, wish: string | undefined) => {
			const response = await fetch(`${base}${where}`, {
				headers: { Accept: header ?? "", ...(wish !== undefined && { Prefer: wish }) },
			});
			const length = (await response.arrayBuffer()).byteLength;
			const type = response.headers.get("content-type")?.split(";")[0];
			return [response.status, length === 0 ? undefined : type];
		};
		await fc.assert(
			fc.asyncProperty(path, accept, prefer, async (where, header, wish) => {
				expect(await ask(mock.url, where, header, wish)).toEqual(
					await ask(prism.origin, where, header?.replaceAll("; ", ";") ?? null, wish),
				);
			}),
			{ numRuns: 400 },
		);
	});

	it.each([
		["/download", { Accept: "*/*" }, 200, "text/csv"],
		["/download", { Accept: "text/csv, application/json" }, 200, "text/csv"],
		["/problem", { Accept: "*/*", Prefer: "code=404" }, 404, "application/problem+json; charset=utf-8"],
	])("of %s with %j are %i %s", async (where, headers, status, type) => {
		const response = await fetch(`${mock.url}${where}`, { headers });
		expect([response.status, response.headers.get("content-type")]).toEqual([status, type]);
	});
});
