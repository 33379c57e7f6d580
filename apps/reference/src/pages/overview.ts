import {
	documentExtensions,
	type Operation,
	operationExtensions,
	resourcesOf,
	type SecurityScheme,
	type Server,
	serverUrl,
} from "@onespec/openapi-document";
import { coloured } from "../code.js";
import { jsonText } from "../examples.js";
import { type Content, enumerated, type Html, html, joined } from "../html.js";
import { plainText, prose, shortened } from "../markdown.js";
import { titleOf } from "../names.js";
import { addressView, codeBlock, frame, methodBadge, type Place, pathView, statusBadge } from "../page.js";
import { anchorOf } from "./anchors.js";
import { phraseOf } from "./operation.js";

/** With so many operations they are listed by group, on the pages of the groups. */
const MANY = 60;

/** The first page of an API: what holds for all of its operations. */
export function overviewPage(place: Place): string {
	const { model, source } = place;
	const { info, externalDocs } = model;
	const content = html`<article class="text wide">
<h1>${info.title}</h1>
<p class="soft">Version ${info.version} · OpenAPI ${model.openapi} · <a href="openapi.json" download="${source.name}.openapi.json">download the document</a>${
		externalDocs && html` · ${addressView(externalDocs.url, externalDocs.description ?? externalDocs.url)}`
	}</p>
${prose(info.description ?? info.summary, { ...optionsOf(place), heading: 2 })}
${serversView(model.servers)}
${runningView(source.servers)}
${authenticationView(place)}
${pagingView(place)}
${throttleView(place)}
${errorsView(place)}
${operationsView(place)}
${inboundView(place)}
${aboutView(place)}
${problemsView(place)}
</article>`;
	return frame({
		title: info.title,
		description: info.description === undefined ? undefined : plainText(info.description),
		content,
		root: place.root,
		place,
	});
}

function optionsOf(place: Place) {
	return { resolve: (href: string) => place.resolve(href) };
}

function serversView(servers: readonly Server[]): Content {
	if (servers.length === 0) return undefined;
	return html`<h2 id="servers">Servers</h2><dl class="members">${servers.map((server) => {
		const variables = Object.entries(server.variables);
		return html`<div><dt><code>${serverUrl(server) || "/"}</code></dt><dd>${prose(server.description)}${
			variables.length > 0 &&
			html`<p class="values"><span>from</span> <code>${server.url}</code></p><ul class="rules">${variables.map(
				([name, variable]) =>
					html`<li><code>${name}</code>: ${
						variable.enum === undefined
							? html`default <code>${variable.default}</code>`
							: joined(
									variable.enum.map((value) => html`<code>${value}</code>`),
									" ",
								)
					}${variable.description !== undefined && ` (${plainText(variable.description)})`}</li>`,
			)}</ul>`
		}</dd></div>`;
	})}</dl>`;
}

function runningView(servers: Readonly<Record<string, string>>): Content {
	const running = Object.entries(servers);
	if (running.length === 0) return undefined;
	return html`<p>On this machine: ${joined(
		running.map(([name, url]) => html`<b>${name}</b> at <code>${url}</code>`),
		", ",
	)}. Every operation can be tried on its page.</p>`;
}

function authenticationView(place: Place): Content {
	const schemes = Object.entries(place.model.securitySchemes);
	if (schemes.length === 0) return undefined;
	const requirements = new Map<string, { asked: Content; operations: Operation[] }>();
	for (const operation of place.model.operations) {
		const key = JSON.stringify(operation.security);
		const asked = enumerated(
			operation.security.map((one) =>
				one.length === 0 ? "none" : html`<b>${enumerated(one.map(({ scheme }) => scheme))}</b>`,
			),
			"or",
		);
		const known = requirements.get(key) ?? { asked, operations: [] };
		requirements.set(key, known);
		known.operations.push(operation);
	}
	const total = place.model.operations.length;
	return html`<h2 id="authentication">Authentication</h2>
<p>${[...requirements.values()].slice(0, 12).map(({ asked, operations }) => {
		const who =
			operations.length < total
				? `${operations.length} of ${total} operations ask`
				: total === 1
					? "The operation asks"
					: "Every operation asks";
		return html`${who} for ${operations[0]?.security.length === 0 ? "no credentials" : asked}. `;
	})}</p>
<dl class="members">${schemes.map(
		([name, scheme]) =>
			html`<div id="${anchorOf("security", name)}"><dt><b>${name}</b> <span class="type">${schemeView(scheme)}</span>${
				scheme.deprecated && html` <span class="deprecated">deprecated</span>`
			}</dt><dd>${prose(scheme.description, optionsOf(place))}${flowsView(scheme)}</dd></div>`,
	)}</dl>`;
}

function schemeView(scheme: SecurityScheme): Html {
	switch (scheme.type) {
		case "apiKey":
			return html`${scheme.in === "query" ? "query parameter" : scheme.in} <code>${scheme.name}</code>`;
		case "http":
			return html`<code>Authorization: ${scheme.scheme === "basic" ? "Basic" : scheme.scheme === "bearer" ? "Bearer" : scheme.scheme} …</code>${
				scheme.bearerFormat !== undefined && ` (${scheme.bearerFormat})`
			}`;
		case "oauth2":
			return html`OAuth 2`;
		case "openIdConnect":
			return html`OpenID Connect, ${addressView(scheme.openIdConnectUrl)}`;
		case "mutualTLS":
			return html`a certificate of the client`;
	}
}

function flowsView(scheme: SecurityScheme): Content {
	if (scheme.type !== "oauth2") return undefined;
	return Object.entries(scheme.flows).map(([name, { authorizationUrl, tokenUrl, refreshUrl, scopes }]) => {
		const rows = Object.entries({ authorize: authorizationUrl, token: tokenUrl, refresh: refreshUrl });
		const named = Object.entries(scopes);
		return html`<p><b>${name.replace(/[A-Z]/g, (one) => ` ${one.toLowerCase()}`)}</b>: ${joined(
			rows.flatMap(([what, url]) => (url === undefined ? [] : [html`${what} at ${addressView(url)}`])),
			", ",
		)}</p>${named.length > 0 && html`<ul class="rules">${named.map(([scope, text]) => html`<li><code>${scope}</code> ${text}</li>`)}</ul>`}`;
	});
}

function causeView({ status, cause }: { status: number; cause?: string | undefined }): Html {
	return html`${statusBadge(String(status))}${cause !== undefined && html` <code>${cause}</code>`}`;
}

/** The lists that declare how they are paged; none where a schema of the document contradicts itself. */
function pagedLists({ model }: Place) {
	try {
		return resourcesOf(model).flatMap(({ list, count }) =>
			list?.pagination === undefined ? [] : [{ ...list, pagination: list.pagination, count }],
		);
	} catch {
		return [];
	}
}

function pagingView(place: Place): Content {
	const lists = pagedLists(place);
	if (lists.length === 0) return undefined;
	return html`<h2 id="paging">Paging</h2>${lists.map(({ operation, pagination, empty, count }) => {
		const { limit, offset, first, defaultLimit, maximumLimit, pastTheEnd } = pagination;
		const sizes = [
			defaultLimit === undefined ? "" : `${defaultLimit} where it is absent`,
			maximumLimit === undefined ? "" : `${maximumLimit} at most`,
		].filter((text) => text !== "");
		return html`<p><a href="${place.operation(operation.id)}">${titleOf(operation)}</a> answers one page at a time. <code>${limit}</code> says how many items a page has${
			sizes.length > 0 && ` (${sizes.join(", ")})`
		}, <code>${offset}</code> with which item it starts, counted from ${first}.${
			pastTheEnd && html` An offset after the last item is answered with ${causeView(pastTheEnd)}.`
		}${empty && html` Where there is no item at all, the answer is ${causeView(empty)}.`}${
			count && html` <code>${count.parameter}=${String(count.value)}</code> asks for the number of items alone.`
		}</p>`;
	})}`;
}

function throttleView(place: Place): Content {
	const { throttle } = documentExtensions(place.model);
	if (throttle === undefined) return undefined;
	const { capacity, leakPerSecond, status } = throttle;
	return html`<h2 id="throttling">Throttling</h2><p>A leaky bucket takes in every request. It holds ${capacity}, and ${leakPerSecond} leave it each second: so many may be sent at once, and so many a second for long. While it is full, the answer is ${statusBadge(String(status))}.</p>`;
}

function errorsView(place: Place): Content {
	const { model } = place;
	const { errorShape } = documentExtensions(model);
	const statuses = new Map<string, { description: string; operations: Set<string> }>();
	for (const { id, responses } of model.operations) {
		for (const { status, description } of responses) {
			if (/^[123]/.test(status)) continue;
			const known = statuses.get(status) ?? { description: description ?? "", operations: new Set() };
			statuses.set(status, known);
			known.operations.add(id);
			if (known.description !== (description ?? "")) known.description = "";
		}
	}
	if (statuses.size === 0 && model.generalResponses.length === 0) return undefined;
	const total = model.operations.length;
	const rows = [...statuses].sort(([one], [other]) => (one < other ? -1 : 1));
	return html`<h2 id="errors">Errors</h2>${
		errorShape &&
		html`<p>An error is ${errorShape.list ? "a list of objects" : "an object"}: <code>${errorShape.message}</code> says what is wrong${
			errorShape.value !== undefined && html`, <code>${errorShape.value}</code> what it is about`
		}${errorShape.status !== undefined && html`, <code>${errorShape.status}</code> the status`}.</p>`
	}<dl class="members">${rows.map(
		([status, { description, operations }]) =>
			html`<div><dt>${statusBadge(status)} ${phraseOf(status)} <span class="type">${operations.size === total ? "every operation" : operations.size === 1 ? "1 operation" : `${operations.size} operations`}</span></dt><dd>${prose(description, optionsOf(place))}</dd></div>`,
	)}</dl>${
		model.generalResponses.length > 0 &&
		html`<h3 id="general">Answers of no single operation</h3><dl class="members">${model.generalResponses.map(
			({ cause, status, description, headers, schema, example }) =>
				html`<div><dt>${statusBadge(String(status))} <code>${cause}</code>${
					headers.length > 0 &&
					html` <span class="type">with ${joined(
						headers.map((name) => html`<code>${name}</code>`),
						" ",
					)}</span>`
				}</dt><dd>${prose(description, optionsOf(place))}${
					example !== undefined &&
					html`<details class="nested"><summary>Example</summary>${codeBlock(coloured(jsonText(model, schema ?? {}, example), "json"))}</details>`
				}</dd></div>`,
		)}</dl>`
	}`;
}

function operationsView(place: Place): Content {
	const { groups } = place.names;
	if (place.model.operations.length === 0) return undefined;
	const isShort = place.model.operations.length <= MANY;
	return html`<h2 id="operations">Operations</h2>${groups.map((group) =>
		isShort
			? html`${groups.length > 1 && html`<h3><a href="${place.group(group)}">${group.name}</a></h3>`}${operationList(place, group.operations)}`
			: html`<div class="group"><h3><a href="${place.group(group)}">${group.name}</a> <span class="count">${group.operations.length}</span></h3>${group.description !== undefined && html`<p>${firstSentence(plainText(group.description))}</p>`}</div>`,
	)}`;
}

function firstSentence(text: string): string {
	const [first = text] = text.split(/(?<=[.!?])\s/);
	return shortened(first, 200);
}

/** Operations, each a link to its page. */
export function operationList(place: Place, operations: readonly Operation[]): Html {
	return html`<ul class="operations">${operations.map((operation) => {
		const { permission } = operationExtensions(operation);
		return html`<li><a href="${place.operation(operation.id)}"><span class="what">${titleOf(operation)}</span> <span class="how">${methodBadge(operation.method)} ${pathView(operation.path)}</span></a>${
			operation.deprecated && html` <span class="deprecated">deprecated</span>`
		}${permission !== undefined && html` <span class="count">${permission}</span>`}</li>`;
	})}</ul>`;
}

function inboundView({ model }: Place): Content {
	const webhooks = model.inbound.filter(({ kind }) => kind === "webhook");
	if (webhooks.length === 0) return undefined;
	return html`<h2 id="webhooks">Webhooks</h2><p>Requests that the server sends itself:</p><ul class="columns">${webhooks.map(
		({ name, method }) => html`<li>${methodBadge(method)} <code>${name}</code></li>`,
	)}</ul>`;
}

function aboutView({ model, source }: Place): Content {
	const { license, contact, termsOfService } = model.info;
	return html`<h2 id="about">About this reference</h2><ul>
<li><a href="verification.html">How the last verification went</a></li>
${source.decisions !== undefined && html`<li><a href="decisions.html">The decisions behind the contract</a>, where its sources are silent</li>`}
${source.changelog !== undefined && html`<li><a href="changelog.html">What changed from version to version</a></li>`}
${license && html`<li>Licence: ${license.url === undefined ? license.name : addressView(license.url, license.name)}</li>`}
${contact && html`<li>Contact: ${contact.name} ${contact.url !== undefined && addressView(contact.url)} ${contact.email}</li>`}
${termsOfService !== undefined && html`<li>Terms: ${addressView(termsOfService)}</li>`}
</ul>`;
}

function problemsView({ model }: Place): Content {
	if (model.problems.length === 0) return undefined;
	return html`<details class="nested"><summary>${model.problems.length === 1 ? "1 place" : `${model.problems.length} places`} of the document could not be read as written</summary><ul>${model.problems
		.slice(0, 200)
		.map(({ pointer, message }) => html`<li><code>${pointer}</code>: ${message}</li>`)}</ul></details>`;
}
