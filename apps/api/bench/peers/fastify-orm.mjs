// Fastify with schemas for requests and answers, and an ORM (Drizzle) over SQLite.
import { createServer } from "node:http";
import { createClient } from "@libsql/client";
import { asc, eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import Fastify from "fastify";
import { credentialsCheck, openDatabase } from "./database.mjs";
import { announce, BASE, CREATED, groupOf, result, UPDATED } from "./groups.mjs";

const [size, file] = process.argv.slice(2);
const isKnown = credentialsCheck(openDatabase(file, Number(size)));
const database = drizzle(createClient({ url: `file:${file}` }));
const flag = (name) => integer(name, { mode: "boolean" });
const groups = sqliteTable("groups", {
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

const app = Fastify({ logger: false, serverFactory: (handler) => createServer(handler) });
app.addHook("onRequest", async (request, reply) => {
	reply.header("cache-control", "no-cache");
	if (!isKnown(request.headers)) return reply.code(401).send([]);
});
const one = database
	.select()
	.from(groups)
	.where(eq(groups.CustomerGroupID, sql.placeholder("id")))
	.prepare();
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
