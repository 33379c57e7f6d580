import { type LoadedDocument, loadDocument as load } from "@onespec/openapi-document/load";
import { SpecError } from "./errors.js";

/**
 * Reads an OpenAPI document, from one file or several.
 *
 * @param spec path or URL of the document, YAML or JSON
 * @throws DocumentError when it cannot be read or is no OpenAPI document
 * @throws {SpecError} when there is nothing in it to mock
 */
export async function loadDocument(spec: string): Promise<LoadedDocument> {
	const loaded = await load(spec);
	if (loaded.model.operations.length === 0) throw new SpecError(`${spec} has no operations; there is nothing to mock.`);
	return loaded;
}
