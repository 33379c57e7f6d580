/**
 * Judges services for the test, as a process of its own: the verifier is a tool beside this app and none of its
 * dependencies, so it is found by the folder that the test names. Gets `{ mode, options }`, sends what is wrong.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , verifier = ""] = process.argv;
const load = (file) => import(pathToFileURL(join(verifier, "dist", file)).href);
const [{ verify, cellsOf, loadDocument }, { runSequences }, { kindsOf }] = await Promise.all([
	load("index.js"),
	load("properties/index.js"),
	load("mutation.js"),
]);

const modes = {
	async describe({ spec, scenarios }) {
		const document = await loadDocument(spec);
		return { cells: cellsOf(document).map(({ id }) => id), kinds: await kindsOf(document, scenarios) };
	},
	/** General responses are left out: faults are planted in cells. */
	async matrix({ spec, ...options }) {
		const { "x-general-responses": _, ...document } = await loadDocument(spec);
		const { cells } = await verify({ ...options, spec: document, target: "live" });
		const red = cells.filter(({ outcome }) => outcome !== "passed");
		return { red: red.map(({ cell, transactions }) => [cell.id, transactions.flatMap(({ reasons }) => reasons)]) };
	},
	async sequences(options) {
		const { open, failure } = await runSequences({ ...options, seed: 1, sequences: 50, shrinks: 0 });
		return { reason: open ?? failure?.reason };
	},
};

process.on("message", async ({ mode, options }) => {
	try {
		process.send({ result: await modes[mode](options) });
	} catch (error) {
		process.send({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
	}
});
process.once("disconnect", () => process.exit());
