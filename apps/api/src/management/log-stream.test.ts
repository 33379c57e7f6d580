import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { gatherLines } from "./logging.js";

const module = new URL("../../dist/management/logging.js", import.meta.url).href;

const pieces: string[] = [];
const stream = gatherLines({ write: (piece) => pieces.push(piece) });

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

it("writes what writing each line at once writes, in fewer pieces", () => {
	fc.assert(
		fc.property(fc.array(fc.array(fc.string(), { maxLength: 5 }), { maxLength: 5 }), (bursts) => {
			pieces.length = 0;
			for (const lines of bursts) {
				for (const line of lines) stream.write(`${line}\n`);
				vi.advanceTimersByTime(10);
			}
			expect(pieces).toEqual(bursts.filter((lines) => lines.length > 0).map((lines) => `${lines.join("\n")}\n`));
		}),
	);
});

it("does not gather without end", () => {
	pieces.length = 0;
	const line = `${"x".repeat(999)}\n`;
	for (let count = 0; count < 100; count++) stream.write(line);
	expect(pieces.length).toBeGreaterThan(2);
	vi.advanceTimersByTime(10);
	expect(pieces.join("")).toBe(line.repeat(100));
});

it.each([
	["exits", "process.exit(0)"],
	["comes to its end", ""],
	["fails", "throw new Error('the end')"],
])("has written every line when the process %s", (_, end) => {
	const lines = Array.from({ length: 5000 }, (_, number) => `a line as long as those of the service: ${number}\n`);
	const program = `
		import { gatherLines } from ${JSON.stringify(module)};
		const stream = gatherLines(process.stderr);
		for (const line of ${JSON.stringify(lines)}) stream.write(line);
		${end}`;
	// More than a pipe holds at once: what is written last has to wait for the reader.
	const { stderr } = spawnSync(process.execPath, ["--input-type=module"], { input: program, encoding: "utf8" });
	expect(stderr.includes(lines.join(""))).toBe(true);
});
