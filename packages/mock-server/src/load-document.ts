import { bundle, createConfig } from "@redocly/openapi-core";
import { isRecord, METHODS, type MockDocument } from "./document.js";
import { SpecError } from "./errors/spec-error.js";

/**
 * Reads an OpenAPI 3.0 document, from one file or several, and bundles it into one.
 *
 * @param spec path or URL of the document, YAML or JSON
 * @throws {SpecError} when it cannot be read, when a reference leads nowhere, or when there is nothing in it to mock
 */
export async function loadDocument(spec: string): Promise<MockDocument> {
	const document = await bundled(spec);
	if (!isRecord(document) || typeof document.openapi !== "string" || !document.openapi.startsWith("3.0.")) {
		const version = isRecord(document) ? (document.openapi ?? document.swagger) : undefined;
		const found = version === undefined ? "it names no version" : `it says ${JSON.stringify(version)}`;
		throw new SpecError(`${spec} is not an OpenAPI 3.0 document: ${found}.`);
	}
	const paths = isRecord(document.paths) ? Object.values(document.paths) : [];
	if (!paths.some((path) => isRecord(path) && METHODS.some((method) => isRecord(path[method])))) {
		throw new SpecError(`${spec} has no operations; there is nothing to mock.`);
	}
	return document as unknown as MockDocument;
}

async function bundled(spec: string): Promise<unknown> {
	const { bundle: result, problems } = await bundle({ ref: spec, config: await createConfig({}) }).catch((error) => {
		const reason = firstLine(error);
		const isOther = /^Unsupported specification|^Document must be/.test(reason);
		const what = isOther ? "is not an OpenAPI 3.0 document" : "cannot be read";
		throw new SpecError(`${spec} ${what}: ${reason}`, { cause: error });
	});
	const problem = problems.find((found) => found.severity === "error");
	if (problem) {
		const place = problem.location[0];
		const where = place && "pointer" in place ? ` (${place.source.absoluteRef}${place.pointer ?? ""})` : "";
		throw new SpecError(`${spec} cannot be bundled: ${problem.message}${where}`);
	}
	return result.parsed;
}

function firstLine(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return message.split("\n", 1)[0] ?? message;
}
