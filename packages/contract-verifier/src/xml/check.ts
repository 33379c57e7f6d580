import { type DocumentModel, type Schema, subschemas, typeOf } from "@onespec/openapi-document";
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
import type { SchemaPlace } from "../schema/validator.js";
import { escapeXml } from "./escape.js";
import {
	alternativesAt,
	facetsOf,
	itemNameOf,
	lastName,
	memberNameOf,
	rootBranches,
	rootNameOf,
	whole,
} from "./names.js";
import { undeclaredOf, xsdOfElement } from "./xsd.js";

const XSI = "http://www.w3.org/2001/XMLSchema-instance";
const NAMESPACES: Record<string, string> = { xsi: XSI, xsd: "http://www.w3.org/2001/XMLSchema" };
const PARSE_OPTION = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_BIG_LINES;

/** What an XSD can say of an element, and whether it leaves places open. */
interface Compiled {
	readonly validator: XsdValidator;
	readonly isOpen: boolean;
}

/** By schema and the name of the element, which the document may leave open. */
const validators = new WeakMap<DocumentModel, Map<Schema | string, Map<string, Compiled>>>();

/** The XSD of a schema, compiled once; it lives as long as the process. */
function compiledOf(model: DocumentModel, schema: Schema, name: string): Compiled {
	const known = validators.get(model) ?? new Map<Schema | string, Map<string, Compiled>>();
	validators.set(model, known);
	const key = schema.$ref ?? schema;
	const named = known.get(key) ?? new Map<string, Compiled>();
	known.set(key, named);
	let compiled = named.get(name);
	if (compiled === undefined) {
		const { text, isOpen } = xsdOfElement(model, schema, name);
		const xsd = XmlDocument.fromString(text);
		try {
			compiled = { validator: XsdValidator.fromDoc(xsd), isOpen };
		} finally {
			xsd.dispose();
		}
		named.set(name, compiled);
	}
	return compiled;
}

/** Frees what was compiled for a document. */
export function disposeXsds(model: DocumentModel): void {
	for (const named of validators.get(model)?.values() ?? []) for (const one of named.values()) one.validator.dispose();
	validators.delete(model);
}

/**
 * Checks an XML body: well-formed, UTF-8, no DTD, no namespace but those of the document, `xsi` and `xsd`, no attribute of `xsi` but `nil`,
 * and valid by the XSD of one of the schema's branches.
 *
 * @returns the reasons why it does not fit; none where it fits.
 */
export function checkXml(model: DocumentModel, schema: Schema, text: string): string[] {
	return xmlFaults(model, schema, text).map((fault) => fault.text);
}

/** Why an XML body does not fit, and which member of the schemas it is about, where it is about one. */
export interface XmlFault {
	text: string;
	member?: Pick<SchemaPlace, "component" | "member" | "fault"> | undefined;
}

/** What {@link checkXml} checks, with the members that the faults are about. */
export function xmlFaults(model: DocumentModel, schema: Schema, text: string): XmlFault[] {
	let xml: XmlDocument;
	try {
		xml = XmlDocument.fromBuffer(new TextEncoder().encode(text), { option: PARSE_OPTION });
	} catch (error) {
		if (!(error instanceof XmlParseError)) throw error;
		return messagesOf(error).map((message) => ({ text: `is not well-formed XML: ${message}` }));
	}
	try {
		if (xml.dtd !== null) return [{ text: "/: has a document type declaration; none is allowed" }];
		if (xml.encoding !== null && xml.encoding.toLowerCase() !== "utf-8")
			return [{ text: `/: declares the encoding ${xml.encoding}, not UTF-8` }];
		const namespaces = namespacesOf(model);
		const reasons: XmlFault[] = namespaceReasons(xml.root, `/${xml.root.name}`, namespaces).map((one) => ({
			text: one,
		}));
		const branches = rootBranches(model, schema);
		const matching = branches.filter((branch) => rootNameOf(model, branch, xml.root.name) === xml.root.name);
		if (matching.length === 0) {
			const names = [...new Set(branches.map((branch) => rootNameOf(model, branch, xml.root.name)))].join(" or ");
			return [...reasons, { text: `/${xml.root.name}: the root element must be ${names}` }];
		}
		for (const branch of matching) {
			const wanted = facetsOf(model, branch).namespace ?? "";
			if (wanted !== "" && xml.root.namespaceUri !== wanted) {
				return [
					...reasons,
					{
						text: `/${xml.root.name}: must be in the namespace ${wanted}, but is in ${xml.root.namespaceUri || "none"}`,
					},
				];
			}
		}
		const failures = matching.map((branch) => {
			const { validator, isOpen } = compiledOf(model, branch, xml.root.name);
			const found =
				namespaces.size === 0 && !isOpen ? validate(validator, xml) : elementReasons(model, branch, xml.root);
			return found.map((one) => withMember(model, branch, one));
		});
		return failures.some((failure) => failure.length === 0) ? reasons : [...reasons, ...(failures[0] ?? [])];
	} finally {
		xml.dispose();
	}
}

/** The member that a message of libxml2 is about, such as `/Things/Thing[1]/Id: 'x' is not a valid value …`. */
function withMember(model: DocumentModel, schema: Schema, text: string): XmlFault {
	const [, path, message] = /^((?:\/[^/:\s]+)+): (.*)$/s.exec(text) ?? [];
	if (path === undefined || message === undefined) return { text };
	const steps = path
		.split("/")
		.slice(2)
		.map((step) => step.replace(/\[\d+\]$/, ""));
	const expected = /Expected is (?:one of )?\( ([^ ,]+)/.exec(message)?.[1];
	if (/^Missing child/.test(message)) steps.push(expected ?? "");
	else if (/is not expected/.test(message) && expected !== undefined) steps.splice(-1, 1, expected);
	const fault = /^Missing child|Expected is/.test(message)
		? "missing"
		: /not expected|not allowed/.test(message)
			? "undocumented"
			: "value";
	return { text, member: memberAt(model, schema, steps, fault) };
}

/** The component and the member that the elements below the root of a body lead to, as a JSON Schema check names them. */
function memberAt(
	model: DocumentModel,
	schema: Schema,
	steps: readonly string[],
	fault: SchemaPlace["fault"],
): XmlFault["member"] {
	let here = schema;
	let component = lastName(model, schema);
	let member: string | undefined;
	const enter = (next: Schema) => {
		here = next;
		component = lastName(model, next) ?? component;
	};
	for (const [index, step] of steps.entries()) {
		const { items, properties = {} } = whole(model, here);
		if (items !== undefined) {
			enter(items);
			continue;
		}
		const found = Object.entries(properties).find(
			([name, one]) => name === step || memberNameOf(model, name, one) === step,
		);
		member = found?.[0] ?? step;
		if (found === undefined) break;
		const isLast = index === steps.length - 1;
		if (isLast && fault !== "value") break;
		const [, property] = found;
		const own = lastName(model, property);
		if (isLast && own === undefined) break;
		enter(property);
		// The items of an array stand in its place, unless it has an element of its own.
		const { items: unwrapped } = whole(model, property);
		if (unwrapped !== undefined && facetsOf(model, property).wrapped !== true) enter(unwrapped);
		if (isLast) member = undefined;
	}
	return { component, member, fault };
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

/** An element that an XSD left open, and the schemas of which it must fit one. */
interface OpenPlace {
	readonly element: XmlElement;
	readonly alternatives: readonly Schema[];
}

/**
 * Reasons why an element does not fit a schema. The XSD knows no namespaces: those of the document are checked already, and
 * taken off. What it leaves open is checked here, each element by an XSD of its own.
 */
function elementReasons(model: DocumentModel, schema: Schema, element: XmlElement): string[] {
	const open: OpenPlace[] = [];
	const plain = XmlDocument.fromString(plainText(model, schema, element, open));
	try {
		const reasons = validate(compiledOf(model, schema, element.name).validator, plain);
		if (reasons.length > 0) return reasons;
	} finally {
		plain.dispose();
	}
	for (const { element: inner, alternatives } of open) {
		const failures = alternatives.map((one) => elementReasons(model, one, inner));
		const [first] = failures;
		if (first !== undefined && failures.every((one) => one.length > 0)) return first;
	}
	return [];
}

/** An element as the XSD of its schema knows it: without namespaces, and without members that no property names. */
function plainText(model: DocumentModel, schema: Schema, element: XmlElement, open: OpenPlace[]): string {
	const nil = element.attrs.some(
		({ namespaceUri, name, value }) => namespaceUri === XSI && name === "nil" && value === "true",
	);
	const attributes = element.attrs
		.filter(({ namespaceUri }) => namespaceUri !== XSI)
		.map(({ name, value }) => ` ${name}="${escapeXml(value)}"`);
	const { named, other } = childrenOf(model, schema, element.name);
	const undeclared = new Map(undeclaredOf(whole(model, schema)).map((name) => [name, ""]));
	let content = "";
	for (let child = element.firstChild; child !== null; child = child.next) {
		if (child instanceof XmlElement) {
			const alternatives = named.get(child.name);
			// They may stand anywhere; the XSD has each once, at the end.
			if (alternatives === undefined && undeclared.has(child.name)) undeclared.set(child.name, `<${child.name}/>`);
			if (alternatives === undefined && undeclared.has(child.name) && other === undefined) continue;
			if (alternatives === undefined && other !== undefined) {
				if (Object.keys(other).length > 0) open.push({ element: child, alternatives: [other] });
				continue;
			}
			const [only = {}] = alternatives ?? [];
			const isOpen = alternatives !== undefined && alternatives.length > 1;
			if (isOpen) open.push({ element: child, alternatives });
			content += plainText(model, isOpen ? {} : only, child, open);
		} else if (child instanceof XmlText || child instanceof XmlCData) content += escapeXml(child.content);
	}
	content += [...undeclared.values()].join("");
	const nilled = nil ? ` xmlns:xsi="${XSI}" xsi:nil="true"` : "";
	return `<${element.name}${attributes.join("")}${nilled}>${content}</${element.name}>`;
}

/**
 * What may stand in an element: the schemas of the elements that have a name, and that of all others, where a schema with
 * `properties` allows them.
 */
function childrenOf(
	model: DocumentModel,
	schema: Schema,
	name: string,
): { readonly named: ReadonlyMap<string, readonly Schema[]>; readonly other: Schema | undefined } {
	const object = whole(model, schema);
	const named = new Map<string, readonly Schema[]>();
	const put = (childName: string, child: Schema) => {
		const alternatives = alternativesAt(model, child, childName);
		if (alternatives.size === 0) named.set(childName, [child]);
		for (const [one, branches] of alternatives) named.set(one, branches);
	};
	if (typeOf(object) === "array" && object.items !== undefined) put(itemNameOf(model, object, name), object.items);
	for (const [property, member] of Object.entries(object.properties ?? {})) {
		const array = whole(model, member);
		const isUnwrapped = typeOf(array) === "array" && array.xml?.wrapped !== true;
		if (isUnwrapped && array.items !== undefined) put(itemNameOf(model, array, property), array.items);
		else put(memberNameOf(model, property, member), member);
	}
	const { additionalProperties: rest } = object;
	const allowed = object.properties !== undefined && rest !== undefined && rest !== false;
	return { named, other: allowed ? (rest === true ? {} : rest) : undefined };
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
