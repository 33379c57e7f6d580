import { writeFile } from "node:fs/promises";
import path from "node:path";
import { build, type Rolldown } from "vite";
import { expect, it } from "vitest";
import { generatePackage } from "../src/generate.js";
import { writePackage } from "../src/write-package.js";
import { temporaryWorkspace } from "./fixtures.js";

/** An API whose operations have nothing in common: bodies, parameters, scopes. */
function documentOf(operations: number): string {
	const names = Array.from({ length: operations }, (_, index) => `thing${index}`);
	const paths = names.map((name) => [
		`/${name}/{id}`,
		{
			put: {
				operationId: `put-${name}`,
				security: [{ oauth: [`${name}:write`] }],
				parameters: [
					{ name: "id", in: "path", required: true, schema: { type: "integer" } },
					{ name, in: "query", style: "deepObject", schema: { $ref: `#/components/schemas/${name}` } },
				],
				requestBody: { content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } },
				responses: { "204": { description: "Done." } },
			},
		},
	]);
	return JSON.stringify({
		openapi: "3.1.0",
		info: { title: "Things", version: "1.0.0" },
		security: [{ oauth: [] }],
		paths: Object.fromEntries(paths),
		components: {
			securitySchemes: {
				oauth: {
					type: "oauth2",
					flows: { clientCredentials: { tokenUrl: "https://things.example/token", scopes: {} } },
				},
			},
			schemas: Object.fromEntries(
				names.map((name) => [name, { type: "object", properties: { [name]: { type: "string", maxLength: 9 } } }]),
			),
		},
	});
}

it("one operation costs a bundle the same, however many others there are", async () => {
	await using workspace = await temporaryWorkspace();
	const bytesOf = async (operations: number): Promise<number> => {
		await workspace.write("spec/things/openapi.json", documentOf(operations));
		const folder = path.join(workspace.folder, `packages/things${operations}`);
		await writePackage(await generatePackage(path.join(workspace.folder, "spec/things")), folder);
		const entry = path.join(folder, "src/one.ts");
		await writeFile(entry, 'export { createThingsApi, putThing1 } from "./index.js";\n');
		const result = await build({
			root: folder,
			configFile: false,
			logLevel: "silent",
			build: { write: false, lib: { entry, formats: ["es"] }, rolldownOptions: { output: { minify: true } } },
		});
		const [{ output } = { output: [] }] = [result].flat() as Rolldown.RolldownOutput[];
		const first = [...output].find((one) => one.type === "chunk" && one.isEntry) as Rolldown.OutputChunk;
		expect(first.code).toContain("thing1:write");
		return first.code.length;
	};
	expect(await bytesOf(200)).toBeLessThan((await bytesOf(2)) + 100);
});
