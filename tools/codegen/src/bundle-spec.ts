import { access } from "node:fs/promises";
import path from "node:path";
import { bundle, createConfig, getLineColLocation, type NormalizedProblem } from "@redocly/openapi-core";
import { CodegenError } from "./errors/codegen-error.js";
import { LocalResolver } from "./local-resolver.js";
import type { OpenApiDocument } from "./openapi.js";

/**
 * Reads `openapi.yaml` of a spec folder, and the files that it refers to, as one document.
 *
 * @param specFolder the folder of the API, such as `spec/lockers`
 * @returns the document; references within it are kept, YAML anchors are spelled out
 * @throws CodegenError where the file is missing, cannot be parsed, refers to nothing, or is no OpenAPI 3.0
 * @example const document = await bundleSpec("spec/lockers");
 */
export async function bundleSpec(specFolder: string): Promise<OpenApiDocument> {
	const file = path.join(specFolder, "openapi.yaml");
	try {
		await access(file);
	} catch {
		throw new CodegenError(`There is no ${file}. Name a folder that has an openapi.yaml, with --spec spec/<api>.`);
	}
	const result = await parse(file);
	const errors = result.problems.filter(({ severity }) => severity === "error");
	if (errors.length > 0) throw new CodegenError(errors.map(place).join("\n"));
	// Through JSON, so that what YAML anchors share is no longer shared: a change at one place must not show at another.
	const document = JSON.parse(JSON.stringify(result.bundle.parsed)) as OpenApiDocument;
	if (!/^3\.0\.\d+$/.test(document.openapi)) {
		throw new CodegenError(`${file}: "openapi" is ${JSON.stringify(document.openapi)}, but only 3.0.x is read.`);
	}
	const outside = outsideReference(document);
	if (outside !== undefined) {
		// Within extensions, redocly leaves references to other files as they are.
		throw new CodegenError(`${file} refers to ${outside} where only references within the document are followed.`);
	}
	return document;
}

async function parse(file: string) {
	try {
		return await bundle({
			ref: file,
			config: await createConfig({ telemetry: "off" }),
			externalRefResolver: new LocalResolver(),
		});
	} catch (error) {
		// YamlParseError, ResolveError and what a file without "openapi" gives; the messages name the place.
		throw new CodegenError(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
	}
}

function place(problem: NormalizedProblem): string {
	const [location] = problem.location;
	if (location === undefined) return problem.message;
	const { start } = getLineColLocation(location);
	return `${path.relative("", location.source.absoluteRef)}:${start.line}:${start.col}: ${problem.message}`;
}

function outsideReference(value: unknown): string | undefined {
	if (typeof value !== "object" || value === null) return undefined;
	if ("$ref" in value && typeof value.$ref === "string" && !value.$ref.startsWith("#/")) return value.$ref;
	for (const child of Object.values(value)) {
		const found = outsideReference(child);
		if (found !== undefined) return found;
	}
	return undefined;
}
