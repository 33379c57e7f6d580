import { XsdError, xsdFor } from "@onespec/contract-verifier/xsd";
import { refTo } from "@onespec/openapi-document";
import { type Api, type Files, marker } from "../api.js";
import { componentOf } from "../operation-model.js";

/**
 * `xsd/<Schema>.xsd` for each component schema that a request or a response carries as XML. A schema without a name
 * has none, and neither has one that no XSD can state, which is told.
 */
export function xsdFiles(api: Api): Files {
	const used = xmlSchemas(api);
	const files: Files = new Map();
	for (const name of Object.keys(api.model.schemas)) {
		const file = `xsd/${name.replace(/[^\w.-]/g, "_")}.xsd`;
		if (!used.has(name) || [...files.keys()].some((other) => other.toLowerCase() === file.toLowerCase())) continue;
		const text = xsd(api, name);
		if (text !== undefined) files.set(file, text);
	}
	return files;
}

function xsd(api: Api, name: string): string | undefined {
	const { $ref } = refTo(name);
	try {
		const text = xsdFor(api.model, { $ref });
		// A comment may not come before the XML declaration.
		const [, declaration = "", rest = ""] = /^(<\?xml[^>]*\?>\s*)?(.*)$/s.exec(text) ?? [];
		return `${declaration}<!-- ${marker(api)} -->\n${rest.trimEnd()}\n`;
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		if (!(error instanceof XsdError)) throw error;
		api.warn(`${$ref}: has no XSD: ${reason}`);
		return undefined;
	}
}

function xmlSchemas({ model }: Api): Set<string> {
	const media = model.operations.flatMap(({ requestBody, responses }) => [
		...(requestBody?.content ?? []),
		...responses.flatMap(({ content }) => content),
	]);
	return new Set(
		media.flatMap(({ kind, schema }) => (kind === "xml" && schema !== undefined && componentOf(schema)) || []),
	);
}
