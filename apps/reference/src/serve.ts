import { createServer, type Server } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { assets } from "./assets.js";
import { listedApi } from "./build.js";
import { html } from "./html.js";
import { frame, type Page, policyOf } from "./page.js";
import { apisPage } from "./pages/apis.js";
import { pagesOf } from "./site.js";
import { type ApiFolder, readSource, type Source, type SourceOptions, stateOf } from "./source.js";

const compressed = promisify(gzip);

/** What a request is answered with. */
interface Answer {
	readonly status: number;
	readonly contentType: string;
	readonly text: string;
	/** Base URLs that the page may send requests to. */
	readonly servers?: readonly string[];
	readonly location?: string;
}

/** An API as it was read last; it is read anew when a file of it has changed. */
interface Read {
	readonly state: string;
	readonly source: Promise<Source>;
	readonly pages: Promise<ReadonlyMap<string, Page>>;
}

/** A server of the site. Pages are written when they are asked for, from the files as they are at that moment. */
export function createSiteServer(folders: readonly ApiFolder[], options: SourceOptions): Server {
	const read = new Map<string, Read>();
	const readApi = (folder: ApiFolder): Read => {
		const state = stateOf(folder, options);
		const known = read.get(folder.name);
		if (known?.state === state) return known;
		const source = readSource(folder, options);
		const fresh = { state, source, pages: source.then(pagesOf) };
		fresh.pages.catch(() => {});
		read.set(folder.name, fresh);
		return fresh;
	};

	const answer = async (path: string): Promise<Answer> => {
		const [first = "", ...rest] = path.slice(1).split("/");
		if (first === "assets") {
			const asset = (await assets()).get(rest.join("/"));
			return asset === undefined ? notFound() : { status: 200, ...asset };
		}
		if (path === "/" || path === "/index.html") {
			const listed = folders.map(async (folder) =>
				listedApi(folder.name, await readApi(folder).source.catch((error: Error) => error)),
			);
			return page(200, apisPage(await Promise.all(listed)));
		}
		const folder = folders.find(({ name }) => name === first);
		if (folder === undefined) return notFound();
		if (rest.length === 0) return { ...page(301, ""), location: `/${encodeURIComponent(first)}/` };
		const { source, pages } = readApi(folder);
		try {
			const found = (await pages).get(rest.join("/") || "index.html");
			if (found === undefined) return notFound();
			const servers = Object.values((await source).servers);
			return { status: 200, contentType: found.contentType, text: found.render(), servers };
		} catch (error) {
			return page(500, messagePage("This page could not be made", (error as Error).message));
		}
	};

	return createServer(async (request, response) => {
		const { method = "GET", url = "/" } = request;
		const result =
			method === "GET" || method === "HEAD"
				? await answer(pathOf(url))
				: { ...page(405, messagePage("Method not allowed", "Pages are read, nothing else.")) };
		const bytes = Buffer.from(result.text);
		const isPacked = bytes.length > 1000 && /\bgzip\b/.test(String(request.headers["accept-encoding"]));
		const body = isPacked ? await compressed(bytes) : bytes;
		response.writeHead(result.status, {
			"content-type": result.contentType,
			"content-length": body.length,
			"content-security-policy": `${policyOf(result.servers ?? [])}; frame-ancestors 'none'`,
			"x-content-type-options": "nosniff",
			"referrer-policy": "no-referrer",
			"cross-origin-opener-policy": "same-origin",
			"cache-control": "no-cache",
			vary: "accept-encoding",
			...(isPacked && { "content-encoding": "gzip" }),
			...(result.location !== undefined && { location: result.location }),
			...(result.status === 405 && { allow: "GET, HEAD" }),
		});
		response.end(method === "HEAD" ? undefined : body);
	});
}

function pathOf(url: string): string {
	const [path = "/"] = url.split(/[?#]/, 1);
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

function page(status: number, text: string): Answer {
	return { status, contentType: "text/html; charset=utf-8", text };
}

function notFound(): Answer {
	return page(404, messagePage("There is no such page", "The list of APIs leads to all that there are."));
}

/** It may stand at any depth, so its addresses begin at the root. */
function messagePage(title: string, text: string): string {
	return frame({
		title,
		content: html`<article class="text wide"><h1>${title}</h1><p>${text}</p><p><a href="/">All APIs</a></p></article>`,
		root: "/",
	});
}
