import { randomInt } from "node:crypto";
import { Agent, request } from "node:http";
import { expect } from "vitest";
import type { Found, Ledger, Outcome } from "./ledger.js";
import type { Credentials } from "./service.js";

/** A client of a store that knows that the service may end at any moment. */
export interface Client {
	/** Undefined where there was no answer. */
	send(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown } | undefined>;
	close(): void;
}

export function createClient(url: string, credentials: Credentials): Client {
	const agent = new Agent({ keepAlive: true });
	return {
		send: (method, path, body) =>
			new Promise((resolve) => {
				const text = body === undefined ? undefined : JSON.stringify(body);
				const headers = text === undefined ? credentials : { ...credentials, "Content-Type": "application/json" };
				const sent = request(url + path, { method, agent, headers }, (answer) => {
					let received = "";
					answer.setEncoding("utf8").on("data", (part: string) => {
						received += part;
					});
					answer.on("error", () => resolve(undefined));
					answer.on("end", () => {
						resolve(answer.complete ? { status: answer.statusCode ?? 0, json: JSON.parse(received) } : undefined);
					});
				});
				sent.on("error", () => resolve(undefined));
				sent.end(text);
			}),
		close: () => agent.destroy(),
	};
}

/** What a 503 to a write means: on PostgreSQL the connection may have been lost in the middle of the commit. */
export type Unavailable = "refused" | "in doubt";

/** Writes at random with several writers at once, until each has met with a request that was not acknowledged. */
export async function writeUntilFailure(
	client: Client,
	ledger: Ledger,
	{ writers = 6, unavailable }: { writers?: number; unavailable: Unavailable },
): Promise<void> {
	const certain = ledger.certain();
	await Promise.all(
		Array.from({ length: writers }, async (_, writer) => {
			const own = certain.filter((_, index) => index % writers === writer);
			while (await writeOnce(client, ledger, own, unavailable));
		}),
	);
}

/** One write at random; returns whether it was acknowledged. */
async function writeOnce(client: Client, ledger: Ledger, own: number[], unavailable: Unavailable): Promise<boolean> {
	/** Sends a write, and reads an answer of the status. */
	async function outcome<T>(
		status: number,
		[method, path, body]: [string, string, unknown?],
		read: (json: unknown) => T,
	): Promise<Outcome<T>> {
		const answer = await client.send(method, path, body);
		if (answer === undefined) return "in doubt";
		if (answer.status === 503) return unavailable;
		expect([answer.status, answer.json]).toEqual([status, answer.json]);
		return read(answer.json);
	}
	const done = (): true => true;
	const kind = own.length < 20 ? "create" : (["create", "rename", "bulk", "bulk", "delete"] as const)[randomInt(5)];
	const position = randomInt(Math.max(own.length, 1));
	const id = own[position] ?? 0;
	const path = `/CustomerGroups/${id}`;
	switch (kind) {
		case "create": {
			const idOf = (json: unknown) => Number((json as { Value: string }[])[0]?.Value);
			const created = await ledger.create((Name) => outcome(201, ["POST", "/CustomerGroups", { Name }], idOf));
			if (created !== undefined) own.push(created);
			return created !== undefined;
		}
		case "bulk": {
			const ids = own.slice(position, position + 10);
			const items = (Name: string) => ids.map((CustomerGroupID) => ({ CustomerGroupID, Name }));
			return ledger.rename(ids, (name) => outcome(200, ["PUT", "/CustomerGroups", items(name)], done));
		}
		case "delete":
			own.splice(position, 1);
			return ledger.delete(id, () => outcome(200, ["DELETE", path], done));
		default:
			return ledger.rename([id], (Name) => outcome(200, ["PUT", path, { Name }], done));
	}
}

/** All groups of the store by pages of different sizes, whose number is the one that the service says. */
export async function findAll(client: Client): Promise<Found> {
	async function get<T>(query: string): Promise<T> {
		const answer = await client.send("GET", `/CustomerGroups${query}`);
		if (answer?.status !== 200) throw new Error(`GET ${query}: ${JSON.stringify(answer)}`);
		return answer.json as T;
	}
	const { TotalCount: total } = await get<{ TotalCount: number }>("?countonly=1");
	const found = new Map<number, string>();
	for (let offset = 1; offset <= total; ) {
		const limit = 1 + randomInt(500);
		const groups = await get<{ CustomerGroupID: number; Name: string }[]>(`?limit=${limit}&offset=${offset}`);
		expect(groups).toHaveLength(Math.min(limit, total - offset + 1));
		for (const { CustomerGroupID, Name } of groups) found.set(CustomerGroupID, Name);
		offset += limit;
	}
	expect(found.size).toBe(total);
	expect((await client.send("GET", `/CustomerGroups?offset=${total + 1}`))?.status).toBe(total === 0 ? 404 : 400);
	return found;
}
