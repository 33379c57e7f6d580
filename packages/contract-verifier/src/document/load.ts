import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { bundle, createConfig } from "@redocly/openapi-core";
import { DocumentError } from "./document-error.js";
import type { OpenApiDocument } from "./types.js";

/** A document that has to come over the network may take so long. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Reads an OpenAPI document, YAML or JSON, in one file or many, and bundles it into one; internal references are kept.
 *
 * @param spec a path or a URL.
 * @throws DocumentError that names the file, the place and the remedy: for a file that is missing or cannot be parsed,
 *   for a reference that leads nowhere, for anything but OpenAPI 3.0.
 * @example
 * const document = await loadDocument("spec/lockers/openapi.yaml");
 */
export async function loadDocument(spec: string): Promise<OpenApiDocument> {
	const isUrl = /^https?:\/\//i.test(spec);
	if (!isUrl && !existsSync(spec)) throw new DocumentError(`${spec}: there is no such file; check the path.`);
	let parsed: unknown;
	let problems: Awaited<ReturnType<typeof bundle>>["problems"];
	try {
		const reading = bundle({ ref: spec, config: await createConfig({}) });
		const result = isUrl ? await Promise.race([reading, tooLate()]) : await reading;
		parsed = result.bundle.parsed;
		problems = result.problems;
	} catch (error) {
		throw new DocumentError(
			`${spec}: ${(error as Error).message.trim().replace(/\.?$/, ".")} Mend the file and run again.`,
			{
				cause: error,
			},
		);
	}
	const problem = problems.find((one) => one.severity === "error");
	if (problem) {
		const location = problem.location[0];
		const place = location === undefined ? "" : ` ${location.pointer ?? "#/"}`;
		const file = location?.source.absoluteRef ?? spec;
		throw new DocumentError(`${file}${place}: ${problem.message} Mend it there and run again.`);
	}
	// A copy, because YAML aliases make shared objects; the copy has each place for itself.
	return checkVersion(JSON.parse(JSON.stringify(parsed)), spec);
}

async function tooLate(): Promise<never> {
	await setTimeout(LONGEST_WAIT_MS, undefined, { ref: false });
	throw new Error(`did not come within ${LONGEST_WAIT_MS / 1000} s`);
}

/** @throws DocumentError for anything but OpenAPI 3.0. */
export function checkVersion(parsed: unknown, name: string): OpenApiDocument {
	const version = (parsed as { openapi?: unknown } | null)?.openapi;
	if (typeof version !== "string" || !/^3\.0\.\d+$/.test(version)) {
		const found = version === undefined ? "no openapi member" : `openapi ${String(version)}`;
		throw new DocumentError(`${name} #/openapi: has ${found}; only OpenAPI 3.0 can be verified: state 3.0.3.`);
	}
	const document = parsed as OpenApiDocument;
	if (typeof document.paths !== "object" || document.paths === null) {
		throw new DocumentError(`${name} #/paths: is missing; describe at least one operation.`);
	}
	return document;
}
