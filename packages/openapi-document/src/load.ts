import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { BaseResolver, NormalizedProblem, Source } from "@redocly/openapi-core";
import { DocumentError } from "./document-error.js";
import type { DocumentModel, DocumentProblem } from "./model.js";
import { valueAt } from "./pointer.js";
import { readModel } from "./read.js";
import { isNode, type Node } from "./reader.js";

/** A document that comes over the network may take so long. */
const LONGEST_WAIT_MS = 30_000;

export interface LoadOptions {
	/**
	 * Whether references to other hosts are followed. By default they are for a document that came from a URL itself, and
	 * refused for a file: a document is whole without a network.
	 */
	readonly remote?: boolean;
}

/** A document that was read. */
export interface LoadedDocument {
	/** In one file; the references that it still has lead into itself. */
	readonly bundled: Readonly<Record<string, unknown>>;
	readonly model: DocumentModel;
	/** The files that it consists of, absolute paths or URLs; the first is the document itself. */
	readonly files: readonly string[];
}

/**
 * Reads an OpenAPI document, YAML or JSON, in one file or many, and bundles and normalises it.
 *
 * @param spec a path or a URL
 * @throws DocumentError that names the file, the place and the remedy: for a file that is missing or cannot be parsed, and
 *   for anything but OpenAPI 3.0, 3.1 and 3.2. A reference that leads nowhere is one of the model's `problems`.
 * @example
 * const { model } = await loadDocument("spec/lockers/openapi.yaml");
 */
export async function loadDocument(spec: string, options: LoadOptions = {}): Promise<LoadedDocument> {
	const isUrl = isAbsoluteUrl(spec);
	if (!isUrl && !existsSync(spec)) throw new DocumentError(`${spec}: there is no such file; check the path.`);
	const { bundled, problems, files } = await bundledDocument(spec, isUrl, options.remote ?? isUrl);
	try {
		const model = readModel(bundled);
		// Frozen as all of the model is.
		return {
			bundled,
			files,
			model:
				problems.length === 0
					? model
					: Object.freeze({ ...model, problems: Object.freeze([...problems, ...model.problems]) }),
		};
	} catch (error) {
		throw new DocumentError(`${spec}: ${(error as Error).message}`, { cause: error });
	}
}

interface Bundled {
	readonly bundled: Record<string, unknown>;
	readonly problems: readonly DocumentProblem[];
	readonly files: readonly string[];
}

async function bundledDocument(spec: string, isUrl: boolean, remote: boolean): Promise<Bundled> {
	const alone = isUrl ? undefined : await documentOfOneFile(spec);
	if (alone !== undefined) return alone;
	const { BaseResolver, bundle, createConfig, getLineColLocation } = await bundler();
	let result: Awaited<ReturnType<typeof bundle>>;
	try {
		const reading = bundle({
			ref: spec,
			config: await createConfig({ telemetry: "off" }),
			externalRefResolver: remote ? new BaseResolver() : await localResolver(),
		});
		result = isUrl ? await Promise.race([reading, tooLate()]) : await reading;
	} catch (error) {
		throw new DocumentError(`${spec}: ${sentence((error as Error).message)} Mend the file and run again.`, {
			cause: error,
		});
	}
	const problems = result.problems
		.filter(({ severity }) => severity === "error")
		.map((problem) => ({
			pointer: placeOf(problem, spec, getLineColLocation),
			message: sentence(problem.message),
			operation: undefined,
			loses: false,
		}));
	const root = result.bundle.source.absoluteRef;
	const files = [root, ...[...result.fileDependencies].filter((file) => file !== root).sort()];
	// A copy, because YAML aliases make shared objects; the copy has each place for itself.
	return { bundled: JSON.parse(JSON.stringify(result.bundle.parsed)) as Record<string, unknown>, problems, files };
}

/**
 * A document whose references all lead into itself: there is nothing to bundle, and bundling takes most of the time of reading.
 *
 * @returns `undefined` for any other, and for one that cannot be parsed: bundling says what is wrong, and where
 */
async function documentOfOneFile(spec: string): Promise<Bundled | undefined> {
	let parsed: unknown;
	try {
		const text = (await readFile(spec, "utf8")).replace(/^\uFEFF/, "");
		// The copy has each place for itself that aliases of YAML share.
		parsed = text.trimStart().startsWith("{")
			? JSON.parse(text)
			: JSON.parse(JSON.stringify((await bundler()).parseYaml(text)));
	} catch {
		return undefined;
	}
	if (!isNode(parsed) || !isWhole(parsed)) return undefined;
	return { bundled: parsed, problems: [], files: [resolve(spec)] };
}

/** Whether a document is all there: what it refers to lies in it. */
function isWhole(document: Node): boolean {
	const known = new Set<string>();
	const leadsInside = (reference: unknown): boolean => {
		if (typeof reference !== "string") return true;
		if (!reference.startsWith("#/")) return false;
		if (known.has(reference)) return true;
		known.add(reference);
		return valueAt(document, reference) !== undefined;
	};
	const whole = (value: unknown): boolean => {
		if (typeof value !== "object" || value === null) return true;
		if (Array.isArray(value)) return value.every(whole);
		for (const [name, held] of Object.entries(value)) {
			if (name === "$ref" && !leadsInside(held)) return false;
			if (name === "externalValue" || name === "$id" || name === "$anchor") return false;
			// A mapping may name files.
			if (name === "mapping" && isNode(held) && Object.values(held).some((one) => /^[^#].*[./]/.test(String(one))))
				return false;
			if (!whole(held)) return false;
		}
		return true;
	};
	return whole(document);
}

function placeOf(
	problem: NormalizedProblem,
	spec: string,
	getLineColLocation: Awaited<ReturnType<typeof bundler>>["getLineColLocation"],
): string {
	const [location] = problem.location;
	if (location === undefined) return spec;
	const { start } = getLineColLocation(location);
	return `${location.source.absoluteRef}:${start.line}:${start.col}${location.pointer === undefined ? "" : ` ${location.pointer}`}`;
}

function sentence(message: string): string {
	return message.trim().replace(/\.?$/, ".");
}

async function tooLate(): Promise<never> {
	await setTimeout(LONGEST_WAIT_MS, undefined, { ref: false });
	throw new Error(`did not come within ${LONGEST_WAIT_MS / 1000} s`);
}

/** Loaded where it is needed: that takes longer than to read a document of JSON. */
function bundler() {
	return import("@redocly/openapi-core");
}

/** Reads the files that a document refers to, and refuses addresses of hosts. */
async function localResolver(): Promise<BaseResolver> {
	const { BaseResolver, ResolveError } = await bundler();
	return new (class extends BaseResolver {
		override async loadExternalRef(reference: string): Promise<Source> {
			if (isAbsoluteUrl(reference)) {
				throw new ResolveError(new Error(`nothing is fetched; copy ${reference} into the folder`));
			}
			return super.loadExternalRef(reference);
		}
	})();
}

function isAbsoluteUrl(reference: string): boolean {
	return /^(?:(?:https?|file):\/\/|data:)/.test(reference);
}
