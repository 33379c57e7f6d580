import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse, stringify } from "yaml";

/** An answer that a server must not give; what is absent is as the mock has it. */
export interface WrongAnswer {
	/** Which answers are replaced: those of success by default, or all. */
	readonly of?: "any";
	readonly status?: number;
	readonly type?: string;
	readonly body?: unknown;
	readonly text?: string;
	/** A header that is taken away. */
	readonly without?: string;
}

/** A small document of one idea. */
export interface Kind {
	readonly name: string;
	/** The files of its folder; `openapi.yaml` is the document. */
	readonly files: ReadonlyMap<string, string>;
	readonly wrong: WrongAnswer;
	/** What the first request of a generated function looks like, as a regular expression. */
	readonly sends: string | undefined;
	/** Why the generated functions must fail, as a regular expression; by default they must not. */
	readonly fails: string | undefined;
	/** The operations that must go through while the others must not; all of them where it is absent. */
	readonly handled: readonly string[] | undefined;
	/** The operations that have a function; those that are handled where it is absent. */
	readonly functions: readonly string[] | undefined;
	/** How many cells the document has. */
	readonly cells: number | undefined;
}

interface Written {
	wrong?: WrongAnswer;
	sends?: string;
	fails?: string;
	cells?: number;
	handled?: string[];
	functions?: string[];
	text?: string;
	files?: Record<string, string>;
	[member: string]: unknown;
}

const folder = join(import.meta.dirname, "kinds");

/** Reads the small documents; what each file leaves out is the same for all of them. */
export function readKinds(): Kind[] {
	const names = readdirSync(folder).filter((name) => name !== "schemas.yaml");
	const written = names.flatMap((name) => Object.entries(read(name).kinds as Record<string, Written>));
	return [...written, ...kindsOfSchemas()].map(([name, kind]) => kindOf(name, kind));
}

function kindOf(
	name: string,
	{ wrong, sends, fails, handled, functions, cells, text, files, ...document }: Written,
): Kind {
	const whole = {
		openapi: "3.0.3",
		info: { title: name, version: "1.0.0" },
		servers: [{ url: "https://kinds.test/v1" }],
		...document,
	};
	return {
		name,
		files: new Map([["openapi.yaml", text ?? yaml(whole)], ...Object.entries(files ?? {})]),
		wrong: wrong ?? { body: { id: "one" } },
		sends,
		fails,
		handled,
		functions,
		cells,
	};
}

/** Without anchors, which are a kind of their own. */
function yaml(document: unknown): string {
	const manyValues = JSON.stringify(Array.from({ length: 300 }, (_, index) => `z${index}`));
	return stringify(document, { aliasDuplicateObjects: false }).replace("enum: manyValues", `enum: ${manyValues}`);
}

function kindsOfSchemas(): [string, Written][] {
	const { schemas, components } = read("schemas.yaml") as {
		schemas: Record<string, Written & { schema: unknown }>;
		components: Record<string, unknown>;
	};
	return Object.entries(schemas).map(([name, { schema, wrong, ...more }]) => {
		const content = { "application/json": { schema } };
		const get = { operationId: "readThing", responses: { "200": { description: "The thing", content } } };
		const document = { ...more, paths: { "/things": { get } }, components: { schemas: components } };
		return [`schema-${name}`, wrong === undefined ? document : { ...document, wrong }];
	});
}

function read(name: string): Record<string, unknown> {
	return parse(readFileSync(join(folder, basename(name)), "utf8")) as Record<string, unknown>;
}
