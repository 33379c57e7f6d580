import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { expect, it } from "vitest";
import { gatherLines } from "./log-stream.js";

it("writes what writing each line at once writes, in fewer pieces", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.array(fc.string(), { maxLength: 5 }), { maxLength: 5 }), async (turns) => {
			const pieces: string[] = [];
			const stream = gatherLines({ write: (piece) => pieces.push(piece) });
			for (const lines of turns) {
				for (const line of lines) stream.write(`${line}\n`);
				await nextTurn();
			}
			expect(pieces).toEqual(turns.filter((lines) => lines.length > 0).map((lines) => `${lines.join("\n")}\n`));
		}),
		{ numRuns: 30 },
	);
});
