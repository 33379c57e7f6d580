import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a server of somebody else does beside its document; none of it may cost anybody's data. */
export type ShopHabit = "no authentication" | "lenient ids" | "upserts" | "returns what is there" | "no reading";

export interface ShopServer {
	url: string;
	/** Everything that it holds, as one text. */
	contents(): string;
	/** Requests that were not safe. */
	readonly writes: string[];
	/** Called with each of them. */
	onWrite: (() => void) | undefined;
	close(): Promise<void>;
}

const TOKEN = "Bearer shop-token";

/** A shop with pets under every plausible id, and toys below them, that belong to somebody. */
export async function startShop(habits: readonly ShopHabit[] = []): Promise<ShopServer> {
	const is = (habit: ShopHabit) => habits.includes(habit);
	const pets = new Map<string, Record<string, unknown>>();
	const toys = new Map<string, Record<string, unknown>>();
	const ids = [...Array(40).keys(), 42, 99, 100, 123, 1000, 4711, 9999, 12345, 99999, 2147483647];
	for (const id of ids) {
		pets.set(String(id), { id: Number(id), name: `somebody's ${id}` });
		for (const toy of [1, 2, 3]) toys.set(`${id}/${toy}`, { id: toy, name: `toy ${toy} of ${id}` });
	}
	let settings = { colour: "green" };
	let next = 500_000;
	const writes: string[] = [];

	const answer = (response: ServerResponse, status: number, value?: unknown) => {
		response.writeHead(status, value === undefined ? {} : { "content-type": "application/json" });
		response.end(value === undefined ? undefined : JSON.stringify(value));
	};
	const refuse = (response: ServerResponse, status: number) => answer(response, status, { message: String(status) });

	async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const pieces: Buffer[] = [];
		for await (const piece of request) pieces.push(piece as Buffer);
		const { method = "", url = "" } = request;
		if (method !== "GET") {
			writes.push(`${method} ${url}`);
			shop.onWrite?.();
		}
		if (!is("no authentication") && request.headers.authorization !== TOKEN) return refuse(response, 401);
		let body: unknown;
		try {
			body = JSON.parse(Buffer.concat(pieces).toString() || "{}");
		} catch {
			if (method !== "DELETE") return refuse(response, 400);
		}
		const [, collection = "", raw, inner, rawToy] = url.split("?")[0]?.split("/").map(decodeURIComponent) ?? [];
		const id = is("lenient ids") && raw !== undefined ? String(Number.parseInt(raw, 10)) : raw;
		if (collection === "settings") {
			if (method === "PUT") settings = body as typeof settings;
			if (method === "DELETE") settings = { colour: "" };
			return answer(response, 200, settings);
		}
		if (collection === "reset") {
			pets.clear();
			return answer(response, 200, {});
		}
		if (collection !== "pets") return refuse(response, 404);
		if (id === undefined) {
			if (method === "GET") return answer(response, 200, [...pets.values()].slice(0, 20));
			if (method === "DELETE") {
				pets.clear();
				return answer(response, 204);
			}
			if (method === "PUT") {
				const items = body as { id: number }[];
				if (!is("upserts") && !items.every(({ id: one }) => pets.has(String(one)))) return refuse(response, 404);
				for (const item of items) pets.set(String(item.id), item);
				return answer(response, 200, body);
			}
			if (is("returns what is there")) return answer(response, 201, pets.get("1"));
			const own = (body as { id?: number }).id;
			const made = is("upserts") && own !== undefined ? own : next++;
			pets.set(String(made), { name: "", ...(body as object), id: made });
			return answer(response, 201, pets.get(String(made)));
		}
		const item = pets.get(id);
		if (inner === "toys") {
			if (item === undefined) return refuse(response, 404);
			if (rawToy === undefined) {
				if (method === "GET")
					return answer(
						response,
						200,
						[...toys].filter(([key]) => key.startsWith(`${id}/`)).map(([, toy]) => toy),
					);
				const toy = next++;
				toys.set(`${id}/${toy}`, { name: "", ...(body as object), id: toy });
				return answer(response, 201, toys.get(`${id}/${toy}`));
			}
			const key = `${id}/${rawToy}`;
			if (!toys.has(key)) return refuse(response, 404);
			if (method === "DELETE") toys.delete(key);
			else if (method === "PATCH") toys.set(key, { ...toys.get(key), ...(body as object), id: Number(rawToy) });
			return method === "DELETE" ? answer(response, 204) : answer(response, 200, toys.get(key));
		}
		if (item === undefined && !(is("upserts") && method === "PUT")) return refuse(response, 404);
		if (method === "GET") return is("no reading") ? refuse(response, 405) : answer(response, 200, item);
		if (method === "DELETE") {
			pets.delete(id);
			for (const key of toys.keys()) if (key.startsWith(`${id}/`)) toys.delete(key);
			return answer(response, 204);
		}
		pets.set(id, { ...(method === "PATCH" && item), ...(body as object), id: Number(id) });
		return answer(response, 200, pets.get(id));
	}

	const server = createServer((request, response) => {
		handle(request, response).catch(() => refuse(response, 400));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const shop: ShopServer = {
		onWrite: undefined,
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		contents: () => JSON.stringify([[...pets], [...toys], settings]),
		writes,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
	return shop;
}
