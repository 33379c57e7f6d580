// Express with express-openapi-validator and SQLite or PostgreSQL: what many teams would put together first.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import express from "express";
import { middleware } from "express-openapi-validator";
import { columns, credentialsCheck, group, MEMBERS, openDatabase } from "./database.mjs";
import { announce, BASE, CREATED, result, UPDATED } from "./groups.mjs";

const [size, place, spec] = process.argv.slice(2);
const prepare = await openDatabase(place, Number(size));
const isKnown = credentialsCheck(prepare);
const page = prepare("SELECT * FROM groups ORDER BY id LIMIT $1 OFFSET $2");
const one = prepare("SELECT * FROM groups WHERE id = $1");
const names = MEMBERS.map((member) => `"${member}"`);
const insert = prepare(
	`INSERT INTO groups (${names}) VALUES (${names.map((_, index) => `$${index + 1}`)}) RETURNING id`,
);
const update = prepare(
	`UPDATE groups SET ${names.map((name, index) => `${name} = COALESCE($${index + 2}, ${name})`)} WHERE id = $1`,
);

const app = express();
app.set("etag", false);
app.use(express.json());
app.use(
	middleware({
		apiSpec: JSON.parse(readFileSync(spec, "utf8")),
		validateRequests: true,
		validateSecurity: false,
		validateFormats: false,
	}),
);
app.use((request, response, next) => {
	const started = performance.now();
	response.on("finish", () => {
		const { method, url } = request;
		const line = { time: Date.now(), method, url, status: response.statusCode, duration: performance.now() - started };
		process.stderr.write(`${JSON.stringify(line)}\n`);
	});
	next();
});
app.use(async (request, response, next) => {
	response.set("cache-control", "no-cache");
	if (await isKnown(request.headers)) next();
	else response.status(401).json([]);
});
app.get(`${BASE}/CustomerGroups`, async (request, response) => {
	const { limit, offset } = request.query;
	response.json((await page(limit, Math.max(1, offset) - 1)).map(group));
});
app.get(`${BASE}/CustomerGroups/:id`, async (request, response) => {
	response.json((await one(Number(request.params.id))).map(group));
});
app.post(`${BASE}/CustomerGroups`, async (request, response) => {
	const [{ id }] = await insert(...columns(request.body));
	response.status(201).json(result(id, 201, CREATED));
});
app.put(`${BASE}/CustomerGroups/:id`, async (request, response) => {
	const id = Number(request.params.id);
	await update(id, ...columns(request.body));
	response.json(result(id, 200, UPDATED));
});
// Four parameters make it Express's error handler.
app.use((error, _request, response, _next) => response.status(error.status ?? 500).json([{ Message: error.message }]));

announce(createServer(app));
