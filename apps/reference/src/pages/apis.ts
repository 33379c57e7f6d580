import { html } from "../html.js";
import { plainText, shortened } from "../markdown.js";
import { frame } from "../page.js";

/** What the list of APIs says of one. */
export interface ListedApi {
	readonly name: string;
	/** `undefined` where its document could not be read; then the reason is there. */
	readonly about: { title: string; version: string; description: string | undefined; operations: number } | undefined;
	readonly reason?: string;
}

/** The first page of the site. Of one API alone it leads on to that. */
export function apisPage(apis: readonly ListedApi[]): string {
	const [only] = apis;
	if (only?.about !== undefined && apis.length === 1) {
		return `<!doctype html>\n${html`<html lang="en"><head><meta charset="utf-8"><title>${only.about.title}</title><meta http-equiv="refresh" content="0; url=${only.name}/index.html"></head><body><a href="${only.name}/index.html">${only.about.title}</a></body></html>\n`}`;
	}
	const content = html`<article class="text wide"><h1>API reference</h1>${apis.map(({ name, about, reason }) =>
		about === undefined
			? html`<section class="api"><h2>${name}</h2><p class="note warn">Its document could not be read: ${reason}</p></section>`
			: html`<section class="api"><h2><a href="${name}/index.html">${about.title}</a></h2><p class="soft">Version ${about.version} · ${about.operations === 1 ? "1 operation" : `${about.operations} operations`}</p>${
					about.description !== undefined && html`<p>${shortened(plainText(about.description), 300)}</p>`
				}</section>`,
	)}</article>`;
	return frame({ title: "API reference", content, root: "" });
}
