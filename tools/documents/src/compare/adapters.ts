/**
 * One call of each row, as the documentation of each tool has it. The text is compiled beside what the tool generates.
 * `value` gives what the call came to; what it rejects with is the row's error.
 */
export const adapters: Readonly<Record<string, string>> = {
	onespec: `
import * as api from "./package/src/index.js";
export const rows = (baseUrl: string) => {
	const client = api.createRowsApi({ baseUrl, credentials: { bearer: "secret" } });
	const status = (error: unknown) => api.isClientError(error, "ApiError") ? { status: error.status, words: error.problem?.detail } : undefined;
	return {
		item: () => api.getItem(client, "7"),
		problem: () => api.getItem(client, "404").catch((error: unknown) => status(error)),
		removed: () => api.deleteItem(client, "7"),
		begun: () => api.startJob(client),
		text: () => api.readTable(client),
		download: async () => new Uint8Array(await (await api.readFile(client)).bytes()),
		upload: (bytes: Uint8Array<ArrayBuffer>) => api.writeFile(client, new Blob([bytes])),
		form: () => api.sendForm(client, { name: "a b", tags: ["x", "y"] }),
		parts: (bytes: Uint8Array<ArrayBuffer>) => api.sendParts(client, { title: "T", file: new Blob([bytes]) }),
		events: async () => {
			const found: unknown[] = [];
			for await (const { data } of await api.readEvents(client)) found.push(typeof data === "string" ? JSON.parse(data) : data);
			return found;
		},
		query: () => api.listItems(client, { ids: [3, 4], filter: { colour: "red" } }),
		cut: () => api.readCut(client),
		later: () => api.readLater(client).catch((error: unknown) => status(error)),
		wide: async () => String((await api.readWide(client)).id),
	};
};
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
		item: () => good(api.getItem({ path: { id: "7" } })),
		problem: () => failure(api.getItem({ path: { id: "404" } })),
		removed: () => good(api.deleteItem({ path: { id: "7" } })),
		begun: () => good(api.startJob()),
		text: () => good(api.readTable()),
		download: async () => new Uint8Array(await ((await good(api.readFile())) as Blob).arrayBuffer()),
		upload: (bytes: Uint8Array<ArrayBuffer>) => good(api.writeFile({ body: new Blob([bytes]) })),
		form: () => good(api.sendForm({ body: { name: "a b", tags: ["x", "y"] } })),
		parts: (bytes: Uint8Array<ArrayBuffer>) => good(api.sendParts({ body: { title: "T", file: new Blob([bytes]) } })),
		events: async () => {
			const found: unknown[] = [];
			const { stream } = await api.readEvents({ sseMaxRetryAttempts: 1 });
			for await (const one of stream) found.push(one);
			return found;
		},
		query: () => good(api.listItems({ query: { ids: [3, 4], filter: { colour: "red" } } })),
		cut: () => good(api.readCut()),
		later: () => failure(api.readLater()),
		wide: async () => String((await good(api.readWide()))?.id),
	};
};
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
		item: () => good(api.getItem("7")),
		problem: () => failure(api.getItem("404")),
		removed: () => good(api.deleteItem("7")),
		begun: () => good(api.startJob()),
		text: () => good(api.readTable()),
		download: async () => new Uint8Array(await ((await good(api.readFile())) as Blob).arrayBuffer()),
		upload: (bytes: Uint8Array<ArrayBuffer>) => good(api.writeFile(new Blob([bytes]))),
		form: () => good(api.sendForm({ name: "a b", tags: ["x", "y"] })),
		parts: (bytes: Uint8Array<ArrayBuffer>) => good(api.sendParts({ title: "T", file: new Blob([bytes]) })),
		events: () => good(api.readEvents()),
		query: () => good(api.listItems({ ids: [3, 4], filter: { colour: "red" } })),
		cut: () => good(api.readCut()),
		later: () => failure(api.readLater()),
		wide: async () => String((await good(api.readWide())).id),
	};
};
`,
	kubb: `
import { setConfig } from "@kubb/plugin-client/clients/fetch";
import * as api from "./kubb/index.js";
export const rows = (baseURL: string) => {
	setConfig({ baseURL });
	return {
		item: () => api.getItem("7"),
		problem: () => api.getItem("404").catch((error: unknown) => error),
		removed: () => api.deleteItem("7"),
		begun: () => api.startJob(),
		text: () => api.readTable(),
		download: async () => new Uint8Array(await ((await api.readFile()) as Blob).arrayBuffer()),
		upload: (bytes: Uint8Array<ArrayBuffer>) => api.writeFile(new Blob([bytes])),
		form: () => api.sendForm({ name: "a b", tags: ["x", "y"] }),
		parts: (bytes: Uint8Array<ArrayBuffer>) => api.sendParts({ title: "T", file: new Blob([bytes]) }),
		events: () => api.readEvents(),
		query: () => api.listItems({ ids: [3, 4], filter: { colour: "red" } }),
		cut: () => api.readCut(),
		later: () => api.readLater(),
		wide: async () => String((await api.readWide()).id),
	};
};
`,
	"openapi-fetch": `
import createClient from "openapi-fetch";
import type { paths } from "./openapi-fetch/types.js";
export const rows = (baseUrl: string) => {
	const client = createClient<paths>({ baseUrl, headers: { Authorization: "Bearer secret" } });
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
		item: () => good(client.GET("/items/{id}", { params: { path: { id: "7" } } })),
		problem: () => failure(client.GET("/items/{id}", { params: { path: { id: "404" } } })),
		removed: () => good(client.DELETE("/items/{id}", { params: { path: { id: "7" } } })),
		begun: () => good(client.POST("/jobs")),
		text: () => good(client.GET("/table", { parseAs: "text" })),
		download: async () => new Uint8Array((await good(client.GET("/file", { parseAs: "arrayBuffer" }))) as ArrayBuffer),
		upload: (bytes: Uint8Array<ArrayBuffer>) =>
			good(client.PUT("/file", { body: "", bodySerializer: () => new Blob([bytes]), headers: { "Content-Type": "application/octet-stream" } })),
		form: () =>
			good(client.POST("/forms", { body: { name: "a b", tags: ["x", "y"] }, bodySerializer: (body) => form(body, [["name", "a b"], ["tags", "x"], ["tags", "y"]], URLSearchParams), headers: { "Content-Type": "application/x-www-form-urlencoded" } })),
		parts: (bytes: Uint8Array<ArrayBuffer>) =>
			good(client.POST("/parts", { body: { title: "T", file: "" }, bodySerializer: (body) => form(body, [["title", "T"], ["file", new Blob([bytes])]], FormData) })),
		events: () => good(client.GET("/events")),
		query: () => good(client.GET("/items", { params: { query: { ids: [3, 4], filter: { colour: "red" } } } })),
		cut: () => good(client.GET("/cut")),
		later: () => failure(client.GET("/later")),
		wide: async () => String((await good(client.GET("/wide")))?.id),
	};
};
`,
};

/** A create without the member that only the server gives, by each tool: it has to compile. */
export const creates: Readonly<Record<string, string>> = {
	onespec: `import { createItem, createRowsApi } from "./package/src/index.js";\nexport const made = createItem(createRowsApi({ baseUrl: "", credentials: { bearer: "" } }), { name: "Box" });\n`,
	"hey-api": `import { createItem } from "./hey/index.js";\nexport const made = createItem({ body: { name: "Box" } });\n`,
	orval: `import { createItem } from "./orval/api.js";\nexport const made = createItem({ name: "Box" });\n`,
	kubb: `import { createItem } from "./kubb/index.js";\nexport const made = createItem({ name: "Box" });\n`,
	"openapi-fetch": `import createClient from "openapi-fetch";\nimport type { paths } from "./openapi-fetch/types.js";\nexport const made = createClient<paths>().POST("/items", { body: { name: "Box" } });\n`,
};
