import type { DocumentModel } from "@onespec/openapi-document";
import { readModel } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { beforeAll, describe, expect, it } from "vitest";
import { thingsSpec } from "../../../test/support/paths.js";
import { cellsOf } from "../../cells.js";
import type { DriverHooks, Job } from "../driver.js";
import { deriveDocument } from "./derive.js";
import { DreddDriver } from "./driver.js";

const idle: DriverHooks = {
	prepare: async () => undefined,
	judge: async () => "passed",
	unanswered: () => {},
	settle: () => {},
};
const never = new AbortController().signal;

let model: DocumentModel;
beforeAll(async () => {
	({ model } = await loadDocument(thingsSpec));
});

const jobsOf = (of: DocumentModel): Job[] => cellsOf(of).map(({ id }) => ({ name: `job of ${id}`, cell: id }));
const driverOf = (of: DocumentModel) => new DreddDriver({ model: of, origin: "http://127.0.0.1:9", timeoutMs: 500 });

describe("deriveDocument", () => {
	it("keeps nothing that Dredd would read by itself", () => {
		const { content } = deriveDocument(model);
		for (const word of ["$ref", "security", "examples", "format", "components", "things", "json"]) {
			expect(content).not.toContain(word);
		}
	});
});

describe("DreddDriver", () => {
	it("reports each job once", async () => {
		const jobs = jobsOf(model);
		const report = await driverOf(model).run(jobs, idle, never);
		expect(jobs).toHaveLength(22);
		expect([...report.keys()]).toEqual(jobs.map(({ name }) => name));
		expect([...report.values()].every(({ started, verdicts }) => started === 1 && verdicts.join() === "skip")).toBe(
			true,
		);
	});

	it("knows the cells of what Dredd itself could not read", async () => {
		const content = { "application/vnd.a+json; version=2": {}, "*/*": {}, "multipart/form-data": {} };
		const responses = {
			"2XX": { description: "d", content },
			"404": { description: "d" },
			default: { description: "d", content },
		};
		const item = Object.fromEntries(
			["get", "put", "head", "trace", "options", "patch", "query"].map((method) => [method, { responses }]),
		);
		const odd = readModel({
			openapi: "3.2.0",
			info: { title: "t", version: "1" },
			paths: { "/a#{b}/{c}.{d}:act": { ...item, post: { requestBody: { content }, responses } } },
		});
		const jobs = jobsOf(odd);
		expect(jobs.length).toBeGreaterThan(40);
		expect((await driverOf(odd).run(jobs, idle, never)).size).toBe(jobs.length);
	});

	it.each(["prepare", "settle"] as const)("fails where the hook %s fails", async (hook) => {
		const broken = () => {
			throw new Error("planted");
		};
		const hooks = { ...idle, [hook]: hook === "prepare" ? async () => broken() : broken };
		await expect(driverOf(model).run(jobsOf(model), hooks, never)).rejects.toThrow("A hook failed: planted");
	});

	it("stops waiting when it is told to", async () => {
		const controller = new AbortController();
		const prepare = () => {
			controller.abort(new Error("enough"));
			return new Promise<undefined>(() => {});
		};
		const run = driverOf(model).run(jobsOf(model), { ...idle, prepare }, controller.signal);
		await expect(run).rejects.toThrow("enough");
	});
});
