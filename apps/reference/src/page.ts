import type { Operation } from "@onespec/openapi-document";
import { type Content, type Html, html } from "./html.js";
import { webAddress } from "./markdown.js";
import { type Group, type Names, titleOf } from "./names.js";
import type { SchemaContext } from "./schema-view.js";
import type { Source } from "./source.js";

/** A file of the site. */
export interface Page {
	readonly contentType: string;
	/** Written when it is asked for: a site of a thousand pages shows the first one at once. */
	render(): string;
}

/** The API that a page belongs to, and where the page lies in its folder. */
export class Place implements SchemaContext {
	readonly source: Source;
	readonly names: Names;
	/** Relative to the API's folder: `operations/listThings.html`. */
	readonly path: string;
	#tabs = 0;

	constructor(source: Source, names: Names, path: string) {
		this.source = source;
		this.names = names;
		this.path = path;
	}

	get model() {
		return this.source.model;
	}

	/** From this page to the folder of its API. */
	get base(): string {
		return "../".repeat(this.path.split("/").length - 1);
	}

	/** From this page to the folder of the site. */
	get root(): string {
		return `${this.base}../`;
	}

	/** A name that no other tabs of the page have. */
	nextTabs(): string {
		this.#tabs += 1;
		return `tabs-${this.#tabs}`;
	}

	operation(id: string): string {
		return this.base + this.names.operation(id);
	}

	group(group: Group): string {
		return this.base + this.names.group(group);
	}

	object(name: string): string | undefined {
		const path = this.names.object(name);
		return path === undefined ? undefined : this.base + path;
	}

	/** Where a link of the document's prose leads that is no web address: to an operation, or nowhere. */
	resolve(href: string): string | undefined {
		const [, id = ""] = /^#(?:operation|\/operations)\/(.+)$/.exec(href) ?? [];
		const operation = this.model.operations.find((one) => one.operationId === id);
		return operation && this.operation(operation.id);
	}
}

/** What the frame around a page shows. */
export interface Frame {
	readonly title: string;
	/** For search engines and shared links. */
	readonly description?: string | undefined;
	readonly content: Content;
	/** From the page to the folder of the site. */
	readonly root: string;
	/** Absent on the page that lists the APIs. */
	readonly place?: Place | undefined;
	readonly operation?: Operation | undefined;
	readonly group?: Group | undefined;
}

/**
 * What a page may load and send: its own files, and requests to the servers that are named.
 *
 * @param servers their base URLs
 */
export function policyOf(servers: readonly string[]): string {
	const origins = [...new Set(servers.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin))];
	return [
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"img-src 'self' data:",
		`connect-src ${["'self'", ...origins].join(" ")}`,
		"base-uri 'none'",
		"form-action 'none'",
	].join("; ");
}

/** A whole page: the head, the bar on top, the navigation, and the content. */
export function frame({ title, description, content, root, place, operation, group }: Frame): string {
	const api = place?.model.info.title;
	// `<\/`: a plain end tag of a script makes some compilers rewrite the whole template.
	const policy = policyOf(Object.values(place?.source.servers ?? {}));
	return `<!doctype html>\n${
		html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${api === undefined || api === title ? title : `${title} · ${api}`}</title>
${description && html`<meta name="description" content="${description.slice(0, 300)}">`}
<link rel="icon" href="${root}assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}assets/site.css">
<script src="${root}assets/theme.js"><\/script>
<script src="${root}assets/site.js" type="module"><\/script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="top">
${place && html`<button class="menu" popovertarget="nav" aria-label="Menu">☰</button>`}
<a class="brand" href="${place ? `${place.base}index.html` : "index.html"}">${api ?? "API reference"}</a>
${
	place &&
	html`<form class="search" role="search" data-index="${place.base}search.json" data-base="${place.base}">
<input type="search" role="combobox" aria-label="Search" aria-expanded="false" aria-controls="found" aria-autocomplete="list" placeholder="Search" autocomplete="off" spellcheck="false"><kbd aria-hidden="true">/</kbd>
<div class="found" id="found" role="listbox" aria-label="Results" hidden></div>
</form>`
}
<button class="theme" type="button" aria-label="Colours: as the system">◐</button>
</header>
<div class="page">
${place && navigation(place, operation, group)}
<main id="content" tabindex="-1">
${content}
</main>
</div>
</body>
</html>
`.text
	}`;
}

/** The most operations of a group that the navigation lists; of more, those around the one that is shown. */
const MOST_LISTED = 40;

function navigation(place: Place, operation: Operation | undefined, group: Group | undefined): Html {
	const { base, names, source, path } = place;
	const here = (target: string) => (target === path ? html` aria-current="page"` : undefined);
	const link = (target: string, text: Content) => html`<a href="${base}${target}"${here(target)}>${text}</a>`;
	const open = names.groups.length === 1 ? names.groups[0] : group;
	const objects = Object.keys(source.model.schemas).length;
	return html`<nav id="nav" popover aria-label="Pages">
<ul>
<li>${link("index.html", "Overview")}</li>
</ul>
<p class="label" id="nav-operations">Operations</p>
<ul aria-labelledby="nav-operations">${names.groups.map((one) =>
		one === open
			? html`<li class="open">${link(names.group(one), one.name)}<ul>${listed(one, operation).map((shown) =>
					shown === undefined
						? html`<li class="more">${link(names.group(one), `all ${one.operations.length} …`)}</li>`
						: html`<li><a href="${place.operation(shown.id)}"${here(names.operation(shown.id))}>${methodBadge(shown.method)} ${titleOf(shown)}</a></li>`,
				)}</ul></li>`
			: html`<li>${link(names.group(one), [one.name, " ", html`<span class="count">${one.operations.length}</span>`])}</li>`,
	)}</ul>
<p class="label" id="nav-more">More</p>
<ul aria-labelledby="nav-more">
${objects > 0 && html`<li>${link("objects.html", ["Objects ", html`<span class="count">${objects}</span>`])}</li>`}
${source.decisions !== undefined && html`<li>${link("decisions.html", "Decisions")}</li>`}
${source.changelog !== undefined && html`<li>${link("changelog.html", "Changelog")}</li>`}
<li>${link("verification.html", "Verification")}</li>
</ul>
</nav>`;
}

/** The operations to list of a group; `undefined` stands for those that are left out. */
function listed({ operations }: Group, current: Operation | undefined): (Operation | undefined)[] {
	if (operations.length <= MOST_LISTED) return [...operations];
	const at = Math.max(
		0,
		operations.findIndex(({ id }) => id === current?.id),
	);
	const start = Math.max(0, Math.min(at - MOST_LISTED / 2, operations.length - MOST_LISTED));
	return [...operations.slice(start, start + MOST_LISTED), undefined];
}

/** The method of a request, coloured by what it does. */
export function methodBadge(method: string): Html {
	const known = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(method) ? method.toLowerCase() : "other";
	return html`<span class="method ${known}">${method}</span>`;
}

/** A status code, coloured by its class. */
export function statusBadge(status: string): Html {
	const kind = /^[1-5]/.test(status) ? `s${status[0]}` : "s0";
	return html`<span class="status ${kind}">${status}</span>`;
}

/** A path with its parameters marked. */
export function pathView(path: string): Html {
	return html`<code class="path">${path.split(/(\{[^{}]*\})/).map((part) => (part.startsWith("{") ? html`<var>${part}</var>` : part))}</code>`;
}

/** An address of the document: a link where it is one of the web, else text. */
export function addressView(url: string, text: string = url): Html {
	const target = webAddress(url);
	return target === undefined ? html`${text}` : html`<a href="${target}" rel="noreferrer">${text}</a>`;
}

/** One of several panels that are shown one at a time, without a script. */
export interface Tab {
	readonly label: string;
	/** What is remembered where tabs are kept in step; the label where it is absent. */
	readonly value?: string;
	readonly content: Content;
}

/**
 * Panels of which one is shown.
 *
 * @param sync the choice is the same in all tabs that name the same, on every page
 */
export function tabs(place: Place, label: string, items: readonly Tab[], sync?: string): Content {
	const [only] = items;
	if (only === undefined) return undefined;
	if (items.length === 1) return html`<div class="panel single">${only.content}</div>`;
	const name = place.nextTabs();
	return html`<div class="tabs" role="group" aria-label="${label}"${sync !== undefined && html` data-sync="${sync}"`}>${items.map(
		(item, index) =>
			html`<label><input type="radio" name="${name}" value="${item.value ?? item.label}"${index === 0 && html` checked`}>${item.label}</label><div class="panel">${item.content}</div>`,
	)}</div>`;
}

/** Code that can be copied. */
export function codeBlock(code: Html): Html {
	return html`<div class="code"><pre tabindex="0"><code>${code}</code></pre></div>`;
}
