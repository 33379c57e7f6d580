import type { Service } from "../../src/index.js";

/** What came back, with the body as JSON where it is JSON. */
export interface Said {
	status: number;
	headers: Headers;
	text: string;
	body: unknown;
}

/** Asks a service with a token, in JSON unless the headers say otherwise. */
export async function ask(
	service: Service,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string | undefined> = {},
): Promise<Said> {
	const all = { authorization: "Bearer good", accept: "application/json", ...headers };
	const type = body === undefined ? {} : { "content-type": "application/json" };
	const sent = Object.entries({ ...type, ...all }).flatMap(([name, value]): [string, string][] =>
		value === undefined ? [] : [[name, value]],
	);
	const response = await service.fetch(
		new Request(`${service.baseUrl}${path}`, {
			method,
			headers: sent,
			...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
		}),
	);
	const text = await response.text();
	const json = response.headers.get("content-type")?.includes("json") === true;
	return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : undefined };
}
