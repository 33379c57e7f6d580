import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Api, Files } from "./api.js";
import { bundleSpec } from "./bundle-spec.js";
import { CodegenError } from "./errors/codegen-error.js";
import { checkExtensions } from "./extensions/check-extensions.js";
import { clientFile } from "./files/client-file.js";
import { indexFile } from "./files/index-file.js";
import { packageFiles } from "./files/package-files.js";
import { readmeFile } from "./files/readme-file.js";
import { typeFiles } from "./files/type-files.js";
import { validatorFiles } from "./files/validator-files.js";
import { xsdFiles } from "./files/xsd-files.js";
import { isIdentifier, pascalCase } from "./names.js";

/**
 * Generates the package of one API in memory. The same document gives the same bytes, on every machine.
 *
 * @param specFolder the folder of the API, such as `spec/lockers`; its name is the API's name
 * @returns the files by their path within the package
 * @throws CodegenError where the document is missing, broken, or says what no generator can express
 * @example (await generatePackage("spec/lockers")).get("src/index.ts")
 */
export async function generatePackage(specFolder: string): Promise<Files> {
	const name = path.basename(path.resolve(specFolder));
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || !isIdentifier(pascalCase(name))) {
		throw new CodegenError(
			`"${name}" cannot name an API. Name the folder in lower case, with hyphens: parcel-lockers.`,
		);
	}
	const document = await bundleSpec(specFolder);
	const faults = checkExtensions(document);
	if (faults.length > 0) throw new CodegenError(faults.map(({ place, message }) => `${place}: ${message}`).join("\n"));
	const api: Api = { name, pascalName: pascalCase(name), document };
	const xsd = xsdFiles(api);
	const hasXsd = xsd.size > 0;
	return new Map([
		...(await typeFiles(api)),
		...validatorFiles(api),
		...clientFile(api),
		...indexFile(api),
		...packageFiles(api, await clientCoreVersion(), hasXsd),
		...readmeFile(api, hasXsd),
		...xsd,
	]);
}

async function clientCoreVersion(): Promise<string> {
	const manifest = new URL("../../../packages/client-core/package.json", import.meta.url);
	return (JSON.parse(await readFile(manifest, "utf8")) as { version: string }).version;
}
