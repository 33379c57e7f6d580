// This API with SQLite's synchronous=NORMAL, which loses acknowledged writes when the machine fails: no setting of the
// service, only a measure of what durability costs.
import { pathToFileURL } from "node:url";
import { BASE } from "./groups.mjs";

const [root, file] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(`${root}/apps/api/dist/${path}.js`).href);
const { createServer } = await load("server");
const { openDatabase } = await load("store/sqlite/open-database");
const { openSqliteStore } = await load("store/sqlite/sqlite-store");

const open = (path) => {
	const database = openDatabase(path);
	database.pragma("synchronous = NORMAL");
	return database;
};
const data = openSqliteStore(file, { open });
const server = createServer({ data, logger: { level: "info", stream: { write() {} } } });
await server.listen({ host: "127.0.0.1", port: 0 });
console.log(`listening on http://127.0.0.1:${server.server.address().port}${BASE}`);
