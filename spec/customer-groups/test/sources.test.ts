import { expect, test } from "vitest";
import { readText } from "./spec.js";
import { checkTraces, tracesOf } from "./traces.js";

const sources = readText("SOURCES.md");

test("every statement of the documents has a place in the spec and a test that shows it", () => {
	expect(checkTraces(sources)).toEqual([]);
});

test("the three documents are traced, and decisions beside them", () => {
	const count = (name: string) => tracesOf(sources).filter((trace) => trace.id.startsWith(`${name}-`)).length;
	expect(sources).toMatch(/^\| D1 \| 1168 \|/m);
	expect(sources).toMatch(/^\| D2 \| 1071 \|/m);
	expect(sources).toMatch(/^\| D3 \| 228 \|/m);
	for (const name of ["D1", "D2", "D3", "DEC"]) expect(count(name), name).toBeGreaterThan(30);
});

/** A text in the form of SOURCES.md, small enough to break at one place. */
const sound = `
| Document | Total lines | What it is |
| --- | --- | --- |
| D1 | 4 | A guide |

| Id | Lines | Statement | Place | Test |
| --- | --- | --- | --- | --- |
| D1-001 | 1-2 | A heading \\| a line | \`#/paths/~1CustomerGroups/get/parameters/0/name\` | \`test/cells.test.ts › the document has these 300 cells and no other\` |
| D1-002 | 3-4 | A sample | \`samples/index.yaml\`<br>\`scenarios.yaml#/causes/token-wrong\` | \`test/cells.test.ts › $operation has its $cells cells of $statuses\` |
| D1-003 | 4 | The same | \`D1-002\` | as there |

| Id | Open point | Decision | Reason | Confidence | Place | Test |
| --- | --- | --- | --- | --- | --- | --- |
| DEC-001 | What? | This. | That. | low | \`#/info\` | \`test/cells.test.ts › the causes of all cells make 620 transactions\` |
`;

test("a sound text has no faults", () => {
	expect(checkTraces(sound)).toEqual([]);
	expect(tracesOf(sound).map((trace) => trace.id)).toEqual(["D1-001", "D1-002", "D1-003", "DEC-001"]);
});

test.each([
	[
		"a pointer that leads nowhere",
		"parameters/0/name",
		"parameters/9/name",
		"D1-001: #/paths/~1CustomerGroups/get/parameters/9/name leads nowhere.",
	],
	["a scenario that is gone", "token-wrong", "token-old", "D1-002: scenarios.yaml#/causes/token-old leads nowhere."],
	["a file that is gone", "samples/index.yaml", "samples/none.http", "D1-002: samples/none.http leads nowhere."],
	["a row that is gone", "`D1-002` |", "`D1-009` |", "D1-003: D1-009 leads nowhere."],
	["no place", "`#/info`", "-", "DEC-001 has no place."],
	[
		"a test that is gone",
		"these 300 cells",
		"those 300 cells",
		"D1-001: there is no test test/cells.test.ts › the document has those 300 cells and no other.",
	],
	[
		"a test file that is gone",
		"test/cells.test.ts › the causes",
		"test/none.test.ts › the causes",
		"DEC-001: there is no test test/none.test.ts › the causes of all cells make 620 transactions.",
	],
	["no test", /`test\/cells.test.ts › the causes.*`/, "none yet", "DEC-001 has no test."],
	[
		"a test taken over from a row without one",
		"`D1-002` | as",
		"`#/info` | as",
		"D1-003 takes over the tests of rows that have none.",
	],
	[
		"rows that take over each other's tests",
		"`D1-002` | as",
		"`D1-003` | as",
		"D1-003 takes over the tests of rows that have none.",
	],
	[
		"a group of tests in place of a test",
		"test/cells.test.ts › the causes of all cells make 620 transactions",
		"test/decisions.test.ts › access",
		"DEC-001: there is no test test/decisions.test.ts › access.",
	],
	["a gap", "| 3-4 |", "| 4 |", "D1: nothing traces lines 3 to 3."],
	["an end that is not covered", "| D1 | 4 |", "| D1 | 6 |", "D1: nothing traces lines 5 to 6."],
	["a document without a number of lines", "| D1 | 4 |", "| D1 | all |", "D1: nothing traces lines 5 to NaN."],
	["a line that the document does not have", "| 3-4 |", "| 3-5 |", "D1-002: 3-5 are no lines of D1."],
	["an id twice", "| D1-003 |", "| D1-002 |", "D1-002 is the id of two rows."],
	[
		"a decision without confidence",
		"| low |",
		"| sure |",
		"DEC-001 has neither lines nor a confidence of high, medium or low.",
	],
] as const)("the check notices %s", (_fault, from, to, sentence) => {
	const broken = sound.replace(from, to);
	expect(broken).not.toBe(sound);
	expect(checkTraces(broken)).toContain(sentence);
});

test("the check notices a fault in SOURCES.md itself", () => {
	const [first] = tracesOf(sources);
	const broken = sources.replace(`| ${first?.id} |`, "| D1-000 |").replaceAll("#/servers", "#/hosts");
	expect(checkTraces(broken).some((sentence) => sentence.endsWith("#/hosts/0/url leads nowhere."))).toBe(true);
});
