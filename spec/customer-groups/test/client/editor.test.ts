import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { repositoryRoot } from "../spec.js";

/** What an editor shows where the mark `<>` stands, as TypeScript's language service tells it. */
function shown(source: string): string {
	const file = join(repositoryRoot, "spec/customer-groups/test/client/in-the-editor.ts");
	const position = source.indexOf("<>");
	const text = source.replace("<>", "");
	const { config } = ts.readConfigFile(join(repositoryRoot, "tsconfig.base.json"), ts.sys.readFile);
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repositoryRoot);
	const service = ts.createLanguageService({
		getCompilationSettings: () => options,
		getScriptFileNames: () => [file],
		getScriptVersion: () => "1",
		getScriptSnapshot: (name) => {
			const content = name === file ? text : ts.sys.readFile(name);
			return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
		},
		getCurrentDirectory: () => repositoryRoot,
		getDefaultLibFileName: ts.getDefaultLibFilePath,
		fileExists: (name) => name === file || ts.sys.fileExists(name),
		readFile: ts.sys.readFile,
		directoryExists: ts.sys.directoryExists,
	});
	const info = service.getQuickInfoAtPosition(file, position);
	if (info === undefined) throw new Error("The editor shows nothing.");
	const tags = (info.tags ?? []).map(({ name, text: parts }) => `@${name} ${ts.displayPartsToString(parts)}`.trim());
	return [ts.displayPartsToString(info.displayParts), ts.displayPartsToString(info.documentation), ...tags].join("\n");
}

const head = `import { createGroups } from "@onespec/customer-groups/groups";
import { getCustomerGroup, createCustomerGroupsApi, type CustomerGroup } from "@onespec/customer-groups";
declare const options: Parameters<typeof createGroups>[0];
const groups = createGroups(options);
`;

describe("an editor shows", () => {
	it("of a function what the document says of the operation, its parameters and an example", () => {
		const text = shown(`${head}<>getCustomerGroup;`);
		expect(text).toContain("Retrieve a specific Customer Group by id.");
		expect(text).toContain("@param id The ID of the Customer Group");
		expect(text).toContain("@example const group = await getCustomerGroup(client, 1);");
		expect(text).toContain("@throws NotFoundError");
	});

	it("of a method the same", () => {
		const text = shown(`${head}groups.<>updateMany([]);`);
		expect(text).toContain("Update a list of Customer Groups.");
		expect(text).toContain("200 where all succeeded, 206 where some failed");
	});

	it("of a member what it means and what it allows", () => {
		const text = shown(`${head}declare const group: CustomerGroup;\ngroup.<>Name;`);
		expect(text).toContain("The name of the group.");
		expect(text).toContain("@maxLength 150");
	});

	it("of a parameter its bounds and its default", () => {
		const text = shown(`${head}groups.list({ <>limit: 5 });`);
		expect(text).toContain("Maximum number of items that can be returned.");
		for (const tag of ["@minimum 1", "@maximum 500", "@default 10", "@example 10"]) expect(text).toContain(tag);
	});
});
