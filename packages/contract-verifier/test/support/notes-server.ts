import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { loadDocument } from "@onespec/openapi-document/load";
import { readStrictJson } from "../../src/json/strict.js";
import { checkOf } from "../../src/schema/validator.js";
import { notesSpec } from "./paths.js";

/** What the notes server can be made to do wrong. */
export type NotesFault =
	| "ignores limit"
	| "offset counts from 0"
	| "default limit wrong"
	| "count wrong"
	| "order reversed"
	| "write not stored"
	| "update not stored"
	| "delete deletes nothing"
	| "update touches another"
	| "update resets members not sent"
	| "body id obeyed"
	| "bulk update resets members not sent"
	| "bulk results out of order"
	| "partial bulk reported as success"
	| "credentials not checked"
	| "missing header not checked"
	| "permission not checked"
	| "another store's things visible"
	| "another media type answered"
	| "ids used again"
	| "titles cut at the first pair of surrogates"
	| "stars may be 6"
	| "unknown members taken"
	| "fails at quotes"
	| "lengths in UTF-16 units";

interface Note {
	id: number;
	title: string;
	stars: number;
	done: boolean;
}

interface Notebook {
	notes: Map<number, Note>;
	last: number;
}

export interface NotesServer {
	url: string;
	/** How many notes all notebooks hold. */
	size(): number;
	close(): Promise<void>;
}

const KEYS: Record<string, { book: string; writes: boolean }> = {
	"default-key": { book: "default", writes: true },
	"sequences-key": { book: "sequences", writes: true },
	"other-key": { book: "other", writes: true },
	"read-only-key": { book: "default", writes: false },
};

export const notesCredentials = {
	default: { Key: "default-key" },
	sequences: { Key: "sequences-key" },
	"other-store": { Key: "other-key" },
	"read-only": { Key: "read-only-key" },
	wrong: { Key: "wrong-key" },
};

/** A real server of the API in fixtures/notes; `fault` plants one. */
export async function startNotes(fault?: NotesFault): Promise<NotesServer> {
	const { model } = await loadDocument(notesSpec);
	const books = new Map<string, Notebook>();
	const is = (name: NotesFault) => fault === name;
	const bookOf = (name: string): Notebook => {
		const key = is("another store's things visible") ? "default" : name;
		const book = books.get(key) ?? { notes: new Map<number, Note>(), last: 0 };
		books.set(key, book);
		return book;
	};
	const fits = (name: string, value: unknown): boolean => {
		const faults = checkOf(model, { $ref: `#/components/schemas/${name}` })(value);
		return faults.every(
			({ pointer, reason }) =>
				(is("stars may be 6") && pointer.endsWith("stars") && (value as Note).stars === 6) ||
				(is("unknown members taken") && reason === "is not documented"),
		);
	};

	const handle = async (request: IncomingMessage, response: ServerResponse) => {
		const { method = "", url = "", headers } = request;
		const { pathname, searchParams: query } = new URL(url, "http://notes");
		let text = "";
		for await (const piece of request.setEncoding("utf8")) text += piece;
		const accepted = headers.accept ?? "application/json";
		const mediaType = ["application/json", "text/json"].includes(accepted) ? accepted : "application/json";
		const answer = (status: number, value?: unknown) => {
			const given = is("another media type answered") && status === 200 ? "application/xml" : mediaType;
			response.writeHead(status, value === undefined ? {} : { "Content-Type": `${given}; charset=utf-8` });
			response.end(value === undefined ? undefined : JSON.stringify(value));
		};
		const problem = (status: number) => answer(status, { reason: `status ${status}` });

		const key = headers["x-key"]?.toString() ?? "";
		let grant = KEYS[key];
		if (is("missing header not checked") && key === "") grant = KEYS["default-key"];
		if (is("credentials not checked")) grant ??= KEYS["default-key"];
		if (grant === undefined) return problem(401);
		if (method !== "GET" && !grant.writes && !is("permission not checked")) return problem(401);
		if (mediaType !== accepted) return problem(406);
		const book = bookOf(grant.book);
		const { notes } = book;
		const sorted = () => [...notes.values()].sort((one, other) => one.id - other.id);

		let body: unknown;
		if (method === "POST" || method === "PUT") {
			if (!["application/json", "text/json"].includes(String(headers["content-type"]))) return problem(415);
			try {
				const strict = readStrictJson(text);
				if (strict.duplicates.length > 0) return problem(400);
				body = strict.value;
			} catch {
				return problem(400);
			}
			if (is("fails at quotes") && JSON.stringify(body).includes("'")) return problem(500);
			const { title } = (body ?? {}) as Partial<Note>;
			if (is("lengths in UTF-16 units") && (title?.length ?? 0) > 20) return problem(400);
		}
		const store = (id: number, changes: Partial<Note>, reset = false) => {
			const { id: _, ...members } = changes;
			if (is("titles cut at the first pair of surrogates") && members.title !== undefined) {
				members.title = members.title.split(/[\ud800-\udfff]/)[0] || "x";
			}
			const before = reset ? { stars: 0, done: false } : {};
			const old = notes.get(id) ?? { id, title: "", stars: 0, done: false };
			notes.set(id, { ...old, ...before, ...members, id });
		};

		if (pathname === "/notes" && method === "GET") {
			const read = (name: string, least: number, most: number): number | undefined => {
				const raw = query.get(name);
				if (raw === null || raw === "") return undefined;
				const value = /^-?\d+$/.test(raw) ? Number(raw) : Number.NaN;
				return value >= least && value <= most ? value : Number.NaN;
			};
			const [limit, offset, count] = [read("limit", 1, 50), read("offset", 0, 1000), read("count", 0, 1)];
			if ([limit, offset, count].some(Number.isNaN)) return problem(400);
			if (count === 1) return answer(200, { count: notes.size + (is("count wrong") ? 1 : 0) });
			if (notes.size === 0) return problem(404);
			const start = Math.max(0, (offset ?? 1) - (is("offset counts from 0") && offset !== undefined ? 0 : 1));
			const most = is("ignores limit") ? 50 : (limit ?? (is("default limit wrong") ? 4 : 3));
			const all = is("order reversed") ? sorted().reverse() : sorted();
			const page = all.slice(start, start + most);
			return page.length === 0 ? problem(400) : answer(200, page);
		}
		if (pathname === "/notes" && method === "POST") {
			if (!fits("NewNote", body)) return problem(400);
			const id = is("ids used again") ? Math.max(0, ...notes.keys()) + 1 : ++book.last;
			const made = { stars: 0, done: false, ...(body as Partial<Note>), id } as Note;
			if (!is("write not stored")) store(id, made);
			return answer(201, notes.get(id) ?? made);
		}
		if (pathname === "/notes" && method === "PUT") {
			if (!fits("Changes", body)) return problem(400);
			const results = (body as Note[]).map((item) => {
				const done = notes.has(item.id);
				if (done) store(item.id, item, is("bulk update resets members not sent"));
				return { id: item.id, done };
			});
			const successes = results.filter(({ done }) => done).length;
			if (successes === 0) return problem(404);
			const all = is("partial bulk reported as success") ? results.map((one) => ({ ...one, done: true })) : results;
			if (is("bulk results out of order")) all.reverse();
			return answer(all.every(({ done }) => done) ? 200 : 206, all);
		}
		const raw = pathname.split("/")[2] ?? "";
		const id = Number(raw);
		if (!/^\d{1,5}$/.test(raw) || id < 1) return problem(400);
		if (method === "PUT" && !fits("Change", body)) return problem(400);
		const note = notes.get(id);
		if (note === undefined) return problem(404);
		if (method === "GET") return answer(200, note);
		if (method === "DELETE") {
			if (!is("delete deletes nothing")) notes.delete(id);
			return answer(204);
		}
		const changes = body as Partial<Note>;
		const target = is("body id obeyed") && changes.id !== undefined && notes.has(changes.id) ? changes.id : id;
		if (!is("update not stored")) store(target, changes, is("update resets members not sent"));
		const neighbour = sorted().find((one) => one.id !== id);
		if (is("update touches another") && neighbour !== undefined) store(neighbour.id, changes);
		return answer(200, { ...note, ...changes, id });
	};

	const server = createServer((request, response) => {
		handle(request, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		size: () => [...books.values()].reduce((sum, { notes }) => sum + notes.size, 0),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
