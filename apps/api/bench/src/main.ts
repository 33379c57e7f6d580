import { parseArgs } from "node:util";
import { benchApi, PARTS } from "./api/index.js";
import { benchClient } from "./client/index.js";

const help = `
npm run bench -- api [--rounds N] [--only PARTS]
npm run bench -- client [--rounds N]

api measures the live service beside raw node:http, framework stacks and mocks, interleaved in one run, and fails where a
figure misses its aim. A run of all parts writes docs/benchmarks/api.md, api.json and api-scale.svg.
client measures the client package beside fetch, undici, openapi-fetch, axios and ky, and writes docs/benchmarks/client.md
and client.json.

  --rounds N     rounds that count, after one that warms up (default 7)
  --only PARTS   of ${Object.keys(PARTS).join(", ")}; nothing is written then
`;

const { values, positionals } = parseArgs({
	args: process.argv.slice(3),
	allowPositionals: true,
	options: {
		rounds: { type: "string", default: "7" },
		only: { type: "string", default: "" },
		help: { type: "boolean", default: false },
	},
});
const root = process.argv[2] ?? ".";
const only = values.only === "" ? [] : values.only.split(",").map((name) => name.trim());
const unknown = only.find((name) => !(name in PARTS));

const rounds = Number(values.rounds);
const [what = "", ...more] = positionals;

if (values.help) console.log(help.trim());
else if (
	!["api", "client"].includes(what) ||
	more.length > 0 ||
	unknown !== undefined ||
	!(rounds >= 1 && rounds <= 100)
) {
	console.error(unknown ? `There is no part "${unknown}".\n${help}` : help);
	process.exitCode = 2;
} else {
	const met = what === "api" ? await benchApi({ root, rounds, only }) : await benchClient({ root, rounds });
	// Not process.exitCode: what starts PostgreSQL hooks into the end of the process, and ends it with 0.
	process.exit(met ? 0 : 1);
}
