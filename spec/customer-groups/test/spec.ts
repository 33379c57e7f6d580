import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import { parse } from "yaml";

/** The folder of this API: `spec/customer-groups`. */
export const specFolder = fileURLToPath(new URL("../", import.meta.url));

/** The root of the repository. */
export const repositoryRoot = fileURLToPath(new URL("../../../", import.meta.url));

export const documentFile = `${specFolder}openapi.yaml`;

const methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

/** Reads a file of this folder as text. */
export function readText(path: string): string {
	return readFileSync(`${specFolder}${path}`, "utf8");
}

/** Reads a YAML file of this folder; anchors are spelled out, `$ref`s stay. */
export function readYaml(path: string): unknown {
	return parse(readText(path), { maxAliasCount: -1 });
}

/**
 * The value at a JSON pointer (`#/paths/~1CustomerGroups/get`), through every `$ref` on its way and at its end.
 *
 * @returns `undefined` where the pointer leads nowhere
 */
export function valueAt(document: unknown, pointer: string): unknown {
	if (pointer !== "#" && !pointer.startsWith("#/")) return undefined;
	const steps = pointer.split("/").slice(1);
	let value = followed(document, document);
	for (const step of steps) {
		const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
		if (value === null || typeof value !== "object" || !Object.hasOwn(value, key)) return undefined;
		value = followed(document, (value as Record<string, unknown>)[key]);
	}
	return value;
}

function followed(document: unknown, value: unknown): unknown {
	if (value !== null && typeof value === "object" && "$ref" in value) return valueAt(document, String(value.$ref));
	return value;
}

/** The same, where it has to be an object. Throws where it is none. */
export function objectAt(document: unknown, pointer: string): Record<string, unknown> {
	const value = valueAt(document, pointer);
	if (value === null || typeof value !== "object") throw new Error(`${pointer} is no object of openapi.yaml.`);
	return value as Record<string, unknown>;
}

export interface Operation {
	readonly operationId: string;
	readonly method: string;
	readonly path: string;
	/** Where it stands, as a JSON pointer. */
	readonly pointer: string;
	readonly summary: string;
}

/** Every operation of the document, in its order. */
export function operationsOf(document: unknown): Operation[] {
	return Object.entries(objectAt(document, "#/paths")).flatMap(([path, item]) =>
		Object.entries(item as Record<string, Record<string, unknown>>)
			.filter(([method]) => methods.includes(method))
			.map(([method, operation]) => ({
				operationId: String(operation.operationId),
				method: method.toUpperCase(),
				path,
				pointer: `#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method}`,
				summary: String(operation.summary),
			})),
	);
}

/** The operation of that id. Throws where there is none. */
export function operationOf(document: unknown, operationId: string): Operation {
	const operation = operationsOf(document).find((one) => one.operationId === operationId);
	if (operation === undefined) throw new Error(`openapi.yaml has no operation ${operationId}.`);
	return operation;
}

/** The document as parsed, without the bundler: the tests of this folder judge what stands in the file. */
export const document = readYaml("openapi.yaml");

const ajv = new Ajv({ allErrors: true, strict: false, formats: { int32: true, decimal: true } });
ajv.addSchema({ $id: "openapi.yaml", ...(document as object) });
const validators = new Map<string, ValidateFunction>();

/**
 * What is wrong with a value, by a schema of `components/schemas`.
 *
 * @returns one line for each fault, none where the value fits
 * @example faultsOf("CustomerGroupCreate", {}) // [" must have required property 'Name'"]
 */
export function faultsOf(schema: string, value: unknown): string[] {
	let validate = validators.get(schema);
	if (validate === undefined) {
		validate = ajv.compile({ $ref: `openapi.yaml#/components/schemas/${schema}` });
		validators.set(schema, validate);
	}
	validate(value);
	return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
