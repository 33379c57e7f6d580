/** A request out of what was filled in. */
import type { Operation as WireOperation } from "@onespec/client-core";
import { formPairs, writeParameters } from "@onespec/client-core/parameters";
import { refName, type Schema, typesOf } from "@onespec/openapi-document/schema";
import type { TryBody, TryIt } from "../src/try-it.ts";

/** What a person filled in. */
export interface FilledIn {
	/** The base URL. */
	readonly server: string;
	readonly accept: string | undefined;
	/** By the name of the scheme; with ` user` behind it for the user of `basic`. */
	readonly credentials: ReadonlyMap<string, string>;
	/** By place and name: `query limit`. */
	readonly parameters: ReadonlyMap<string, string>;
	readonly body:
		| {
				readonly media: TryBody;
				readonly text?: string;
				readonly file?: File | undefined;
				/** Each with its text, or the files that were chosen. */
				readonly members?: readonly { readonly name: string; readonly value: string | readonly File[] }[];
		  }
		| undefined;
}

/** What `fetch` is given. */
export interface Prepared {
	readonly url: string;
	readonly init: { readonly method: string; readonly headers: Headers; readonly body?: BodyInit };
}

/**
 * Writes the request.
 *
 * @throws Error in words for the person, where a value can't be sent
 */
export function prepare(tryIt: TryIt, filledIn: FilledIn): Prepared {
	const { operation } = tryIt;
	const styles: Record<string, Record<string, object>> = { path: {}, query: {}, header: {}, cookie: {} };
	const values: Record<string, Record<string, unknown>> = { path: {}, query: {}, header: {}, cookie: {} };
	let wholeQuery = "";
	for (const {
		name,
		in: where,
		required,
		schema,
		style,
		explode,
		allowReserved,
		allowEmptyValue,
		mediaType,
	} of operation.parameters) {
		const text = filledIn.parameters.get(`${where} ${name}`) ?? "";
		if (where === "querystring") {
			wholeQuery = text;
			continue;
		}
		if (text === "" && required && !allowEmptyValue) throw new Error(`${name} is required.`);
		if (text === "") continue;
		if (where === "cookie") throw new Error(`A page can't set the cookie ${name}: leave it empty.`);
		(styles[where] as Record<string, object>)[name] = { style, explode, allowReserved, contentType: mediaType };
		(values[where] as Record<string, unknown>)[name] = readValue(tryIt, schema, text, mediaType !== undefined);
	}
	const { path, headers } = writeParameters(
		{
			id: operation.id,
			method: operation.method,
			path: operation.path,
			success: [],
			wire: { parameters: styles },
		} as WireOperation,
		values,
	);
	const url = new URL(filledIn.server.replace(/\/+$/, "") + path);
	if (wholeQuery !== "") url.search = wholeQuery;
	const sent = new Headers(headers);
	if (filledIn.accept !== undefined) sent.set("accept", filledIn.accept);
	addCredentials(tryIt, filledIn, sent, url);
	const body = bodyOf(filledIn.body, sent);
	return { url: url.href, init: { method: operation.method, headers: sent, ...(body !== undefined && { body }) } };
}

/** A text as the value that its parameter has: lists by commas, objects as JSON. */
function readValue({ schemas }: TryIt, schema: Schema, text: string, isContent: boolean): unknown {
	const name = refName(schema);
	const own = name === undefined ? schema : (schemas[name] ?? {});
	const types = typesOf(own);
	if (types.includes("object") || isContent || /^\s*[[{]/.test(text)) {
		try {
			return JSON.parse(text);
		} catch {
			return text;
		}
	}
	return types.includes("array") ? text.split(",").map((one) => one.trim()) : text;
}

function addCredentials({ securitySchemes }: TryIt, { credentials }: FilledIn, headers: Headers, url: URL): void {
	for (const [name, scheme] of Object.entries(securitySchemes)) {
		const value = credentials.get(name) ?? "";
		const user = credentials.get(`${name} user`) ?? "";
		if (value === "" && user === "") continue;
		if (scheme.type === "apiKey") {
			if (scheme.in === "header") headers.set(scheme.name, value);
			else if (scheme.in === "query") url.searchParams.set(scheme.name, value);
			else throw new Error(`A page can't set the cookie ${scheme.name}: leave it empty.`);
		} else if (scheme.type === "http" && scheme.scheme === "basic") {
			const bytes = new TextEncoder().encode(`${user}:${value}`);
			headers.set("authorization", `Basic ${btoa(String.fromCharCode(...bytes))}`);
		} else {
			const word = scheme.type === "http" && scheme.scheme !== "bearer" ? scheme.scheme : "Bearer";
			headers.set("authorization", `${word} ${value}`);
		}
	}
}

function bodyOf(body: FilledIn["body"], headers: Headers): BodyInit | undefined {
	if (body === undefined) return undefined;
	const { media, text, file, members } = body;
	if (media.kind === "multipart") {
		const form = new FormData();
		for (const { name, value } of members ?? []) {
			const parts = typeof value === "string" ? listed(value) : value;
			for (const part of parts) if (part !== "") form.append(name, part as string | Blob);
		}
		// The browser says where one part ends and the next begins.
		return form;
	}
	const content = text ?? file ?? (members && formOf(media, members));
	if (content === undefined || content === "") return undefined;
	headers.set("content-type", media.kind === "any" && file?.type ? file.type : media.key);
	return content;
}

function formOf(media: TryBody, members: NonNullable<NonNullable<FilledIn["body"]>["members"]>): string {
	return members
		.filter(({ value }) => value.length > 0)
		.flatMap(({ name, value }) => {
			const encoding = media.encoding[name];
			const style = encoding?.styled ? { style: encoding.style, explode: encoding.explode } : {};
			const texts = listed(String(value));
			return formPairs(name, texts.length === 1 ? texts[0] : texts, style as Parameters<typeof formPairs>[2]);
		})
		.join("&");
}

/** The items of a list that is written in JSON; else the text alone. */
function listed(text: string): string[] {
	if (!/^\s*\[/.test(text)) return [text];
	try {
		const items: unknown = JSON.parse(text);
		if (!Array.isArray(items)) return [text];
		return items.map((item) => (typeof item === "string" ? item : JSON.stringify(item)));
	} catch {
		return [text];
	}
}
