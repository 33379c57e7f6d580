import { readFile } from "node:fs/promises";
import { type DocumentModel, tokensOf } from "@onespec/openapi-document";
import { Ajv } from "ajv";
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import { checkNames } from "./check-names.js";
import { ScenariosError } from "./scenarios-error.js";
import type { Complain, Scenarios } from "./types.js";

/** The scenarios of an option: read and checked where it is a file. */
export async function scenariosOf(
	source: string | Scenarios | undefined,
	model: DocumentModel,
): Promise<Scenarios | undefined> {
	return typeof source === "string" ? loadScenarios(source, model) : source;
}

/**
 * Reads a scenarios file and checks it: by `scenarios.schema.json`, and each name of an operation, status, cause,
 * fixture, path parameter and placeholder by the document.
 *
 * @throws ScenariosError that names the file, the line, the place and the nearest valid names.
 */
export async function loadScenarios(file: string, model: DocumentModel): Promise<Scenarios> {
	let text: string;
	try {
		text = await readFile(file, "utf8");
	} catch (error) {
		throw new ScenariosError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code}); check the path.`);
	}
	const lines = new LineCounter();
	const yaml = parseDocument(text, { lineCounter: lines });
	const syntax = yaml.errors[0];
	if (syntax)
		throw new ScenariosError(`${file}:${syntax.linePos?.[0].line ?? 1}: ${syntax.message.split("\n")[0] ?? ""}`);

	const complain: Complain = (keys, problem) => {
		const offset = offsetOf(yaml, keys);
		const line = offset === undefined ? "" : `:${lines.linePos(offset).line}`;
		throw new ScenariosError(`${file}${line} ${keys.join(".") || "(root)"}: ${problem}`);
	};

	const value: unknown = yaml.toJS() ?? {};
	const validate = await compileSchema();
	if (!validate(value)) {
		const error = validate.errors?.find((one) => one.keyword === "additionalProperties") ?? validate.errors?.[0];
		const extra = (error?.params as { additionalProperty?: string } | undefined)?.additionalProperty;
		const problem = `${error?.message ?? "is invalid"}${extra === undefined ? "" : `: ${extra}`}; see schema/scenarios.schema.json.`;
		complain(tokensOf(error?.instancePath ?? ""), problem);
	}
	const { profiles, fixtures = {}, causes = {}, operations = {} } = value as Partial<Scenarios>;
	const scenarios = { ...(profiles && { profiles }), fixtures, causes, operations };
	checkNames(scenarios, model, complain);
	return scenarios;
}

/** Where a place begins in the text: at its key, or at the item of a list. */
function offsetOf(yaml: Document, keys: (string | number)[]): number | undefined {
	const parent = yaml.getIn(keys.slice(0, -1), true);
	const pair = isMap(parent)
		? parent.items.find(({ key }) => isScalar(key) && String(key.value) === keys.at(-1))
		: undefined;
	const node = pair?.key ?? yaml.getIn(keys, true);
	return isNode(node) ? node.range?.[0] : undefined;
}

async function compileSchema() {
	const schema = await readFile(new URL("../../schema/scenarios.schema.json", import.meta.url), "utf8");
	return new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(schema) as object);
}
