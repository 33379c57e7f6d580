import type { Schema } from "@onespec/openapi-document";
import { coloured } from "../code.js";
import { jsonText, valueOfObject, xmlText } from "../examples.js";
import { html } from "../html.js";
import { markdown, plainText, prose, shortened } from "../markdown.js";
import { closureOf, type Group, titleOf } from "../names.js";
import { codeBlock, frame, methodBadge, type Place, type Tab, tabs } from "../page.js";
import { membersView, rulesView, typeView } from "../schema-view.js";
import { operationList } from "./overview.js";

/** The page of a group of operations. */
export function groupPage(place: Place, group: Group): string {
	const content = html`<article class="text wide"><h1>${group.name}</h1>${prose(group.description, { resolve: (href) => place.resolve(href), heading: 2 })}${operationList(place, group.operations)}</article>`;
	const description = group.description === undefined ? undefined : plainText(group.description);
	return frame({ title: group.name, description, content, root: place.root, place, group });
}

/** The page that lists all objects. */
export function objectsPage(place: Place): string {
	const names = Object.keys(place.model.schemas);
	const content = html`<article class="text wide"><h1>Objects</h1><dl class="members">${names.map((name) => {
		const { description } = place.model.schemas[name] as Schema;
		return html`<div><dt><a href="${place.object(name) ?? ""}">${name}</a></dt><dd>${
			description !== undefined && html`<p>${shortened(plainText(description.slice(0, 2000)), 240)}</p>`
		}</dd></div>`;
	})}</dl></article>`;
	return frame({ title: "Objects", content, root: place.root, place });
}

/** The page of an object: its members, how it looks in JSON and XML, and where it is used. */
export function objectPage(place: Place, name: string): string {
	const { model } = place;
	const schema = model.schemas[name] as Schema;
	const reference: Schema = { $ref: `#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1")}` };
	const value = valueOfObject(model, name);
	const usedBy = usesOf(place).get(name) ?? [];
	const examples: Tab[] = [];
	if (value !== undefined) {
		examples.push({
			label: "JSON",
			value: "json",
			content: codeBlock(coloured(jsonText(model, reference, value), "json")),
		});
		const xml = hasXml(place) ? xmlText(model, reference, value) : undefined;
		if (xml !== undefined) examples.push({ label: "XML", value: "xml", content: codeBlock(coloured(xml, "xml")) });
	}
	const content = html`<div class="split"><div class="text">
<p class="crumbs"><a href="${place.base}objects.html">Objects</a></p>
<h1>${name}</h1>
<p class="soft">${schema.title !== undefined && schema.title !== name && `${schema.title} · `}${typeView(place, schema)}</p>
${schema.deprecated && html`<p class="note warn">This object is deprecated.</p>`}
${prose(schema.description, place)}
${rulesView(schema)}
${membersView(place, schema)}
${
	usedBy.length > 0 &&
	html`<h2 id="used-by">Used by</h2><ul class="operations plain">${usedBy.slice(0, 100).map((id) => {
		const operation = model.operations.find((one) => one.id === id);
		return (
			operation &&
			html`<li><a href="${place.operation(id)}">${methodBadge(operation.method)} ${titleOf(operation)}</a></li>`
		);
	})}</ul>${usedBy.length > 100 && html`<p class="soft">and ${usedBy.length - 100} more operations</p>`}`
}
</div><div class="aside">${
		examples.length > 0 &&
		html`<section aria-labelledby="example"><h2 id="example">Example</h2>${tabs(place, "Formats", examples, "media")}</section>`
	}</div></div>`;
	const description = schema.description === undefined ? undefined : plainText(schema.description);
	return frame({ title: name, description, content, root: place.root, place });
}

const usesByModel = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();

/** The operations that need each object. */
function usesOf({ model }: Place): ReadonlyMap<string, readonly string[]> {
	const known = usesByModel.get(model);
	if (known !== undefined) return known;
	const uses = new Map<string, string[]>();
	for (const { id, parameters, requestBody, responses } of model.operations) {
		const bodies = [...responses, ...(requestBody === undefined ? [] : [requestBody])].flatMap(
			({ content }) => content,
		);
		const schemas = [
			...parameters.map(({ schema }) => schema),
			...bodies.flatMap(({ schema, itemSchema }) => [schema, itemSchema].filter((one) => one !== undefined)),
		];
		for (const name of closureOf(model, schemas)) uses.set(name, [...(uses.get(name) ?? []), id]);
	}
	usesByModel.set(model, uses);
	return uses;
}

function hasXml({ model }: Place): boolean {
	return model.operations.some(({ requestBody, responses }) =>
		[...responses, ...(requestBody === undefined ? [] : [requestBody])].some(({ content }) =>
			content.some(({ kind }) => kind === "xml"),
		),
	);
}

/** A page that is written in Markdown. */
export function textPage(place: Place, title: string, text: string): string {
	// A heading of the first level is the page's own.
	const body = text.replace(/^\s*# .*\n/, "");
	const content = html`<article class="text wide"><h1>${title}</h1><div class="prose">${markdown(body, { heading: 1 })}</div></article>`;
	return frame({ title, content, root: place.root, place });
}
