import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Api, Files } from "./api.js";
import { clientFile } from "./files/client-file.js";
import { codecFiles } from "./files/codec-files.js";
import { defaultsFile } from "./files/defaults-file.js";
import { facadeFile } from "./files/facade-file.js";
import { indexFile } from "./files/index-file.js";
import { modelsFile } from "./files/models-file.js";
import { nodeFile } from "./files/node-file.js";
import { operationsFile } from "./files/operations-file.js";
import { type PackageFacts, packageFiles, type WorkspaceFacts } from "./files/package-files.js";
import { readmeFile } from "./files/readme-file.js";
import { schemasFile } from "./files/schemas-file.js";
import { testingFiles } from "./files/testing-files.js";
import { typeFiles } from "./files/type-files.js";
import { validatorFiles } from "./files/validator-files.js";
import { xsdFiles } from "./files/xsd-files.js";
import { documentFile, loadApi } from "./load-api.js";
import { parentFolders } from "./parent-folders.js";

/**
 * Generates the package of one API in memory. The same document gives the same bytes, on every machine.
 *
 * @param spec the document, or the folder of its `openapi.yaml`, such as `spec/lockers`
 * @param warn takes what is left out of the package, and why
 * @param packageName the name of the package on npm; `@onespec/<api>` unless told
 * @param onPart is told the CPU time of each part
 * @returns the files by their path within the package
 * @throws CodegenError where the document is missing, no OpenAPI document, or contradicts itself in one of our extensions
 * @example (await generatePackage("spec/lockers")).get("src/index.ts")
 */
export async function generatePackage(
	spec: string,
	warn: (text: string) => void = () => {},
	packageName?: string,
	onPart: (part: string, cpuSeconds: number) => void = () => {},
): Promise<Files> {
	const api = await timed("document", () => loadApi(spec, warn, packageName));
	const xsd = await timed("XSDs", () => xsdFiles(api));
	const hasXsd = xsd.size > 0;
	const folder = path.dirname(documentFile(spec));
	const facts = await packageFacts(api, folder);
	const readme = await textOf(path.join(folder, "README.md"));
	return new Map([
		...(await timed("types", () => typeFiles(api))),
		...(await timed("validators", () => validatorFiles(api))),
		...(await timed("operations", () => [
			...modelsFile(api),
			...codecFiles(api),
			...defaultsFile(api),
			...clientFile(api),
			...operationsFile(api),
			...facadeFile(api),
			...schemasFile(api),
			...nodeFile(api),
		])),
		...(await timed("testing", () => testingFiles(api))),
		...indexFile(api),
		...packageFiles(api, facts, hasXsd),
		...(await timed("README", () => readmeFile(api, hasXsd, readme))),
		...xsd,
	]);

	async function timed<Result>(part: string, work: () => Result | Promise<Result>): Promise<Result> {
		const before = process.cpuUsage();
		const result = await work();
		const { user, system } = process.cpuUsage(before);
		onPart(part, (user + system) / 1e6);
		return result;
	}
}

async function packageFacts(api: Api, folder: string): Promise<PackageFacts> {
	const core = await manifestOf(import.meta.resolve("@onespec/client-core"));
	const testing = await manifestOf(import.meta.resolve("@onespec/client-testing"));
	return {
		clientCoreVersion: core.version,
		undici: core.peerDependencies?.undici,
		clientTestingVersion: testing.version,
		msw: testing.peerDependencies?.msw,
		typescript: (await manifestOf(import.meta.resolve("typescript"))).version,
		workspace: await workspaceFacts(api, folder),
		changelog: await textOf(path.join(folder, "CHANGELOG.md")),
	};
}

/** The workspace that a document belongs to: the nearest folder above it in which generated packages have their neighbours. */
async function workspaceFacts(api: Api, folder: string): Promise<WorkspaceFacts | undefined> {
	const root = parentFolders(folder).find((one) => existsSync(path.join(one, "packages/client-core/package.json")));
	if (root === undefined) return undefined;
	const { license, repository } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as Manifest;
	return {
		repository,
		// The workspace's licence is the package's only where both say so.
		license: license === api.model.info.license?.name ? await textOf(path.join(root, "LICENSE")) : undefined,
	};
}

/** The `package.json` above the entry of a package, whose `exports` may not name it. */
async function manifestOf(entry: string): Promise<Manifest> {
	const folder = parentFolders(path.dirname(fileURLToPath(entry))).find((one) =>
		existsSync(path.join(one, "package.json")),
	);
	return JSON.parse(await readFile(path.join(folder ?? "", "package.json"), "utf8")) as Manifest;
}

interface Manifest {
	readonly version: string;
	readonly license?: string;
	readonly repository?: unknown;
	readonly peerDependencies?: Readonly<Record<string, string>>;
}

async function textOf(file: string): Promise<string | undefined> {
	return await readFile(file, "utf8").catch(() => undefined);
}
