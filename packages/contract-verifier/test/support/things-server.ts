import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { negotiate } from "@onespec/openapi-document";

/** An answer before it is sent; a test may change it. */
export interface ThingsAnswer {
	method: string;
	path: string;
	mediaType: string;
	status: number;
	headers: Record<string, string>;
	body: string;
}

export interface ThingsServer {
	url: string;
	/** Names of what is in store. */
	things: Map<number, string>;
	/** Everything that was asked, in order. */
	requests: { method: string; path: string; key: string | undefined; body: string; contentType: string | undefined }[];
	close(): Promise<void>;
}

const MEDIA_TYPES = ["application/json", "text/json", "application/xml", "text/xml"];
const LARGEST = 16 * 1024 * 1024;
const NAMESPACES = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"';

/** A real server of the API in things.yaml; `alter` plants a fault by changing an answer in place. */
export async function startThings(
	alter: (answer: ThingsAnswer) => void = () => {},
	{ host = "127.0.0.1", tls }: { host?: string; tls?: { key: Buffer; cert: Buffer } } = {},
): Promise<ThingsServer> {
	const things = new Map([[1, "Chair"]]);
	const requests: ThingsServer["requests"] = [];
	const prices = new Map([[1, "12.50"]]);
	let lastId = 1;
	let slowRequests = 0;

	const handle = async (request: IncomingMessage, response: ServerResponse) => {
		const { method = "", url = "" } = request;
		const { pathname: path, searchParams: query } = new URL(url, "http://things");
		const accepted = negotiate(request.headers.accept, MEDIA_TYPES);
		const mediaType = accepted ?? "application/json";
		const xml = mediaType.endsWith("xml");
		const answer = (status: number, json: string, markup: string, headers: Record<string, string> = {}) => {
			const body = xml ? markup.replace(/^<(\w+)>/, `<$1 ${NAMESPACES}>`) : json;
			const given: ThingsAnswer = {
				method,
				path,
				mediaType,
				status,
				headers: { ...(body && { "Content-Type": `${mediaType}; charset=utf-8` }), ...headers },
				body,
			};
			alter(given);
			response.writeHead(given.status, given.headers).end(given.body);
		};
		const problem = (status: number, reason: string, headers = {}) =>
			answer(status, JSON.stringify({ Reason: reason }), `<Problem><Reason>${reason}</Reason></Problem>`, headers);

		let body = "";
		for await (const piece of request) {
			body += piece;
			if (body.length > LARGEST) return problem(413, "The body is too large", { Connection: "close" });
		}
		const key = request.headers["x-key"]?.toString();
		const contentType = request.headers["content-type"];
		requests.push({ method, path: url, key, body, contentType });
		const [, , id] = path.split("/");
		if (!/^\/base\/things(\/\d+)?$/.test(path)) return problem(404, "Unknown path");
		if (accepted === undefined) return problem(406, "Not acceptable");
		const allowed = /\d$/.test(path) ? ["DELETE"] : ["GET", "POST"];
		if (!allowed.includes(method)) return problem(405, "Not allowed", { Allow: allowed.join(", ") });
		if (key === "slow-key" && ++slowRequests > 3) return problem(429, "Wait");
		void id;
		if (method === "GET") {
			const headers = { "X-Total": String(things.size) };
			if (query.get("count") === "1") {
				const markup = `<ThingCount><Count>${things.size}</Count></ThingCount>`;
				return answer(200, `{"Count":${things.size}}`, markup, headers);
			}
			const json = [...things].map(([number, name]) => thingJson(number, name, prices.get(number))).join(",");
			const markup = [...things].map(([number, name]) => thingXml(number, name, prices.get(number))).join("");
			return answer(200, `[${json}]`, `<ArrayOfThing>${markup}</ArrayOfThing>`, headers);
		}
		if (method === "POST") {
			if (!MEDIA_TYPES.includes(contentType ?? "")) return problem(415, "Unsupported");
			const asJson = body.startsWith("{");
			const markup = /<Name>([^<]*)<\/Name>/.exec(body)?.[1] ?? "";
			const name = asJson ? String((JSON.parse(body) as { Name: unknown }).Name) : unescaped(markup);
			const price = /(?:"Price":|<Price>)(-?[\d.]+)/.exec(body)?.[1] ?? "0";
			things.set(++lastId, name);
			prices.set(lastId, price.includes(".") ? price : `${price}.0`);
			return answer(201, thingJson(lastId, name, prices.get(lastId)), thingXml(lastId, name, prices.get(lastId)));
		}
		things.delete(Number(path.split("/").at(-1)));
		answer(204, "", "");
	};

	const listener = (request: IncomingMessage, response: ServerResponse) => {
		handle(request, response).catch(() => response.destroy());
	};
	const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
	await new Promise<void>((resolve) => server.listen(0, host, resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `${tls === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${port}/base`,
		things,
		requests,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function thingJson(id: number, name: string, price = "12.50"): string {
	return `{"Id":${id},"Name":${JSON.stringify(name)},"Price":${price},"Note":null,"Tag":["a","b"]}`;
}

const ENTITIES = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&apos;",
	"\r": "&#13;",
	"\n": "&#10;",
	"\t": "&#9;",
};

function escaped(text: string): string {
	return text.replace(/[&<>\r]/g, (one) => ENTITIES[one as "&"]);
}

function unescaped(text: string): string {
	return text.replace(/&(#?\w+);/g, (whole, name: string) => {
		const known = Object.entries(ENTITIES).find(([, entity]) => entity === whole)?.[0];
		return known ?? String.fromCodePoint(Number(name.replace("#x", "0x").replace("#", "")));
	});
}

function thingXml(id: number, name: string, price = "12.5"): string {
	return `<Thing><Id>${id}</Id><Name>${escaped(name)}</Name><Price>${Number(price)}</Price><Tag>a</Tag><Tag>b</Tag></Thing>`;
}
