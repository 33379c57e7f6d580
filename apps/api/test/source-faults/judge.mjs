/**
 * Verifies one service and prints what is wrong with it, as JSON. A process of its own, for the verifier is a tool beside
 * this app and none of its dependencies: the test names its folder.
 *
 * Arguments: the verifier's folder, `matrix` or `sequences`, and the options of the run.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readModel } from "@onespec/openapi-document";

const [, , verifier = "", mode, options = "{}"] = process.argv;
const load = (file) => import(pathToFileURL(join(verifier, "dist", file)).href);

/** General responses are left out: the faults are planted in cells. */
async function matrix({ spec, ...rest }) {
	const { verify } = await load("index.js");
	const document = { ...readModel(JSON.parse(readFileSync(spec, "utf8"))), generalResponses: [] };
	const { cells } = await verify({ ...rest, spec: document, target: "live" });
	return cells.map(({ cell, outcome, transactions }) => ({
		cell: cell.id,
		outcome,
		reasons: transactions.flatMap(({ reasons }) => reasons),
	}));
}

async function sequences(about) {
	const { runSequences } = await load("properties/index.js");
	const { open, failure } = await runSequences({ ...about, seed: 1, sequences: 50, shrinks: 0 });
	return open ?? failure?.reason ?? null;
}

process.stdout.write(JSON.stringify(await { matrix, sequences }[mode](JSON.parse(options))));
