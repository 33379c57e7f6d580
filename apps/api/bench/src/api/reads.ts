import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compare, type Probe } from "../compare.js";
import type { Figure } from "../figures.js";
import { groupOf } from "../groups.js";
import { interleave, ratios, type Sample, type Subject } from "../measure.js";
import { type Credentials, PEER_CREDENTIALS, requestBytes } from "../requests.js";
import { seedSqlite } from "../seed.js";
import { type Server, startServer } from "../server.js";
import { createStore, startService } from "../service.js";
import { type Context, peer, withServers } from "./context.js";

/** Enough pages that hardly one is read twice. */
const GROUPS = 100_000;

const CONNECTIONS = 32;

/** Offsets that jump over the whole store. */
export const someOffset = (index: number) => 1 + ((index * 7919) % (GROUPS - 20));

type Seven<T> = [T, T, T, T, T, T, T];

interface Reader {
	server: Server;
	credentials: Credentials;
	/** How many requests a round has. */
	count: number;
}

/** Lists and items from SQLite, beside raw node:http and the frameworks. */
export async function reads({ root, folder, rounds, step }: Context): Promise<Figure[]> {
	step("lists and items, SQLite, beside the peers");
	const database = join(folder, "reads.db");
	const credentials = await createStore(root, database);
	seedSqlite(database, { groups: GROUPS });
	const spec = documentWithGroups(folder);
	const starts = [
		startServer("raw node:http", [peer(root, "raw"), String(GROUPS)]),
		startService(root, database),
		startServer("Fastify with an ORM", [peer(root, "fastify-orm"), String(GROUPS), join(folder, "fastify.db")]),
		startServer("Express with a validator", [peer(root, "express"), String(GROUPS), join(folder, "express.db"), spec]),
		startServer("Prism", [peer(root, "prism"), spec]),
		startServer("json-server", [peer(root, "json-server")]),
		startServer("this API, uncached", [peer(root, "variant"), root, database, "uncached"]),
	];
	return withServers(starts, async (servers) => {
		const [raw, ours, fastify, express, prism, jsonServer, uncached] = servers as Seven<Server>;
		const readers: [Reader, Reader, Reader, Reader] = [
			{ server: raw, credentials: PEER_CREDENTIALS, count: 20000 },
			{ server: ours, credentials, count: 20000 },
			{ server: fastify, credentials: PEER_CREDENTIALS, count: 2000 },
			{ server: express, credentials: PEER_CREDENTIALS, count: 1200 },
		];
		for (const reader of readers) await compareReads(readers[1], reader, reader.server === raw);
		const first = (server: Server) => ({
			server,
			probes: [{ method: "GET", path: "/CustomerGroups?limit=20", credentials }] satisfies Probe[],
		});
		await compare(first(ours), { ...first(prism), bytes: false });

		const mocks: Reader[] = [
			{ server: prism, credentials: PEER_CREDENTIALS, count: 600 },
			{ server: jsonServer, credentials: PEER_CREDENTIALS, count: 1500 },
		];
		const page = (index: number) => `/CustomerGroups?limit=20&offset=${someOffset(index)}`;
		const item = (index: number) => `/CustomerGroups/${1 + ((index * 7919) % GROUPS)}`;
		const firstPage = () => "/CustomerGroups?limit=20";
		const plain = readers.map((reader) => (reader.server === ours ? { ...reader, server: uncached } : reader));
		return [
			...compared("list of 20, SQLite, uncached", 0.6, await run(plain, firstPage, rounds), plain),
			...compared(
				"list of 20, page unchanged since last read",
				1.4,
				await run([...readers, ...mocks], firstPage, rounds),
				[...readers, ...mocks],
			),
			...compared("one item, SQLite", 0.7, await run(readers, item, rounds), readers),
			...compared(
				"list of 20 anywhere among 100,000",
				undefined,
				await run(readers.slice(0, 2), page, rounds),
				readers,
			),
		];
	});
}

function run(readers: readonly Reader[], path: (index: number) => string, rounds: number): Promise<Sample[][]> {
	return interleave(
		readers.map(({ server, credentials, count }): Subject => {
			const made = Array.from({ length: 4096 }, (_, index) => requestBytes(server, credentials, "GET", path(index)));
			return {
				server,
				request: (index) => made[index % made.length] as Buffer,
				status: 200,
				count,
				connections: CONNECTIONS,
			};
		}),
		rounds,
	);
}

/** The ratios of all readers to the first, raw node:http; the second is ours, and alone has an aim. */
function compared(
	what: string,
	atLeast: number | undefined,
	samples: readonly Sample[][],
	readers: readonly Reader[],
): Figure[] {
	const [raw = []] = samples;
	return samples.map((own, index): Figure => {
		const name = readers[index]?.server.name ?? "";
		const cpu = ratios(raw, own, (base, sample) => base.cpu / sample.cpu);
		const rate = ratios(own, raw, (sample, base) => sample.rate / base.rate);
		const microseconds = ratios(own, own, (sample) => sample.cpu).median;
		return {
			what: `${what}: ${name}`,
			value: cpu.median,
			spread: cpu,
			unit: "of raw",
			...(index === 1 && atLeast !== undefined ? { aim: { atLeast } } : {}),
			note: `${microseconds.toFixed(0)} µs CPU, throughput ${rate.median.toFixed(2)} of raw`,
		};
	});
}

async function compareReads(ours: Reader, other: Reader, bytes: boolean): Promise<void> {
	const probes = (credentials: Credentials): Probe[] => [
		{ method: "GET", path: "/CustomerGroups?limit=20&offset=41", credentials },
		{ method: "GET", path: "/CustomerGroups?limit=20", credentials },
		{ method: "GET", path: "/CustomerGroups/7", credentials },
	];
	await compare(
		{ server: ours.server, probes: probes(ours.credentials) },
		{ server: other.server, probes: probes(other.credentials), bytes },
	);
}

/** The document with the first 20 groups as the example of the list, so that a mock answers what we do. */
function documentWithGroups(folder: string): string {
	const document = createRequire(import.meta.url)("@onespec/customer-groups/openapi.json");
	const example = document.paths["/CustomerGroups"].get.responses["200"].content["application/json"].examples.page;
	const target = example.$ref ? document.components.examples[example.$ref.split("/").at(-1)] : example;
	target.value = Array.from({ length: 20 }, (_, index) => groupOf(index + 1));
	const file = join(folder, "document.json");
	writeFileSync(file, JSON.stringify(document));
	return file;
}
