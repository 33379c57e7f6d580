import { type DocumentModel, resolve, type Schema, subschemas } from "@onespec/openapi-document";
import {
	ParseOption,
	XmlCData,
	XmlDocument,
	XmlElement,
	XmlLibError,
	XmlParseError,
	XmlText,
	XsdValidator,
} from "libxml2-wasm";
import { escapeXml } from "./escape.js";
import { rootBranches, rootNameOf } from "./names.js";
import { xsdFor } from "./xsd.js";

const XSI = "http://www.w3.org/2001/XMLSchema-instance";
const NAMESPACES: Record<string, string> = { xsi: XSI, xsd: "http://www.w3.org/2001/XMLSchema" };
const PARSE_OPTION = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_BIG_LINES;

/** By schema and the name of the root, which the document may leave open. */
const validators = new WeakMap<DocumentModel, Map<Schema | string, Map<string, XsdValidator>>>();

/** The XSD of a schema, compiled once; it lives as long as the process. */
function validatorOf(model: DocumentModel, schema: Schema, rootName: string): XsdValidator {
	const known = validators.get(model) ?? new Map<Schema | string, Map<string, XsdValidator>>();
	validators.set(model, known);
	const key = schema.$ref ?? schema;
	const named = known.get(key) ?? new Map<string, XsdValidator>();
	known.set(key, named);
	let validator = named.get(rootName);
	if (validator === undefined) {
		const xsd = XmlDocument.fromString(xsdFor(model, schema, rootName));
		try {
			validator = XsdValidator.fromDoc(xsd);
		} finally {
			xsd.dispose();
		}
		named.set(rootName, validator);
	}
	return validator;
}

/** Frees what was compiled for a document. */
export function disposeXsds(model: DocumentModel): void {
	for (const named of validators.get(model)?.values() ?? []) for (const one of named.values()) one.dispose();
	validators.delete(model);
}

/**
 * Checks an XML body: well-formed, UTF-8, no DTD, no namespace but those of the document, `xsi` and `xsd`, no attribute of `xsi` but `nil`,
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
		const namespaces = namespacesOf(model);
		const reasons = namespaceReasons(xml.root, `/${xml.root.name}`, namespaces);
		const branches = rootBranches(model, schema);
		const matching = branches.filter((branch) => rootNameOf(model, branch, xml.root.name) === xml.root.name);
		if (matching.length === 0) {
			const names = [...new Set(branches.map((branch) => rootNameOf(model, branch, xml.root.name)))].join(" or ");
			return [...reasons, `/${xml.root.name}: the root element must be ${names}`];
		}
		for (const branch of matching) {
			const wanted = resolve(model, branch).xml?.namespace ?? "";
			if (wanted !== "" && xml.root.namespaceUri !== wanted) {
				return [
					...reasons,
					`/${xml.root.name}: must be in the namespace ${wanted}, but is in ${xml.root.namespaceUri || "none"}`,
				];
			}
		}
		const failures = matching.map((branch) => {
			const validator = validatorOf(model, branch, xml.root.name);
			return namespaces.size === 0 ? validate(validator, xml) : validatePlain(validator, xml.root);
		});
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

/** The XSD knows no namespaces: those of the document are checked already, and taken off. */
function validatePlain(validator: XsdValidator, root: XmlElement): string[] {
	const plain = XmlDocument.fromString(plainText(root));
	try {
		return validate(validator, plain);
	} finally {
		plain.dispose();
	}
}

function plainText(element: XmlElement): string {
	const nil = element.attrs.some(
		({ namespaceUri, name, value }) => namespaceUri === XSI && name === "nil" && value === "true",
	);
	const attributes = element.attrs
		.filter(({ namespaceUri }) => namespaceUri !== XSI)
		.map(({ name, value }) => ` ${name}="${escapeXml(value)}"`);
	let content = "";
	for (let child = element.firstChild; child !== null; child = child.next) {
		if (child instanceof XmlElement) content += plainText(child);
		else if (child instanceof XmlText || child instanceof XmlCData) content += escapeXml(child.content);
	}
	const nilled = nil ? ` xmlns:xsi="${XSI}" xsi:nil="true"` : "";
	return `<${element.name}${attributes.join("")}${nilled}>${content}</${element.name}>`;
}

const namespacesByModel = new WeakMap<DocumentModel, ReadonlySet<string>>();

/** The namespaces that the schemas of a document name. */
function namespacesOf(model: DocumentModel): ReadonlySet<string> {
	let known = namespacesByModel.get(model);
	if (known === undefined) {
		const found = new Set<string>();
		const walk = (schema: Schema): void => {
			if (schema.xml?.namespace !== undefined) found.add(schema.xml.namespace);
			for (const [, inner] of subschemas(schema)) walk(inner);
		};
		const bodies = model.operations.flatMap(({ requestBody, responses }) => [requestBody, ...responses]);
		for (const { schema } of bodies.flatMap((body) => body?.content ?? [])) if (schema !== undefined) walk(schema);
		for (const schema of Object.values(model.schemas)) walk(schema);
		known = found;
		namespacesByModel.set(model, known);
	}
	return known;
}

function messagesOf(error: XmlLibError): string[] {
	const details = error.details.map(({ message, line, xpath }) => {
		const place = xpath ?? `line ${line}`;
		return `${place}: ${message.trim().replace(/^Element '[^']*': /, "")}`;
	});
	return details.length > 0 ? [...new Set(details)] : [error.message.trim()];
}

function namespaceReasons(element: XmlElement, place: string, own: ReadonlySet<string>): string[] {
	const reasons: string[] = [];
	for (const [prefix, uri] of Object.entries(element.nsDeclarations)) {
		if (own.has(uri)) continue;
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
		if (child instanceof XmlElement) reasons.push(...namespaceReasons(child, `${place}/${child.name}`, own));
	}
	return reasons;
}
