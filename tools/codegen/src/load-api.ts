import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { DocumentError } from "@onespec/openapi-document";
import { type LoadedDocument, loadDocument } from "@onespec/openapi-document/load";
import { type Api, apiName, apiOf } from "./api.js";
import { CodegenError } from "./codegen-error.js";
import { checkExtensions } from "./extensions/check-extensions.js";

const NAMES = ["openapi.yaml", "openapi.yml", "openapi.json"];

/**
 * The document that a path names: the file itself, or `openapi.yaml`, `.yml` or `.json` of a folder.
 *
 * @throws CodegenError where there is none
 */
export function documentFile(spec: string): string {
	if (existsSync(spec) && statSync(spec).isFile()) return spec;
	const found = NAMES.map((name) => path.join(spec, name)).find((file) => existsSync(file));
	if (found !== undefined) return found;
	throw new CodegenError(
		`There is no ${path.join(spec, "openapi.yaml")}. Name a document, or a folder that has an openapi.yaml, with --spec.`,
	);
}

/**
 * Reads a document.
 *
 * @param spec see {@link documentFile}
 * @throws CodegenError where it is missing or no OpenAPI document at all
 */
export async function readSpec(spec: string): Promise<LoadedDocument> {
	const file = documentFile(spec);
	try {
		return await loadDocument(file);
	} catch (error) {
		if (error instanceof DocumentError) throw new CodegenError(error.message, { cause: error });
		throw error;
	}
}

/**
 * Reads a document and checks what it declares for us.
 *
 * @param warn takes what can't be used as it stands, and what was done instead
 * @param packageName the name of the package, where it is another than `@onespec/<api>`
 * @throws CodegenError also where one of our extensions contradicts what is around it
 */
export async function loadApi(spec: string, warn: (text: string) => void, packageName?: string): Promise<Api> {
	const loaded = await readSpec(spec);
	const faults = checkExtensions(loaded.model);
	const errors = faults.filter(({ maybeForeign }) => maybeForeign !== true);
	if (errors.length > 0) throw new CodegenError(errors.map(({ place, message }) => `${place}: ${message}`).join("\n"));
	for (const { place, message } of faults) warn(`${place}: ${message}`);
	for (const { pointer, message } of loaded.model.problems) warn(`${pointer}: ${message}`);
	const api = apiOf(apiName(documentFile(spec)), loaded, warn, packageName);
	for (const { operation, reason } of api.unnamed) {
		warn(`${operation.method} ${operation.path} has no function: ${reason}. It can be called by path.`);
	}
	return api;
}
