import { type DocumentModel, flatten, refName, type Schema, typeOf, withoutNull } from "@onespec/openapi-document";
import { escapeXml } from "./escape.js";
import { alternativesAt, itemNameOf, memberNameOf, rootBranches, rootNameOf, whole } from "./names.js";
import { XsdError } from "./xsd-error.js";
import { xsdPatternOf } from "./xsd-pattern.js";

/**
 * The XSD of one schema of a document: its root element is named by `xml.name`, elements come in the order of
 * `properties`, arrays are wrapped or not as `xml.wrapped` says. A `oneOf` at the root gives one root element for each
 * branch; to accept one branch only, ask for that branch.
 *
 * @param schema a schema or a `$ref` of the document.
 * @param rootName names the root where the document leaves its name open.
 * @throws XsdError for what XSD 1.0 or this generator cannot state; the message names the place and the remedy.
 * @example
 * const xsd = xsdFor(model, { $ref: "#/components/schemas/Locker" });
 */
export function xsdFor(model: DocumentModel, schema: Schema, rootName?: string): string {
	return new XsdWriter(model).write(schema, rootName);
}

/**
 * The XSD of the element of one place, whatever the schema itself would be called.
 *
 * @returns also whether there is a place that it leaves open, because XSD can't state what may stand there
 */
export function xsdOfElement(
	model: DocumentModel,
	schema: Schema,
	name: string,
): { readonly text: string; readonly isOpen: boolean } {
	const writer = new XsdWriter(model);
	return { text: writer.writeElement(name, schema), isOpen: writer.isOpen };
}

class XsdWriter {
	readonly #model: DocumentModel;
	/** Named complex types by reference; `undefined` while one is being written. */
	readonly #types = new Map<string, { name: string; text: string | undefined }>();
	/** Whether a place was left open that XSD can't state. */
	isOpen = false;

	constructor(model: DocumentModel) {
		this.#model = model;
	}

	write(schema: Schema, rootName: string | undefined): string {
		const names = new Set<string>();
		const roots = rootBranches(this.#model, schema).map((branch) => {
			const name = rootNameOf(this.#model, branch, rootName);
			if (names.has(name)) {
				throw new XsdError(`Two branches of a oneOf have the root element ${name}: give them different xml.name.`);
			}
			names.add(name);
			return this.#element(name, branch, "", "  ");
		});
		return this.#schema(roots);
	}

	writeElement(name: string, schema: Schema): string {
		return this.#schema([this.#element(name, schema, "", "  ")]);
	}

	#schema(roots: readonly string[]): string {
		const types = [...this.#types.values()].map((type) => type.text ?? "");
		return [
			'<?xml version="1.0" encoding="UTF-8"?>',
			'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="unqualified">',
			...roots,
			...types,
			"</xs:schema>",
			"",
		].join("\n");
	}

	/** An element; `occurs` holds its occurrence attributes. */
	#element(name: string, schema: Schema, occurs: string, indent: string): string {
		if (!ELEMENT_NAME.test(name)) throw new XsdError(`${name} is no name of an XML element: give it xml.name.`);
		const { schema: plain, nullable } = withoutNull(this.#model, schema);
		// A text with more said beside it, as much as an object in parts.
		const value = plain.allOf === undefined ? plain : flatten(this.#model, plain);
		const attributes = `name="${name}"${occurs}${nullable ? ' nillable="true"' : ""}`;
		if ((value.oneOf ?? value.anyOf) !== undefined) return this.#choice(name, value, occurs, indent);
		if (typeOf(value) === "array") {
			const item = this.#items(value, name, `${indent}      `);
			return [
				`${indent}<xs:element ${attributes}>`,
				`${indent}  <xs:complexType>`,
				`${indent}    <xs:sequence>`,
				item,
				`${indent}    </xs:sequence>`,
				`${indent}  </xs:complexType>`,
				`${indent}</xs:element>`,
			].join("\n");
		}
		if (isObject(value) || (plain.allOf !== undefined && typeOf(value) === undefined)) {
			const named = this.#schemaName(schema);
			if (named !== undefined) return `${indent}<xs:element ${attributes} type="${this.#namedType(named)}"/>`;
			const body = this.#complexType(value, "", `${indent}  `);
			return `${indent}<xs:element ${attributes}>\n${body}\n${indent}</xs:element>`;
		}
		return simpleElement(attributes, value, indent);
	}

	/** Alternatives are told apart by the names of their elements; those of one name can't be, and leave the place open. */
	#choice(name: string, schema: Schema, occurs: string, indent: string): string {
		const named = [...alternativesAt(this.#model, schema, name)];
		const alone = named.length === 1;
		const elements = named.map(([elementName, branches]) => {
			const own = alone ? occurs : "";
			const [only] = branches;
			const inner = alone ? indent : `${indent}  `;
			if (only !== undefined && branches.length === 1 && isAlternativeAlone(schema)) {
				return this.#element(elementName, only, own, inner);
			}
			return this.#openElement(elementName, own, inner);
		});
		if (alone) return elements.join("");
		return [`${indent}<xs:choice${occurs}>`, ...elements, `${indent}</xs:choice>`].join("\n");
	}

	/** An element in which anything may stand. */
	#openElement(name: string, occurs: string, indent: string): string {
		this.isOpen = true;
		return [
			`${indent}<xs:element name="${name}"${occurs} nillable="true">`,
			`${indent}  <xs:complexType mixed="true">`,
			`${indent}    <xs:sequence>`,
			`${indent}      <!-- One of several alternatives, which XSD can't tell apart. -->`,
			`${indent}      <xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/>`,
			`${indent}    </xs:sequence>`,
			`${indent}    <xs:anyAttribute processContents="skip"/>`,
			`${indent}  </xs:complexType>`,
			`${indent}</xs:element>`,
		].join("\n");
	}

	/** The name of the schema that a chain of references ends at; `undefined` for a schema that stands in its place. */
	#schemaName(schema: Schema): string | undefined {
		let name: string | undefined;
		for (let next = refName(schema); next !== undefined; next = refName(this.#model.schemas[next] ?? {})) name = next;
		return name;
	}

	#items(array: Schema, name: string, indent: string): string {
		if (array.items === undefined)
			throw new XsdError(`${name}: an array without items cannot be stated in XSD: add items.`);
		const most = array.maxItems === undefined ? "unbounded" : String(array.maxItems);
		const occurs = ` minOccurs="${array.minItems ?? 0}" maxOccurs="${most}"`;
		return this.#element(itemNameOf(this.#model, array, name), array.items, occurs, indent);
	}

	#namedType(schema: string): string {
		const known = this.#types.get(schema);
		if (known !== undefined) return known.name;
		const base = schema.replace(/[^\p{L}\p{N}_.-]/gu, "_");
		const taken = new Set([...this.#types.values()].map((type) => type.name));
		let name = base;
		for (let count = 2; taken.has(name); count++) name = `${base}${count}`;
		const type: { name: string; text: string | undefined } = { name, text: undefined };
		this.#types.set(schema, type);
		type.text = this.#complexType(whole(this.#model, this.#model.schemas[schema] ?? {}), ` name="${name}"`, "  ");
		return name;
	}

	/** The name of a type of texts: one of XSD's own, or one that holds the facets of the schema. */
	#simpleTypeName(schema: Schema): string {
		const { base, facets } = simpleType(schema);
		if (facets.length === 0) return base;
		const key = JSON.stringify(schema);
		const name = this.#types.get(key)?.name ?? `text${this.#types.size}`;
		const [first = "", ...rest] = restriction(base, facets, "  ").split("\n");
		this.#types.set(key, { name, text: [first.replace(">", ` name="${name}">`), ...rest].join("\n") });
		return name;
	}

	#complexType(object: Schema, attributes: string, indent: string): string {
		const members: string[] = [];
		const xmlAttributes: string[] = [];
		let text: Schema | undefined;
		for (const [property, member] of Object.entries(object.properties ?? {})) {
			const required = object.required?.includes(property) ?? false;
			const value = whole(this.#model, member);
			const name = memberNameOf(this.#model, property, member);
			if (value.xml?.text === true) {
				text = value;
			} else if (value.xml?.attribute === true) {
				xmlAttributes.push(simpleAttribute(name, whole(this.#model, member), required, `${indent}  `));
			} else if (typeOf(value) === "array" && value.xml?.wrapped !== true) {
				// Unwrapped items stand in the object itself, named by the property unless they have a name.
				const least = required ? (value.minItems ?? 0) : 0;
				if (!required && (value.minItems ?? 0) > 1) {
					throw new XsdError(
						`${property}: an optional unwrapped array with minItems cannot be stated in XSD: wrap it.`,
					);
				}
				members.push(this.#items({ ...value, minItems: least }, property, `${indent}    `));
			} else {
				members.push(this.#element(name, member, required ? "" : ' minOccurs="0"', `${indent}    `));
			}
		}
		// In the order in which whoever checks by this puts them at the end.
		const undeclared = undeclaredOf(object);
		for (const name of undeclared) members.push(this.#openElement(name, "", `${indent}    `));
		const rest = object.additionalProperties;
		// Beside named elements XSD allows no others; whoever checks by it takes those away before.
		if (object.properties !== undefined && rest !== undefined && rest !== false) this.isOpen = true;
		if (text !== undefined) {
			return [
				`${indent}<xs:complexType${attributes}>`,
				`${indent}  <xs:simpleContent>`,
				`${indent}    <xs:extension base="${this.#simpleTypeName(text)}">`,
				...xmlAttributes,
				`${indent}    </xs:extension>`,
				`${indent}  </xs:simpleContent>`,
				`${indent}</xs:complexType>`,
			].join("\n");
		}
		if (Object.keys(object.properties ?? {}).length === 0 && undeclared.length === 0 && rest !== false) {
			members.push(`${indent}    <xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/>`);
		}
		return [
			`${indent}<xs:complexType${attributes}>`,
			`${indent}  <xs:sequence>`,
			...members,
			`${indent}  </xs:sequence>`,
			...xmlAttributes,
			`${indent}</xs:complexType>`,
		].join("\n");
	}
}

/** Whether a schema says nothing beside its alternatives, but what it is called. */
function isAlternativeAlone(schema: Schema): boolean {
	return (schema.properties ?? schema.items ?? schema.additionalProperties ?? schema.allOf) === undefined;
}

/** Whether a schema describes an object. */
function isObject(schema: Schema): boolean {
	return typeOf(schema) === "object";
}

function simpleElement(attributes: string, schema: Schema, indent: string): string {
	const { base, facets } = simpleType(schema);
	if (facets.length === 0) return `${indent}<xs:element ${attributes} type="${base}"/>`;
	return `${indent}<xs:element ${attributes}>\n${restriction(base, facets, `${indent}  `)}\n${indent}</xs:element>`;
}

const ELEMENT_NAME = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

/** The members that an object with `properties` must have though none of them describes one, in the order of their names. */
export function undeclaredOf({ properties, required = [], additionalProperties }: Schema): readonly string[] {
	if (properties === undefined || additionalProperties === false) return [];
	const elements = new Set(Object.values(properties).map(({ xml }) => xml?.name));
	return required
		.filter((name) => !Object.hasOwn(properties, name) && !elements.has(name) && ELEMENT_NAME.test(name))
		.sort();
}

function simpleAttribute(name: string, schema: Schema, required: boolean, indent: string): string {
	const { base, facets } = simpleType(schema);
	const use = `name="${name}" use="${required ? "required" : "optional"}"`;
	if (facets.length === 0) return `${indent}<xs:attribute ${use} type="${base}"/>`;
	return `${indent}<xs:attribute ${use}>\n${restriction(base, facets, `${indent}  `)}\n${indent}</xs:attribute>`;
}

function restriction(base: string, facets: string[], indent: string): string {
	return [
		`${indent}<xs:simpleType>`,
		`${indent}  <xs:restriction base="${base}">`,
		...facets.map((facet) => `${indent}    ${facet}`),
		`${indent}  </xs:restriction>`,
		`${indent}</xs:simpleType>`,
	].join("\n");
}

function simpleType(schema: Schema): { base: string; facets: string[] } {
	const facets: string[] = [];
	const facet = (name: string, value: unknown) => facets.push(`<xs:${name} value="${escapeXml(String(value))}"/>`);
	const bounds = () => {
		// XSD takes one bound at each end.
		const { minimum, exclusiveMinimum: above, maximum, exclusiveMaximum: below } = schema;
		if (above !== undefined && (minimum === undefined || above >= minimum)) facet("minExclusive", above);
		else if (minimum !== undefined) facet("minInclusive", minimum);
		if (below !== undefined && (maximum === undefined || below <= maximum)) facet("maxExclusive", below);
		else if (maximum !== undefined) facet("maxInclusive", maximum);
	};
	const enumeration = () => {
		for (const value of schema.enum ?? []) if (value !== null) facet("enumeration", value);
	};
	const pattern = (source: string) => {
		const translated = xsdPatternOf(source);
		if (translated === undefined)
			facets.push(`<!-- The pattern ${escapeXml(source).replaceAll("--", "- -")} has no equal in XSD. -->`);
		else facet("pattern", translated);
	};
	switch (typeOf(schema)) {
		case "integer": {
			bounds();
			enumeration();
			return { base: { int32: "xs:int", int64: "xs:long" }[schema.format ?? ""] ?? "xs:integer", facets };
		}
		case "number": {
			if (schema.format === undefined || schema.format === "double" || schema.format === "float") {
				// No INF or NaN, which JSON has not either.
				pattern("^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$");
				bounds();
				enumeration();
				return { base: schema.format === "float" ? "xs:float" : "xs:double", facets };
			}
			const digits = schema["x-decimal"]?.significantDigits;
			if (digits !== undefined) facet("totalDigits", digits);
			bounds();
			enumeration();
			return { base: "xs:decimal", facets };
		}
		case "boolean": {
			if (schema.enum !== undefined) pattern(`^(${schema.enum.filter((one) => one !== null).join("|")})$`);
			return { base: "xs:boolean", facets };
		}
		case "string": {
			if (schema.enum !== undefined) enumeration();
			if (schema.minLength) facet("minLength", schema.minLength);
			if (schema.maxLength !== undefined) facet("maxLength", schema.maxLength);
			// XSD reads several patterns as alternatives, so the schema's own stands for the format's.
			const formatPattern = (source: string) => pattern(schema.pattern ?? source);
			if (schema.format === "date-time") {
				formatPattern("^.+(Z|[+-][0-9][0-9]:[0-9][0-9])$");
				return { base: "xs:dateTime", facets };
			}
			if (schema.format === "date") {
				formatPattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
				return { base: "xs:date", facets };
			}
			if (schema.format === "uuid") formatPattern("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$");
			else if (schema.pattern !== undefined) pattern(schema.pattern);
			return { base: schema.format === "byte" ? "xs:base64Binary" : "xs:string", facets };
		}
		default:
			throw new XsdError(
				`A schema of type ${String(schema.type ?? "unknown")} cannot be stated in XSD: give it a type.`,
			);
	}
}
