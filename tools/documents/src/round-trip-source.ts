import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** The module that calls each generated function once, by the example in its own doc comment. */
export interface RoundTripSource {
	readonly text: string;
	/** The operation whose example stands in a line; the first line is 0. */
	readonly operationAt: ReadonlyMap<number, string>;
	/** The operations that have a function. */
	readonly operations: readonly string[];
}

/**
 * Makes a TypeScript module out of the examples in the doc comments of a generated package: one call for each operation,
 * so that the documentation is compiled and executed with the functions.
 *
 * @param folder the generated package
 * @returns a module to lie beside `src/index.ts`; its function `examples` takes a base URL and options of the client, and gives the calls
 */
export function roundTripSource(folder: string): RoundTripSource {
	const functions = functionsIn(join(folder, "src/generated/operations.ts"));
	const { create, credentials } = factoryIn(join(folder, "src/generated/client.ts"));
	const names = functions.map(({ name }) => name);
	const lines = [
		`import { ${[create, ...names].join(", ")} } from "./index.js";`,
		"export function examples(baseUrl: string, options: object = {}): Record<string, () => Promise<unknown>> {",
		`\tconst client = ${create}({ ...options, baseUrl${credentials === undefined ? "" : `, credentials: ${credentials}`} } as never);`,
		"\treturn {",
	];
	const operationAt = new Map<number, string>();
	for (const { operation, example } of functions) {
		operationAt.set(lines.length, operation);
		// One line each: the compiler's messages are told apart by it.
		lines.push(`\t\t${JSON.stringify(operation)}: async () => { ${example.replaceAll(/\s*\n\s*/g, " ")} },`);
	}
	lines.push("\t};", "}");
	return { text: `${lines.join("\n")}\n`, operationAt, operations: functions.map(({ operation }) => operation) };
}

/** The first function of each operation: what else there is, such as paging, sends the same request. */
function functionsIn(file: string): { name: string; operation: string; example: string }[] {
	const source = parse(file);
	if (source === undefined) return [];
	const ids = new Map<string, string>();
	for (const statement of source.statements) {
		if (!ts.isVariableStatement(statement)) continue;
		for (const { name, initializer } of statement.declarationList.declarations) {
			const id = /\bid: ("(?:[^"\\]|\\.)*")/.exec(initializer?.getText(source) ?? "")?.[1];
			if (id !== undefined) ids.set(name.getText(source), JSON.parse(id) as string);
		}
	}
	const found = new Map<string, { name: string; operation: string; example: string }>();
	for (const statement of source.statements) {
		if (!ts.isFunctionDeclaration(statement) || statement.name === undefined) continue;
		const name = statement.name.text;
		const used = [...(statement.body?.getText(source).matchAll(/[\w$]+/g) ?? [])].map(([word]) => word);
		const operation = used.map((word) => ids.get(word)).find((id) => id !== undefined);
		const tag = ts.getJSDocTags(statement).find(({ tagName }) => tagName.text === "example");
		if (operation === undefined || tag === undefined || found.has(operation)) continue;
		const example = exampleOf(tag);
		found.set(operation, { name, operation, example });
	}
	return [...found.values()];
}

/** From the text itself: the parser of doc comments takes a `@` in a string for the next tag. */
function exampleOf(tag: ts.JSDocTag): string {
	const comment = tag.parent.getText();
	return (
		comment
			// At the beginning of a line; an address such as ann@example.com has the same letters.
			.replace(/^[\s\S]*?\n\s*\* @example /, "")
			.replace(/\*\/$/, "")
			.replaceAll(/^\s*\* ?/gm, "")
			.replaceAll("*\\/", "*/")
			.trim()
	);
}

function factoryIn(file: string): { create: string; credentials: string | undefined } {
	const source = parse(file);
	const functions = source?.statements.filter(ts.isFunctionDeclaration) ?? [];
	const create = functions.map(({ name }) => name?.text ?? "").find((name) => /^create.*Api$/.test(name));
	const credentials = source?.statements
		.filter(ts.isInterfaceDeclaration)
		.find(({ name }) => name.text.endsWith("Credentials"));
	return {
		create: create ?? "createApi",
		credentials: credentials === undefined ? undefined : JSON.stringify(membersOf(credentials.members)),
	};
}

/** Made-up credentials of the shape that the generated client asks for. */
function membersOf(members: ts.NodeArray<ts.TypeElement>): Record<string, unknown> {
	return Object.fromEntries(
		members.flatMap((member) => {
			if (!ts.isPropertySignature(member) || member.type === undefined) return [];
			const name = ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
			const types: readonly ts.TypeNode[] = ts.isUnionTypeNode(member.type) ? member.type.types : [member.type];
			const literal = types.find(ts.isTypeLiteralNode);
			return [[name, literal === undefined ? credential(name) : membersOf(literal.members)]];
		}),
	);
}

function credential(name: string): string {
	return /url/i.test(name) ? "https://mock.test" : "mock";
}

function parse(file: string): ts.SourceFile | undefined {
	try {
		return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
	} catch {
		return undefined;
	}
}
