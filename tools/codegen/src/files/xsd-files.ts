import { XsdError, xsdFor } from "@onespec/contract-verifier/xsd";
import { type DocumentModel, readModel } from "@onespec/openapi-document";
import { type Api, type Files, marker } from "../api.js";
import { isXml } from "../body-media-types.js";
import { CodegenError } from "../errors/codegen-error.js";
import {
	type MediaTypeObject,
	type OpenApiDocument,
	operationsOf,
	type RequestBody,
	type Response,
} from "../openapi.js";
import { resolveReference } from "../resolve-reference.js";

const prefix = "#/components/schemas/";

/**
 * `xsd/<Schema>.xsd` for each component schema that a request or a response carries as XML. A schema without a name
 * has none.
 *
 * @throws CodegenError for a schema that no XSD can state
 */
export function xsdFiles(api: Api): Files {
	const used = xmlSchemas(api.document);
	const names = Object.keys(api.document.components?.schemas ?? {}).filter((name) => used.has(name));
	const model = readModel(api.document);
	return new Map(names.map((name) => [`xsd/${name}.xsd`, xsd(api, model, name)]));
}

function xsd(api: Api, model: DocumentModel, name: string): string {
	const $ref = `${prefix}${name}`;
	try {
		const text = xsdFor(model, { $ref });
		// A comment may not come before the XML declaration.
		const [, declaration = "", rest = ""] = /^(<\?xml[^>]*\?>\s*)?(.*)$/s.exec(text) ?? [];
		return `${declaration}<!-- ${marker(api)} -->\n${rest.trimEnd()}\n`;
	} catch (error) {
		if (error instanceof XsdError) throw new CodegenError(`${$ref}: ${error.message}`, { cause: error });
		throw error;
	}
}

function xmlSchemas(document: OpenApiDocument): Set<string> {
	const names = new Set<string>();
	const add = (content: Record<string, MediaTypeObject> | undefined) => {
		for (const [mediaType, { schema }] of Object.entries(content ?? {})) {
			if (isXml(mediaType) && schema?.$ref?.startsWith(prefix)) names.add(schema.$ref.slice(prefix.length));
		}
	};
	for (const { operation } of operationsOf(document)) {
		if (operation.requestBody !== undefined)
			add(resolveReference<RequestBody>(document, operation.requestBody).content);
		for (const response of Object.values(operation.responses))
			add(resolveReference<Response>(document, response).content);
	}
	return names;
}
