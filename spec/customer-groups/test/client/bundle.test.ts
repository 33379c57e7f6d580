import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { afterAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "../spec.js";

const folder = mkdtempSync(join(tmpdir(), "client-bundle-"));
symlinkSync(join(repositoryRoot, "node_modules"), join(folder, "node_modules"), "junction");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a bundle for browsers holds: the first file, and those that are loaded when they are needed. */
async function bundle(name: string, source: string): Promise<{ first: string; later: string[] }> {
	const entry = join(folder, `${name}.js`);
	writeFileSync(entry, source);
	const result = await build({
		root: folder,
		configFile: false,
		logLevel: "silent",
		// Vite keeps the line breaks of a library unless its bundler is told so itself.
		build: { write: false, lib: { entry, formats: ["es"] }, rolldownOptions: { output: { minify: true } } },
	});
	const [{ output } = { output: [] }] = [result].flat() as Rolldown.RolldownOutput[];
	const chunks = [...output].filter((one) => one.type === "chunk");
	const first = chunks.find(({ isEntry }) => isEntry)?.code;
	if (first === undefined) throw new Error("There is no entry.");
	return { first, later: chunks.filter(({ isEntry }) => !isEntry).map(({ code }) => code) };
}

function kilobytes(code: string): number {
	return gzipSync(code, { level: 9 }).length / 1000;
}

const six =
	"createCustomerGroup deleteCustomerGroup getCustomerGroup listCustomerGroups updateCustomerGroup updateCustomerGroups";
const all = `${six} countCustomerGroups iterateCustomerGroups pagesOfCustomerGroups`;
const exported = (names: string, module = "@onespec/customer-groups") =>
	`export { ${names.split(" ").join(", ")} } from "${module}";\n`;

describe("a bundle", () => {
	it("has the client and the six operations in 8 kB, without validators and XML", async () => {
		const { first, later } = await bundle("six", exported(`createCustomerGroupsApi ${six}`));
		expect(kilobytes(first)).toBeLessThanOrEqual(8);
		expect(first).not.toContain("ArrayOfCustomerGroup");
		expect(first).not.toContain("additionalProperties");
		expect(later.join()).toContain("ArrayOfCustomerGroup");
	});

	it("has what counts and walks through pages in a kilobyte more", async () => {
		const { first } = await bundle("all", exported(`createCustomerGroupsApi ${all}`));
		expect(kilobytes(first)).toBeLessThanOrEqual(9);
	});

	it("has the one operation that is imported, and none of the others", async () => {
		const one = await bundle("one", exported("createCustomerGroupsApi getCustomerGroup"));
		expect(one.first).toContain("getCustomerGroup");
		for (const other of ["listCustomerGroups", "updateCustomerGroups", "createCustomerGroup", "RepeatedPageError"]) {
			expect(one.first).not.toContain(`"${other}"`);
			expect(one.first).not.toContain(`\`${other}\``);
		}
		const every = await bundle("every", exported(`createCustomerGroupsApi ${all}`));
		expect(kilobytes(one.first)).toBeLessThan(kilobytes(every.first) - 1);
	});

	it("has the one validator that is imported", async () => {
		const { first } = await bundle(
			"validator",
			exported("validateCustomerGroupCount", "@onespec/customer-groups/validators"),
		);
		expect(first).toContain("TotalCount");
		expect(first).not.toContain("RegistrationMessage");
		expect(kilobytes(first)).toBeLessThan(1);
	});

	it("has nothing of Node in it", async () => {
		const { first, later } = await bundle("node-free", exported("createGroups", "@onespec/customer-groups/groups"));
		for (const code of [first, ...later]) expect(code).not.toMatch(/\bfrom\s*["'`]node:|require\(|undici/);
	});
});
