import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { generatePackage, writePackage } from "@onespec/codegen";
import { type Verification, verify } from "@onespec/contract-verifier";
import { startMock } from "@onespec/mock-server";
import { loadDocument } from "@onespec/openapi-document/load";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Change, type Passing, startBetween } from "../src/between.js";
import { failureOf } from "../src/call-examples.js";
import { roundTripSource } from "../src/round-trip-source.js";
import { type Kind, readKinds, type WrongAnswer } from "./read-kinds.js";

const root = join(import.meta.dirname, "../../..");
/** `KINDS=xml` runs those whose names match alone. */
const kinds = readKinds().filter(({ name }) => new RegExp(process.env.KINDS ?? "").test(name));
const notYet = (parse(await readFile(join(import.meta.dirname, "not-yet.yaml"), "utf8")) ?? {}) as Record<
	string,
	string
>;

let folder: string;
const refused = new Map<string, string>();

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "kinds-"));
	await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
	await writeFile(join(folder, "package.json"), '{ "type": "module" }');
	for (const kind of kinds) {
		try {
			await generate(kind);
		} catch (error) {
			refused.set(kind.name, `generate: ${(error as Error).message}`);
		}
	}
	for (const [name, reason] of compile(kinds.filter(({ name }) => !refused.has(name)))) refused.set(name, reason);
}, 600_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const specOf = ({ name }: Kind) => join(folder, "spec", name);
const packageOf = ({ name }: Kind) => join(folder, "packages", name);

async function generate(kind: Kind): Promise<void> {
	for (const [file, text] of kind.files) {
		await mkdir(dirname(join(specOf(kind), file)), { recursive: true });
		await writeFile(join(specOf(kind), file), text);
	}
	await writePackage(await generatePackage(specOf(kind)), packageOf(kind));
	await writeFile(join(packageOf(kind), "src/round-trip.ts"), roundTripSource(packageOf(kind)).text);
}

/** All packages in one program, with the strictest flags; gives the first error of each. */
function compile(generated: readonly Kind[]): Map<string, string> {
	const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
	const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, folder);
	const program = ts.createProgram(
		generated.flatMap((kind) => ["index", "round-trip"].map((file) => join(packageOf(kind), `src/${file}.ts`))),
		{
			...options,
			composite: false,
			declaration: false,
			declarationMap: false,
			sourceMap: false,
			outDir: join(folder, "dist"),
			rootDir: join(folder, "packages"),
		},
	);
	program.emit();
	const errors = new Map<string, string>();
	for (const { file, messageText } of ts.getPreEmitDiagnostics(program)) {
		const text = ts.flattenDiagnosticMessageText(messageText, " ");
		const name = /packages\/([^/]+)\//.exec(file?.fileName ?? "")?.[1] ?? "";
		if (!errors.has(name)) errors.set(name, `types: ${text}`);
	}
	return errors;
}

/** What is wrong with a kind, in one line; `""` where all goes through. */
async function faultOf(kind: Kind): Promise<string> {
	const reason = refused.get(kind.name);
	if (reason !== undefined) return reason;
	const spec = join(specOf(kind), "openapi.yaml");
	const mock = await startMock({ spec });
	try {
		return (await faultOfMock(kind, spec, mock.url)) || (await faultOfFunctions(kind, spec, mock.url));
	} finally {
		await mock.close();
	}
}

async function faultOfMock({ cells, wrong, handled }: Kind, spec: string, url: string): Promise<string> {
	const right = await verify({ spec, endpoint: url, target: "mock", timeoutMs: 5000 });
	const isRight =
		handled === undefined
			? right.ok && right.total > 0
			: right.cells.every(({ cell, outcome }) => (outcome === "passed") === handled.includes(cell.operationId));
	if (!isRight) return `mock ${right.passed}/${right.total}: ${firstReason(right)}`;
	if (cells !== undefined && right.total !== cells) return `${right.total} cells, not ${cells}`;
	const between = await startBetween(url, changeTo(wrong));
	try {
		const noticed = await verify({ spec, endpoint: between.url, target: "mock", timeoutMs: 5000 });
		return noticed.failed === 0 ? "a wrong answer was not noticed" : "";
	} finally {
		await between.close();
	}
}

function changeTo({ of, status, type, body, text, without }: WrongAnswer): Change {
	return (one) => {
		if (of !== "any" && (one.status < 200 || one.status > 299)) return undefined;
		const headers: Passing["headers"] = { ...one.headers, ...(type !== undefined && { "content-type": type }) };
		if (without !== undefined) delete headers[without];
		return { headers, body, ...(status !== undefined && { status }), ...(text !== undefined && { text }) };
	};
}

function firstReason({ cells }: Verification): string | undefined {
	return cells.flatMap(({ transactions }) => transactions.flatMap(({ reasons }) => reasons))[0];
}

async function faultOfFunctions(kind: Kind, spec: string, url: string): Promise<string> {
	const { model } = await loadDocument(spec);
	const module = pathToFileURL(join(folder, "dist", kind.name, "src/round-trip.js")).href;
	const between = await startBetween(url);
	try {
		const { examples } = (await import(module)) as { examples(url: string): Record<string, () => Promise<unknown>> };
		const calls = examples(between.url);
		const wanted = kind.functions ?? kind.handled ?? model.operations.map(({ id }) => id);
		const missing = wanted.find((id) => calls[id] === undefined);
		if (missing !== undefined) return `${missing} has no function`;
		for (const [id, call] of Object.entries(calls)) {
			if (!wanted.includes(id)) continue;
			const { reason = "" } = (await failureOf(call)) ?? {};
			const isExpected = kind.fails === undefined ? reason === "" : new RegExp(kind.fails).test(reason);
			if (!isExpected) return `${id}: ${reason || "no failure"}`;
		}
		const [first = ""] = between.requests;
		return kind.sends === undefined || new RegExp(kind.sends).test(first) ? "" : `sent: ${first}`;
	} finally {
		await between.close();
	}
}

describe("each kind goes through generation, types, mock, verification and its functions", () => {
	test.each(kinds)("$name", async (kind) => {
		const fault = await faultOf(kind).catch((error: Error) => `${error.name}: ${error.message}`);
		// For whoever mends one: what is seen of each.
		if (process.env.KINDS_SHOW) console.log(`KIND ${kind.name}: ${JSON.stringify(fault.slice(0, 400))}`);
		if (notYet[kind.name] === undefined) expect(fault).toBe("");
		else expect(fault, `${kind.name} goes through now: remove it from not-yet.yaml`).not.toBe("");
	});
});

test("not-yet.yaml names kinds only", () => {
	const names = readKinds().map(({ name }) => name);
	expect(Object.keys(notYet).filter((name) => !names.includes(name))).toEqual([]);
});
