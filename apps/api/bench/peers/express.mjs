// Express with express-openapi-validator and SQLite: what many teams would put together first.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import express from "express";
import { middleware } from "express-openapi-validator";
import { columns, credentialsCheck, group, MEMBERS, openDatabase } from "./database.mjs";
import { announce, BASE, CREATED, result, UPDATED } from "./groups.mjs";

const [size, file, spec] = process.argv.slice(2);
const database = openDatabase(file, Number(size));
const isKnown = credentialsCheck(database);
const page = database.prepare("SELECT * FROM groups ORDER BY id LIMIT ? OFFSET ?");
const one = database.prepare("SELECT * FROM groups WHERE id = ?");
const insert = database.prepare(
	`INSERT INTO groups (${MEMBERS.join(", ")}) VALUES (${MEMBERS.map(() => "?").join(", ")})`,
);
const update = database.prepare(
	`UPDATE groups SET ${MEMBERS.map((member) => `${member} = COALESCE(?, ${member})`).join(", ")} WHERE id = ?`,
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
	response.set("cache-control", "no-cache");
	if (isKnown(request.headers)) next();
	else response.status(401).json([]);
});
app.get(`${BASE}/CustomerGroups`, (request, response) => {
	const { limit, offset } = request.query;
	response.json(page.all([limit, Math.max(1, offset) - 1]).map(group));
});
app.get(`${BASE}/CustomerGroups/:id`, (request, response) => {
	response.json([group(one.get([Number(request.params.id)]))]);
});
app.post(`${BASE}/CustomerGroups`, (request, response) => {
	const { lastInsertRowid } = insert.run(columns(request.body));
	response.status(201).json(result(lastInsertRowid, 201, CREATED));
});
app.put(`${BASE}/CustomerGroups/:id`, (request, response) => {
	const id = Number(request.params.id);
	update.run([...columns(request.body), id]);
	response.json(result(id, 200, UPDATED));
});
// Four parameters make it Express's error handler.
app.use((error, _request, response, _next) => response.status(error.status ?? 500).json([{ Message: error.message }]));

announce(createServer(app));
