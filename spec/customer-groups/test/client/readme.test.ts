import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createGroups } from "@onespec/customer-groups/groups";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "../spec.js";
import { type Service, startLive } from "./support/live.js";

const readme = readFileSync(join(repositoryRoot, "packages/customer-groups/README.md"), "utf8");
const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, text = ""]) => text);

/** The two blocks that the others build upon: the client, and what `fetch` needs. */
const shared = blocks.filter((block) => /^const (options|url) = /m.test(block));
const samples = blocks.filter((block) => !shared.includes(block));

/** The README as one module: its samples one after the other, each in a scope of its own. */
function program(service: Service): string {
	const imports = new Set<string>();
	const bodyOf = (block: string) =>
		block.replaceAll(/^import .*;\n/gm, (line) => {
			imports.add(line);
			return "";
		});
	const { secureURL, privateKey, token } = service.credentials();
	const values = new Map(Object.entries({ secureURL, privateKey, token }));
	for (const [name, value] of [...values]) values.set(name.charAt(0).toUpperCase() + name.slice(1), value);
	const own = shared
		.map(bodyOf)
		.join("\n")
		.replaceAll(/"http:\/\/127\.0\.0\.1:3000[^"]*"/g, JSON.stringify(service.url))
		.replaceAll(/(\w+): "…"/g, (_, name: string) => `${name}: ${JSON.stringify(values.get(name))}`);
	expect(own).not.toContain("…");
	const scopes = samples.map((sample) => `{\n${bodyOf(sample)}\nsample();\n}`);
	return `${[...imports].join("")}
let ran = 0;
const sample = () => { ran += 1; };
${own}
${scopes.join("\n")}
console.log(\`samples: \${ran}\`);
`;
}

describe("the README of the package", () => {
	let live: Service;
	const folder = mkdtempSync(join(tmpdir(), "client-readme-"));
	beforeAll(async () => {
		live = await startLive();
		const groups = createGroups({ baseUrl: live.url, credentials: live.credentials() });
		for (const Name of ["Retail", "Wholesale", "Staff"]) await groups.create({ Name });
		mkdirSync(join(folder, "src"));
		symlinkSync(join(repositoryRoot, "node_modules"), join(folder, "node_modules"), "junction");
		writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
		writeFileSync(join(folder, "src/readme.ts"), program(live));
	});
	afterAll(async () => {
		await live?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	it("shows each trap with fetch alone and with the package", () => {
		const titles = [...readme.matchAll(/^### (.*)\n[\s\S]*?```ts\n\/\/ fetch\n[\s\S]*?```\n\n```ts\n/gm)].map(
			([, title]) => title,
		);
		expect(titles).toEqual([
			"An empty list",
			"A missing item",
			"Pages",
			"One item",
			"A write of many",
			"Why it failed",
			"The throttle",
			"`SecureURL`",
			"Numbers",
		]);
	});

	it("has samples that compile, and run against a live service", async () => {
		const file = join(folder, "src/readme.ts");
		const { config } = ts.readConfigFile(join(repositoryRoot, "tsconfig.base.json"), ts.sys.readFile);
		const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
		const compiled = ts.createProgram([file], { ...options, composite: false, incremental: false, outDir: folder });
		const found = [...ts.getPreEmitDiagnostics(compiled), ...compiled.emit().diagnostics];
		expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
		const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "readme.js")]);
		expect(stdout).toContain(`samples: ${samples.length}\n`);
		expect(stdout).toContain("Name is missing");
	}, 60_000);
});
