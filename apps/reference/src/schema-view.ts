/** Schemas as tables that people read. */
import {
	type DocumentModel,
	flatten,
	refName,
	type Schema,
	typeOf,
	typesOf,
	withoutNull,
} from "@onespec/openapi-document";
import { isOfOtherDirection } from "@onespec/openapi-document/check";
import { type Content, type Html, html, joined } from "./html.js";
import { prose } from "./markdown.js";

/** What a schema is shown with. */
export interface SchemaContext {
	readonly model: DocumentModel;
	/** The address of an object's page. */
	object(name: string): string | undefined;
	/** Where links of the document's prose lead. */
	resolve(href: string): string | undefined;
}

/** Whether a body is sent or answered: members of the other direction are left out; where it is absent all are shown. */
export type Direction = "request" | "response" | undefined;

/** Inline objects inside of inline objects are shown so deep. */
const DEEPEST = 6;

/** What a schema allows, in a few words, with links: `array of Thing`, `string or null`. */
export function typeView(context: SchemaContext, schema: Schema, depth = 0): Html {
	const name = refName(schema);
	if (name !== undefined) {
		const address = context.object(name);
		return address === undefined ? html`${name}` : html`<a href="${address}">${name}</a>`;
	}
	if (depth > DEEPEST) return html`…`;
	const inside = (one: Schema) => typeView(context, one, depth + 1);
	const { schema: own, nullable } = withoutNull(context.model, schema);
	const alternatives = own.oneOf ?? own.anyOf;
	if (nullable && own !== schema && schema.type === undefined) {
		const [only, ...more] = (schema.anyOf ?? schema.oneOf ?? []).filter((one) => one.type !== "null");
		if (only !== undefined && more.length === 0) return html`${inside(only)} or null`;
	}
	const orNull = nullable ? " or null" : "";
	if (own.const !== undefined) return html`<code>${JSON.stringify(own.const)}</code>${orNull}`;
	const type = typeOf(own);
	if (type === "array") return html`array${own.items === undefined ? "" : [" of ", inside(own.items)]}${orNull}`;
	if (alternatives !== undefined) {
		const shown = alternatives.slice(0, 6).map(inside);
		const more = alternatives.length > 6 ? ` or ${alternatives.length - 6} others` : "";
		return html`${joined(shown, " or ")}${more}${orNull}`;
	}
	const parts = own.allOf?.filter((one) => refName(one) !== undefined) ?? [];
	if (parts.length > 0) return html`${joined(parts.map(inside), " with ")}${orNull}`;
	if (type === "object" && typeof own.additionalProperties === "object" && own.properties === undefined) {
		return html`map of ${inside(own.additionalProperties)}${orNull}`;
	}
	const types = typesOf(own).filter((one) => one !== "null");
	const names = type === undefined ? types.join(" or ") || "any value" : type;
	return html`${names}${own.format === undefined ? "" : [" ", html`<span class="format">${own.format}</span>`]}${orNull}`;
}

/** The rules that a value has to keep, each in a few words. */
export function rulesOf(schema: Schema, direction?: Direction): Content[] {
	const rules: Content[] = [];
	const { minLength, maxLength, minItems, maxItems, minProperties, maxProperties } = schema;
	const range = (least: number | undefined, most: number | undefined, what: string) => {
		if (least !== undefined && most !== undefined)
			rules.push(least === most ? `${what}: ${least}` : `${what}: ${least} to ${most}`);
		else if (most !== undefined) rules.push(`${what}: at most ${most}`);
		else if (least !== undefined && least > 0) rules.push(`${what}: at least ${least}`);
	};
	range(minLength, maxLength, "length");
	range(minItems, maxItems, "items");
	range(minProperties, maxProperties, "members");
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
	if (minimum !== undefined && maximum !== undefined) rules.push(`${minimum} to ${maximum}`);
	else if (minimum !== undefined) rules.push(`at least ${minimum}`);
	else if (maximum !== undefined) rules.push(`at most ${maximum}`);
	if (exclusiveMinimum !== undefined) rules.push(`greater than ${exclusiveMinimum}`);
	if (exclusiveMaximum !== undefined) rules.push(`less than ${exclusiveMaximum}`);
	if (schema.multipleOf !== undefined) rules.push(`multiple of ${schema.multipleOf}`);
	if (schema.uniqueItems) rules.push("no item twice");
	if (schema.pattern !== undefined) rules.push(html`pattern <code>${schema.pattern}</code>`);
	const decimal = schema["x-decimal"];
	if (decimal?.significantDigits !== undefined) rules.push(`up to ${decimal.significantDigits} significant digits`);
	if (schema.contentMediaType !== undefined) rules.push(html`holds <code>${schema.contentMediaType}</code>`);
	if (schema.contentEncoding !== undefined) rules.push(html`encoded as <code>${schema.contentEncoding}</code>`);
	if (schema.readOnly && direction === undefined) rules.push("only in responses");
	if (schema.writeOnly && direction === undefined) rules.push("only in requests");
	if (schema.default !== undefined) rules.push(html`default <code>${valueText(schema.default)}</code>`);
	const database = schema["x-database-reference"];
	if (typeof database === "string") rules.push(html`database <code>${database}</code>`);
	return rules;
}

/** A list of rules; nothing where there are none. */
export function rulesView(schema: Schema, direction?: Direction): Content {
	const rules = rulesOf(schema, direction);
	const values = schema.enum;
	return html`${rules.length > 0 && html`<ul class="rules">${rules.map((rule) => html`<li>${rule}</li>`)}</ul>`}${
		values !== undefined &&
		html`<p class="values"><span>${values.length === 1 ? "always" : "one of"}</span> ${joined(
			values.slice(0, 60).map((value) => html`<code>${valueText(value)}</code>`),
			" ",
		)}${values.length > 60 ? ` and ${values.length - 60} more` : ""}</p>`
	}`;
}

function valueText(value: unknown): string {
	const text = typeof value === "string" && value !== "" ? value : JSON.stringify(value);
	return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** The members of an object, or what stands in a list, as a table; nothing for a plain value. */
export function membersView(context: SchemaContext, schema: Schema, direction?: Direction, depth = 0): Content {
	const flat = flattened(context.model, schema);
	if (flat === undefined || depth > DEEPEST) return undefined;
	const alternatives = flat.oneOf ?? flat.anyOf;
	const members = Object.entries(flat.properties ?? {}).filter(
		([, member]) => !isOfOtherDirection(context.model, member, direction),
	);
	const others = typeof flat.additionalProperties === "object" ? flat.additionalProperties : undefined;
	const patterns = Object.entries(flat.patternProperties ?? {});
	const rows = [
		...members.map(([name, member]) =>
			row(context, html`<code>${name}</code>`, member, flat.required?.includes(name) === true, direction, depth),
		),
		...patterns.map(([pattern, member]) =>
			row(context, html`<i>names like</i> <code>${pattern}</code>`, member, false, direction, depth),
		),
		...(others === undefined ? [] : [row(context, html`<i>any other name</i>`, others, false, direction, depth)]),
	];
	return html`${
		rows.length > 0 &&
		html`<dl class="members">${rows}</dl>${
			flat.additionalProperties === false && depth === 0 && members.length > 0
				? html`<p class="aside">It has no other members.</p>`
				: undefined
		}`
	}${alternatives !== undefined && alternativesView(context, flat, alternatives, direction, depth)}${
		typeOf(flat) === "array" &&
		flat.items !== undefined &&
		html`${!isNamed(flat.items) && rulesView(flat.items)}${membersView(context, flat.items, direction, depth + 1)}`
	}`;
}

function isNamed(schema: Schema): boolean {
	return refName(schema) !== undefined;
}

function alternativesView(
	context: SchemaContext,
	flat: Schema,
	alternatives: readonly Schema[],
	direction: Direction,
	depth: number,
): Content {
	const { discriminator } = flat;
	const wordOf = (schema: Schema) =>
		Object.entries(discriminator?.mapping ?? {}).find(([, name]) => name === refName(schema))?.[0];
	return html`<div class="alternatives"><p>${flat.oneOf === undefined ? "Any of" : "One of"}${
		discriminator !== undefined && html`, told apart by <code>${discriminator.propertyName}</code>`
	}:</p><ul>${alternatives.map((one) => {
		const value = wordOf(one);
		const isInline = !isNamed(one);
		return html`<li>${value !== undefined && html`<code>${value}</code> · `}${typeView(context, one)}${
			one.title !== undefined && isInline && html` <span class="soft">${one.title}</span>`
		}${isInline && prose(one.description, context)}${isInline && membersView(context, one, direction, depth + 1)}</li>`;
	})}</ul></div>`;
}

function row(
	context: SchemaContext,
	name: Content,
	member: Schema,
	required: boolean,
	direction: Direction,
	depth: number,
): Html {
	// What a reference leads to has a page of its own; here its description is enough.
	const described = isNamed(member) ? { ...resolved(context.model, member), ...member } : member;
	const { schema } = withoutNull(context.model, described);
	const inside = isNamed(member) ? undefined : nested(context, member, direction, depth);
	return html`<div><dt>${name} <span class="type">${typeView(context, member)}</span>${
		required && html` <span class="required">required</span>`
	}${described.deprecated && html` <span class="deprecated">deprecated</span>`}</dt><dd>${prose(
		withoutReference(described),
		context,
	)}${!isNamed(member) && rulesView(schema, direction)}${inside}</dd></div>`;
}

/** A description that ends in what the extension beside it says too is shown without that. */
function withoutReference({ description, ...schema }: Schema): string | undefined {
	const reference = schema["x-database-reference"];
	if (description === undefined || typeof reference !== "string") return description;
	const end = description.trimEnd();
	const said = `database reference = ${reference}`;
	return end.endsWith(said) ? end.slice(0, -said.length).trimEnd() : description;
}

function nested(context: SchemaContext, member: Schema, direction: Direction, depth: number): Content {
	const flat = flattened(context.model, member);
	if (flat === undefined) return undefined;
	const { items } = flat;
	const isPlain = typeOf(flat) === "array" && items !== undefined && isNamed(items);
	if (isPlain) return undefined;
	const members = membersView(context, member, direction, depth + 1);
	return members === undefined || String(html`${members}`) === ""
		? undefined
		: html`<details class="nested"><summary>Members</summary>${members}</details>`;
}

function resolved(model: DocumentModel, schema: Schema): Schema {
	const name = refName(schema);
	return name === undefined ? schema : (model.schemas[name] ?? {});
}

function flattened(model: DocumentModel, schema: Schema): Schema | undefined {
	try {
		return withoutNull(model, flatten(model, schema)).schema;
	} catch {
		return undefined;
	}
}
