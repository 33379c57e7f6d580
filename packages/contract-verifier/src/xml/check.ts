import type { DocumentModel, Schema } from "@onespec/openapi-document";
import { ParseOption, XmlDocument, XmlElement, XmlLibError, XmlParseError, XsdValidator } from "libxml2-wasm";
import { rootBranches, rootNameOf } from "./names.js";
import { xsdFor } from "./xsd.js";

const XSI = "http://www.w3.org/2001/XMLSchema-instance";
const NAMESPACES: Record<string, string> = { xsi: XSI, xsd: "http://www.w3.org/2001/XMLSchema" };
const PARSE_OPTION = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_BIG_LINES;

const validators = new WeakMap<DocumentModel, Map<Schema | string, XsdValidator>>();

/** The XSD of a schema, compiled once; it lives as long as the process. */
function validatorOf(model: DocumentModel, schema: Schema): XsdValidator {
	const known = validators.get(model) ?? new Map<Schema | string, XsdValidator>();
	validators.set(model, known);
	const key = schema.$ref ?? schema;
	let validator = known.get(key);
	if (validator === undefined) {
		const xsd = XmlDocument.fromString(xsdFor(model, schema));
		try {
			validator = XsdValidator.fromDoc(xsd);
		} finally {
			xsd.dispose();
		}
		known.set(key, validator);
	}
	return validator;
}

/** Frees what was compiled for a document. */
export function disposeXsds(model: DocumentModel): void {
	for (const validator of validators.get(model)?.values() ?? []) validator.dispose();
	validators.delete(model);
}

/**
 * Checks an XML body: well-formed, UTF-8, no DTD, no namespace but `xsi` and `xsd`, no attribute of `xsi` but `nil`,
 * and valid by the XSD of one of the schema's branches.
 *
 * @returns the reasons why it does not fit; none where it fits.
 */
export function checkXml(model: DocumentModel, schema: Schema, text: string): string[] {
	let xml: XmlDocument;
	try {
		xml = XmlDocument.fromBuffer(new TextEncoder().encode(text), { option: PARSE_OPTION });
	} catch (error) {
		if (!(error instanceof XmlParseError)) throw error;
		return messagesOf(error).map((message) => `is not well-formed XML: ${message}`);
	}
	try {
		if (xml.dtd !== null) return ["/: has a document type declaration; none is allowed"];
		if (xml.encoding !== null && xml.encoding.toLowerCase() !== "utf-8")
			return [`/: declares the encoding ${xml.encoding}, not UTF-8`];
		const reasons = namespaceReasons(xml.root, `/${xml.root.name}`);
		const branches = rootBranches(model, schema);
		const matching = branches.filter((branch) => rootNameOf(model, branch) === xml.root.name);
		if (matching.length === 0) {
			const names = [...new Set(branches.map((branch) => rootNameOf(model, branch)))].join(" or ");
			return [...reasons, `/${xml.root.name}: the root element must be ${names}`];
		}
		const failures = matching.map((branch) => validate(validatorOf(model, branch), xml));
		return failures.some((failure) => failure.length === 0) ? reasons : [...reasons, ...(failures[0] ?? [])];
	} finally {
		xml.dispose();
	}
}

function validate(validator: XsdValidator, xml: XmlDocument): string[] {
	try {
		validator.validate(xml);
		return [];
	} catch (error) {
		if (!(error instanceof XmlLibError)) throw error;
		return messagesOf(error);
	}
}

function messagesOf(error: XmlLibError): string[] {
	const details = error.details.map(({ message, line, xpath }) => {
		const place = xpath ?? `line ${line}`;
		return `${place}: ${message.trim().replace(/^Element '[^']*': /, "")}`;
	});
	return details.length > 0 ? [...new Set(details)] : [error.message.trim()];
}

function namespaceReasons(element: XmlElement, place: string): string[] {
	const reasons: string[] = [];
	for (const [prefix, uri] of Object.entries(element.nsDeclarations)) {
		if (prefix === "") reasons.push(`${place}: declares a default namespace, ${uri}; none is allowed`);
		else if (NAMESPACES[prefix] !== uri)
			reasons.push(`${place}: declares the namespace ${prefix}="${uri}"; only xsi and xsd are allowed`);
	}
	for (const attribute of element.attrs) {
		if (attribute.namespaceUri === XSI && attribute.name !== "nil") {
			reasons.push(`${place}: has the attribute xsi:${attribute.name}; only xsi:nil is allowed`);
		}
	}
	for (let child = element.firstChild; child !== null; child = child.next) {
		if (child instanceof XmlElement) reasons.push(...namespaceReasons(child, `${place}/${child.name}`));
	}
	return reasons;
}
