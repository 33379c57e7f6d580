// This API with something else than it is served with, which is no setting of the service, only a measure of what it
// costs or brings: SQLite's synchronous=NORMAL, which loses acknowledged writes when the machine fails, or no memory of
// what was read.
import { pathToFileURL } from "node:url";
import { BASE } from "./groups.mjs";

const [root, file, variant] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(`${root}/apps/api/dist/${path}.js`).href);
const { createServer } = await load("http/server");
const { createLog, gatherLines } = await load("management/logging");
const { openDatabase } = await load("data/sqlite/file");
const { openSqlite } = await load("data/sqlite/sqlite-database");

const options = {
	"synchronous=NORMAL": {
		open: (path) => {
			const database = openDatabase(path);
			database.pragma("synchronous = NORMAL");
			return database;
		},
	},
	uncached: { readCache: 0 },
}[variant];
const data = openSqlite(file, options);
const server = createServer({ data, log: createLog({ level: "info", stream: gatherLines(process.stderr) }) });
await server.listen({ host: "127.0.0.1", port: 0 });
console.log(`listening on http://127.0.0.1:${server.server.address().port}${BASE}`);
