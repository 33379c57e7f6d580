import { STATUS_CODES } from "node:http";
import {
	bodyKindOf,
	type Field,
	lossesOf,
	type Operation,
	operationExtensions,
	type Parameter,
	type Response,
	refName,
	type Schema,
	withoutNull,
} from "@onespec/openapi-document";
import { coloured } from "../code.js";
import { type ShownExample, type ShownMedia, shownMedia } from "../examples.js";
import { type Content, enumerated, type Html, html, joined } from "../html.js";
import { plainText, prose } from "../markdown.js";
import { titleOf } from "../names.js";
import {
	addressView,
	codeBlock,
	frame,
	methodBadge,
	type Place,
	pathView,
	statusBadge,
	type Tab,
	tabs,
} from "../page.js";
import { type CodeSample, samplesOf } from "../samples.js";
import { membersView, rulesView, typeView } from "../schema-view.js";
import { anchorOf } from "./anchors.js";

/** The page of one operation: what it takes, what it answers, and how to call it. */
export function operationPage(place: Place, operation: Operation): string {
	const group = place.names.groupOf(operation);
	const { method, path, description, deprecated, externalDocs } = operation;
	const loss = lossesOf(place.model).get(operation.id);
	const request = operation.requestBody;
	const bodies = request === undefined ? [] : shownMedia(place.model, request.content, "request");
	const answers = operation.responses.map((response) => ({
		response,
		media: shownMedia(place.model, response.content, "response"),
	}));
	const content = html`<div class="split">
<div class="text">
<p class="crumbs"><a href="${place.group(group)}">${group.name}</a></p>
<h1>${titleOf(operation)}</h1>
<p class="endpoint">${methodBadge(method)} ${pathView(path)}</p>
${deprecated && html`<p class="note warn">This operation is deprecated.</p>`}
${loss !== undefined && html`<p class="note warn">A part of this operation could not be read as the document says it: ${loss.message}</p>`}
${prose(description, place)}
${externalDocs && html`<p>${addressView(externalDocs.url, externalDocs.description ?? externalDocs.url)}</p>`}
${tryIt(place, operation)}
<h2 id="request">Request</h2>
${securityView(place, operation)}
${(["path", "query", "querystring", "header", "cookie"] as const).map((kind) => parametersView(place, operation, kind))}
${request !== undefined && bodyView(place, request, bodies)}
<h2 id="responses">Responses</h2>
${answers.map(({ response, media }) => responseView(place, response, media))}
${callbacksOf(place, operation)}
</div>
<div class="aside">
${samplesView(place, operation)}
${bodies.some(({ examples }) => examples.length > 0) && html`<section aria-labelledby="example-request"><h2 id="example-request">Request body</h2>${mediaView(place, bodies)}</section>`}
${exampleAnswer(place, answers)}
</div>
</div>`;
	return frame({
		title: titleOf(operation),
		description: description === undefined ? undefined : plainText(description),
		content,
		root: place.root,
		place,
		operation,
		group,
	});
}

function tryIt(place: Place, operation: Operation): Content {
	const { servers } = place.source;
	if (Object.keys(servers).length === 0) return undefined;
	const file = place.operation(operation.id).replace(/\.html$/, ".json");
	return html`<details class="try" id="try"><summary>Try it</summary><div data-operation="${file}" data-servers="${JSON.stringify(servers)}"><p class="soft">Loading …</p></div></details>`;
}

function securityView(place: Place, { security, extensions }: Operation): Content {
	const { permission } = operationExtensions({ extensions });
	const alternatives = security.map((requirement) =>
		requirement.length === 0
			? html`nothing`
			: html`${enumerated(
					requirement.map(
						({ scheme, scopes }) =>
							html`<a href="${place.base}index.html#${anchorOf("security", scheme)}">${scheme}</a>${
								scopes.length > 0 && html` with ${enumerated(scopes.map((scope) => html`<code>${scope}</code>`))}`
							}`,
					),
				)}`,
	);
	return html`<h3 id="credentials">Credentials</h3><p>${
		alternatives.length === 0 ? "It asks for none." : html`${joined(alternatives, ", or ")}.`
	}${permission !== undefined && html` They must permit <b>${permission}</b>.`}</p>`;
}

const PLACES = {
	path: "Path parameters",
	query: "Query parameters",
	querystring: "Query string",
	header: "Headers",
	cookie: "Cookies",
} as const;

function parametersView(place: Place, { parameters }: Operation, kind: Parameter["in"]): Content {
	const own = parameters.filter((one) => one.in === kind);
	if (own.length === 0) return undefined;
	return html`<h3 id="${kind}">${PLACES[kind]}</h3>${fieldsView(place, own)}`;
}

function fieldsView(place: Place, fields: readonly Field[]): Html {
	return html`<dl class="members">${fields.map((field) => {
		const schema = shownSchema(place, field.schema);
		const example = field.examples.find(({ value }) => value !== undefined);
		const styled = !["simple", "form"].includes(field.style);
		return html`<div><dt><code>${field.name}</code> <span class="type">${typeView(place, field.schema)}</span>${
			field.required && html` <span class="required">required</span>`
		}${field.deprecated && html` <span class="deprecated">deprecated</span>`}</dt><dd>${prose(
			field.description ?? schema.description,
			place,
		)}${rulesView(schema)}${
			styled && html`<p class="values"><span>style</span> <code>${field.style}</code></p>`
		}${field.mediaType !== undefined && html`<p class="values"><span>written as</span> <code>${field.mediaType}</code></p>`}${
			example !== undefined &&
			html`<p class="values"><span>example</span> <code>${
				typeof example.value === "string" ? example.value : JSON.stringify(example.value)
			}</code></p>`
		}</dd></div>`;
	})}</dl>`;
}

/** The schema of a parameter, its reference followed: a parameter has no page for it to lead to. */
function shownSchema({ model }: Place, schema: Schema): Schema {
	try {
		return withoutNull(model, schema).schema;
	} catch {
		return schema;
	}
}

function bodyView(
	place: Place,
	{ required, description }: NonNullable<Operation["requestBody"]>,
	media: readonly ShownMedia[],
) {
	return html`<h3 id="body">Body ${required ? html`<span class="required">required</span>` : html`<span class="soft">optional</span>`}</h3>
${prose(description, place)}${schemasView(place, media, "request")}`;
}

/** What bodies hold: said once for all media types that share it. */
function schemasView(place: Place, shown: readonly ShownMedia[], direction: "request" | "response"): Content {
	const bySchema = new Map<string, { schema: Schema | undefined; types: string[] }>();
	for (const { mediaTypes } of shown) {
		for (const { schema, itemSchema, key } of mediaTypes) {
			const id = JSON.stringify(schema ?? itemSchema);
			const same = bySchema.get(id) ?? { schema: schema ?? itemSchema, types: [] };
			bySchema.set(id, same);
			same.types.push(key);
		}
	}
	return [...bySchema.values()].map(({ schema, types }) => {
		const named = joined(
			types.map((type) => html`<code>${type}</code>`),
			" ",
		);
		if (schema === undefined) return html`<p class="body-type">${named}</p>`;
		const members = membersView(place, schema, direction);
		const hasMembers = String(html`${members}`) !== "";
		const line = html`<p class="body-type">${typeView(place, schema)} <span class="soft">as</span> ${named}</p>`;
		if (!hasMembers) return html`${line}${refName(schema) === undefined && rulesView(schema)}`;
		return direction === "request"
			? html`${line}${members}`
			: html`${line}<details class="nested"><summary>Members</summary>${members}</details>`;
	});
}

/** What a status is called, in HTTP's words. */
export function phraseOf(status: string): string {
	if (status === "default") return "Any other status";
	return STATUS_CODES[status] ?? (/^\dXX$/.test(status) ? `Any other ${status.replace("XX", "xx")}` : "");
}

function responseView(place: Place, response: Response, media: readonly ShownMedia[]): Html {
	const { status, description, headers, links } = response;
	const causes = causesOf(media);
	return html`<section class="response" id="status-${status}">
<h3>${statusBadge(status)} ${phraseOf(status)}</h3>
${prose(description, place)}
${media.length === 0 ? html`<p class="soft">It has no body.</p>` : schemasView(place, media, "response")}
${headers.length > 0 && html`<details class="nested"><summary>${headers.length === 1 ? "1 header" : `${headers.length} headers`}</summary>${fieldsView(place, headers)}</details>`}
${causes.map(
	({ name, summary, shown }) =>
		html`<details class="cause" id="${anchorOf(`cause-${status}`, name ?? "example")}"><summary>${
			name === undefined ? "Example" : html`<code>${name}</code>`
		}${summary !== undefined && html` <span>${summary.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}</span>`}</summary>${tabs(
			place,
			"Media types",
			shown,
			"media",
		)}</details>`,
)}
${links.map(({ name, operation: id, description: text }) => {
	const target = place.model.operations.find((one) => one.id === id || one.operationId === id);
	return html`<p class="link">Leads to ${target === undefined ? name : html`<a href="${place.operation(target.id)}">${titleOf(target)}</a>`}${
		text !== undefined && html`: ${plainText(text)}`
	}</p>`;
})}
</section>`;
}

interface ShownCause {
	readonly name: string | undefined;
	readonly summary: string | undefined;
	readonly shown: Tab[];
}

/** The examples of a response by their names, each in all media types. */
function causesOf(media: readonly ShownMedia[]): ShownCause[] {
	const causes = new Map<string, ShownCause>();
	for (const one of media) {
		for (const example of one.examples) {
			const key = example.name ?? "";
			const cause = causes.get(key) ?? { name: example.name, summary: example.summary, shown: [] };
			causes.set(key, cause);
			cause.shown.push({ label: labelOf(one), value: kindOf(one), content: exampleView(example) });
		}
	}
	return [...causes.values()];
}

/** What a reader chooses for all bodies at once: JSON or XML, by whatever name. */
function kindOf({ mediaTypes }: ShownMedia): string {
	return mediaTypes[0]?.kind ?? "any";
}

function labelOf({ mediaTypes }: ShownMedia): string {
	return mediaTypes.map(({ key }) => key).join(", ");
}

function exampleView({ text, kind }: ShownExample): Html {
	return codeBlock(coloured(text, kind));
}

/** Examples by media type, and by name where a media type has several. */
function mediaView(place: Place, shown: readonly ShownMedia[]): Content {
	return tabs(
		place,
		"Media types",
		shown
			.filter(({ examples }) => examples.length > 0)
			.map((media) => ({
				label: labelOf(media),
				value: kindOf(media),
				content: tabs(
					place,
					"Examples",
					media.examples.map((example, index) => ({
						label: example.name ?? `example ${index + 1}`,
						content: exampleView(example),
					})),
				),
			})),
		"media",
	);
}

/** The first success that shows a body, beside the text. */
function exampleAnswer(
	place: Place,
	answers: readonly { response: Response; media: readonly ShownMedia[] }[],
): Content {
	const found = answers.find(
		({ response, media }) => /^(2|default)/.test(response.status) && media.some(({ examples }) => examples.length > 0),
	);
	if (found === undefined) return undefined;
	return html`<section aria-labelledby="example-response"><h2 id="example-response">Response ${statusBadge(found.response.status)}</h2>${mediaView(place, found.media)}</section>`;
}

function samplesView(place: Place, operation: Operation): Content {
	const samples = samplesOf(operation);
	if (samples.length === 0) return undefined;
	const languages = new Map<string, CodeSample[]>();
	for (const sample of samples) languages.set(sample.language, [...(languages.get(sample.language) ?? []), sample]);
	return html`<section aria-labelledby="samples"><h2 id="samples">Code</h2>${tabs(
		place,
		"Languages",
		[...languages].map(([language, own]) => ({
			label: language,
			content: tabs(
				place,
				"Media types",
				own.map(({ variant, source, file }) => ({
					label: variant ?? "code",
					value: bodyKindOf(variant ?? ""),
					content: html`${codeBlock(coloured(source, "code"))}${
						file !== undefined &&
						html`<p class="download"><a href="${place.base}samples/${file}" download>Download ${file.split("/").at(-1)}</a></p>`
					}`,
				})),
				"media",
			),
		})),
		"language",
	)}</section>`;
}

function callbacksOf({ model }: Place, operation: Operation): Content {
	const own = model.inbound.filter((one) => one.operation === operation.id);
	if (own.length === 0) return undefined;
	return html`<h2 id="callbacks">Callbacks</h2><p>The server sends these requests itself:</p><ul>${own.map(
		({ name, method }) => html`<li>${methodBadge(method)} <code>${name}</code></li>`,
	)}</ul>`;
}
