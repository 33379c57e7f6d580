// Fastify with schemas for requests and answers, its logger, and an ORM (Drizzle) over SQLite or PostgreSQL.
import { createServer } from "node:http";
import { createClient } from "@libsql/client";
import { asc, eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import * as forPostgres from "drizzle-orm/pg-core";
import * as forSqlite from "drizzle-orm/sqlite-core";
import Fastify from "fastify";
import pg from "pg";
import { credentialsCheck, isPostgres, openDatabase } from "./database.mjs";
import { announce, BASE, CREATED, groupOf, result, UPDATED } from "./groups.mjs";

const [size, place] = process.argv.slice(2);
const isKnown = credentialsCheck(await openDatabase(place, Number(size)));
const database = isPostgres(place)
	? drizzlePostgres(new pg.Pool({ connectionString: place, max: 10 }))
	: drizzle(createClient({ url: `file:${place}` }));
const { integer, text } = isPostgres(place) ? forPostgres : forSqlite;
const real = isPostgres(place) ? forPostgres.doublePrecision : forSqlite.real;
const flag = (name) => (isPostgres(place) ? forPostgres.boolean(name) : integer(name, { mode: "boolean" }));
const table = isPostgres(place) ? forPostgres.pgTable : forSqlite.sqliteTable;
const groups = table("groups", {
	CustomerGroupID: integer("id").primaryKey(),
	Name: text("Name"),
	Description: text("Description"),
	MinimumOrder: real("MinimumOrder"),
	NonTaxable: flag("NonTaxable"),
	AllowRegistration: flag("AllowRegistration"),
	DisableRewardPoints: flag("DisableRewardPoints"),
	AutoApprove: flag("AutoApprove"),
	RegistrationMessage: text("RegistrationMessage"),
	PriceLevel: integer("PriceLevel"),
});

const types = { string: "string", number: "number", boolean: "boolean" };
const member = (value) => ({ type: types[typeof value] });
const Group = {
	type: "object",
	properties: Object.fromEntries(Object.entries(groupOf(1)).map(([name, value]) => [name, member(value)])),
};
const Groups = { type: "array", items: Group };
const Results = {
	type: "array",
	items: {
		type: "object",
		properties: Object.fromEntries(["Key", "Value", "Status", "Message"].map((name) => [name, { type: "string" }])),
	},
};
const Body = { ...Group, additionalProperties: false, required: ["Name"] };
const query = {
	type: "object",
	properties: {
		limit: { type: "integer", minimum: 1, maximum: 500, default: 10 },
		offset: { type: "integer", minimum: 0, default: 1 },
	},
};
const params = { type: "object", properties: { id: { type: "integer" } } };

const app = Fastify({ logger: { stream: process.stderr }, serverFactory: (handler) => createServer(handler) });
app.addHook("onRequest", async (request, reply) => {
	reply.header("cache-control", "no-cache");
	if (!(await isKnown(request.headers))) return reply.code(401).send([]);
});
const one = database
	.select()
	.from(groups)
	.where(eq(groups.CustomerGroupID, sql.placeholder("id")))
	.prepare("one");
app.get(`${BASE}/CustomerGroups`, { schema: { querystring: query, response: { 200: Groups } } }, async ({ query }) =>
	database
		.select()
		.from(groups)
		.orderBy(asc(groups.CustomerGroupID))
		.limit(query.limit)
		.offset(Math.max(1, query.offset) - 1),
);
app.get(`${BASE}/CustomerGroups/:id`, { schema: { params, response: { 200: Groups } } }, async ({ params }) =>
	one.execute({ id: params.id }),
);
app.post(`${BASE}/CustomerGroups`, { schema: { body: Body, response: { 201: Results } } }, async ({ body }, reply) => {
	const { CustomerGroupID: _, ...members } = body;
	const [{ id }] = await database.insert(groups).values(members).returning({ id: groups.CustomerGroupID });
	return reply.code(201).send(result(id, 201, CREATED));
});
app.put(
	`${BASE}/CustomerGroups/:id`,
	{ schema: { params, body: Group, response: { 200: Results } } },
	async ({ params, body }) => {
		const { CustomerGroupID: _, ...members } = body;
		await database.update(groups).set(members).where(eq(groups.CustomerGroupID, params.id));
		return result(params.id, 200, UPDATED);
	},
);
await app.ready();
announce(app.server);
