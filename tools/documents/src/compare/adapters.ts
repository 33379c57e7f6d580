/** What a subject says of its API for the adapters. */
export interface AdapterNames {
	/** The API's name in the functions that ours creates clients by. */
	readonly api: string;
	/** The credentials as ours takes them. */
	readonly credentials: string;
	/** The header by which openapi-fetch, which knows no schemes, is given the same. */
	readonly header: string;
}

/**
 * How each tool is set up, as its documentation has it: the beginning of a module that ends with its calls, each by the
 * name of its row. `value` gives what a call came to; what it rejects with is the row's error.
 */
const heads = ({ api, credentials, header }: AdapterNames): Readonly<Record<string, string>> => ({
	onespec: `
import * as api from "./package/src/index.js";
export const rows = (baseUrl: string) => {
	const client = api.create${api}Api({ baseUrl, credentials: ${credentials} });
	const status = (error: unknown) => api.isClientError(error, "ApiError") ? { status: error.status, words: error.problem?.detail } : undefined;
	return {
`,
	"hey-api": `
import * as api from "./hey/index.js";
import { client } from "./hey/client.gen.js";
export const rows = (baseUrl: string) => {
	client.setConfig({ baseUrl, auth: "secret" });
	const good = async <T>(call: Promise<{ data?: T; error?: unknown; response?: Response }>): Promise<T | undefined> => {
		const { data, error, response } = await call;
		if (error !== undefined || !response?.ok) throw Object.assign(new Error("failed"), { error, status: response?.status });
		return data;
	};
	const failure = async (call: Promise<{ error?: unknown; response?: Response }>) => {
		const { error, response } = await call;
		return { status: response?.status, words: (error as { detail?: string } | undefined)?.detail };
	};
	return {
`,
	orval: `
import * as api from "./orval/api.js";
export const rows = (_: string) => {
	const good = async <T extends { status: number; data: unknown }>(call: Promise<T>): Promise<T["data"]> => {
		const { data, status } = await call;
		if (status >= 400) throw Object.assign(new Error("failed"), { data, status });
		return data;
	};
	const failure = async (call: Promise<{ status: number; data: unknown }>) => {
		const { status, data } = await call;
		return { status, words: (data as { detail?: string } | undefined)?.detail };
	};
	return {
`,
	kubb: `
import { setConfig } from "@kubb/plugin-client/clients/fetch";
import * as api from "./kubb/index.js";
export const rows = (baseURL: string) => {
	setConfig({ baseURL });
	return {
`,
	"openapi-fetch": `
import createClient from "openapi-fetch";
import type { paths } from "./openapi-fetch/types.js";
export const rows = (baseUrl: string) => {
	const client = createClient<paths>({ baseUrl, headers: { ${header} } });
	const good = async <T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T | undefined> => {
		const { data, error, response } = await call;
		if (error !== undefined || !response.ok) throw Object.assign(new Error("failed"), { error, status: response.status });
		return data;
	};
	const failure = async (call: Promise<{ error?: unknown; response: Response }>) => {
		const { error, response } = await call;
		return { status: response.status, words: (error as { detail?: string } | undefined)?.detail };
	};
	const form = (body: object, entries: [string, string | Blob][], Body: typeof FormData | typeof URLSearchParams) => {
		const made = new Body();
		for (const [name, value] of entries) made.append(name, value as string);
		return made;
	};
	return {
`,
});

/** The names of the tools. */
export const tools = Object.keys(heads({ api: "", credentials: "", header: "" }));

/** The module in which a tool makes the calls of a subject. */
export function adapterOf(tool: string, names: AdapterNames, calls: string): string {
	return `${heads(names)[tool]}${calls}\t};\n};\n`;
}

/** A create without the member that only the server gives, by each tool: it has to compile. */
export const creates: Readonly<Record<string, string>> = {
	onespec: `import { createItem, createRowsApi } from "./package/src/index.js";\nexport const made = createItem(createRowsApi({ baseUrl: "", credentials: { bearer: "" } }), { name: "Box" });\n`,
	"hey-api": `import { createItem } from "./hey/index.js";\nexport const made = createItem({ body: { name: "Box" } });\n`,
	orval: `import { createItem } from "./orval/api.js";\nexport const made = createItem({ name: "Box" });\n`,
	kubb: `import { createItem } from "./kubb/index.js";\nexport const made = createItem({ name: "Box" });\n`,
	"openapi-fetch": `import createClient from "openapi-fetch";\nimport type { paths } from "./openapi-fetch/types.js";\nexport const made = createClient<paths>().POST("/items", { body: { name: "Box" } });\n`,
};
