import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { BaseResolver, Document, NormalizedProblem, Source } from "@redocly/openapi-core";
import { bombOf, excessOf, takeOutEndless, textOf, textOfFile } from "./bounds.js";
import { DocumentError } from "./document-error.js";
import type { DocumentModel, DocumentProblem } from "./model.js";
import { isInExtension, valueAt } from "./pointer.js";
import { readModel } from "./read.js";
import { isNode, type Node } from "./reader.js";

/** A document that comes over the network may take so long. */
const LONGEST_WAIT_MS = 30_000;

export interface LoadOptions {
	/**
	 * Whether references to other hosts are followed. By default they are not; a document that came from a URL may refer to
	 * files of its own host.
	 */
	readonly remote?: boolean;
	/**
	 * Whether references to files outside of the document's folder are followed. By default where the environment has
	 * `OPENAPI_REFERENCES=anywhere`: a document that somebody else wrote must not read the files of this machine.
	 */
	readonly outside?: boolean;
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
	let { bundled, problems, files } = await bundledDocument(spec, isUrl, options);
	try {
		const endless = takeOutEndless(bundled).map(({ pointer, pattern }) => ({
			pointer,
			message: `the pattern ${pattern} takes for ever for some short texts; it is left out. Write it without a repetition inside of a repetition.`,
			operation: undefined,
			loses: true,
		}));
		problems = [...problems, ...endless];
		const model = readModel(bundled);
		const bomb = bombOf(model);
		if (bomb !== undefined) throw new Error(`${bomb}.`);
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

async function bundledDocument(spec: string, isUrl: boolean, options: LoadOptions): Promise<Bundled> {
	const alone = isUrl ? undefined : await documentOfOneFile(spec);
	if (alone !== undefined) return alone;
	const { bundle, createConfig, getLineColLocation } = await bundler();
	let result: Awaited<ReturnType<typeof bundle>>;
	const wasRead = new Set<string>();
	try {
		const reading = bundle({
			ref: spec,
			config: await createConfig({ telemetry: "off" }),
			externalRefResolver: await boundedResolver(spec, isUrl, options, wasRead),
		});
		result = isUrl ? await Promise.race([reading, tooLate()]) : await reading;
	} catch (error) {
		throw new DocumentError(`${spec}: ${sentence((error as Error).message)} Mend the file and run again.`, {
			cause: error,
		});
	}
	const problems = result.problems
		// The references of extensions are their team's own.
		.filter(({ severity, location }) => severity === "error" && !isInExtension(location[0]?.pointer ?? ""))
		.map((problem) => ({
			pointer: placeOf(problem, spec, getLineColLocation),
			message: sentence(problem.message),
			operation: undefined,
			loses: false,
		}));
	// Bundling tells some twice.
	const told = new Map(problems.map((problem) => [`${problem.pointer} ${problem.message}`, problem]));
	const root = result.bundle.source.absoluteRef;
	const parts = [...result.fileDependencies].filter((file) => file !== root && wasRead.has(file));
	const files = [root, ...parts.sort()];
	// References to files inside of each other can make more of it than each file has.
	refuseExcess(spec, result.bundle.parsed);
	// A copy, because YAML aliases make shared objects; the copy has each place for itself.
	return {
		bundled: JSON.parse(JSON.stringify(result.bundle.parsed)) as Record<string, unknown>,
		problems: [...told.values()],
		files,
	};
}

/**
 * A document whose references all lead into itself: there is nothing to bundle, and bundling takes most of the time of reading.
 *
 * @returns `undefined` for any other, and for one that cannot be parsed: bundling says what is wrong, and where
 */
async function documentOfOneFile(spec: string): Promise<Bundled | undefined> {
	let text: string;
	try {
		text = (await textOfFile(spec)).replace(/^\uFEFF/, "");
	} catch (error) {
		throw new DocumentError(`${spec}: ${sentence((error as Error).message)}`, { cause: error });
	}
	const isJson = text.trimStart().startsWith("{");
	let parsed: unknown;
	try {
		parsed = isJson ? JSON.parse(text) : (await bundler()).parseYaml(text);
	} catch {
		return undefined;
	}
	// Bundling says what is wrong with anything but an object.
	if (!isNode(parsed)) return undefined;
	refuseExcess(spec, parsed);
	// The copy has each place for itself that aliases of YAML share.
	if (!isJson) parsed = JSON.parse(JSON.stringify(parsed));
	if (!isNode(parsed) || !isWhole(parsed)) return undefined;
	return { bundled: parsed, problems: [], files: [resolve(spec)] };
}

function refuseExcess(file: string, parsed: unknown): void {
	const excess = excessOf(parsed);
	if (excess !== undefined) throw new DocumentError(`${file}: ${excess}.`);
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

/**
 * Reads the files that a document consists of: those of its folder, or of its host, and what else is allowed.
 *
 * @param wasRead takes those that could be read
 */
async function boundedResolver(
	spec: string,
	isUrl: boolean,
	options: LoadOptions,
	wasRead: Set<string>,
): Promise<BaseResolver> {
	const { BaseResolver, ResolveError, Source: SourceOfText } = await bundler();
	const { remote = false, outside = process.env.OPENAPI_REFERENCES === "anywhere" } = options;
	const host = isUrl && /^https?:/.test(spec) ? new URL(spec).hostname : undefined;
	const folders = isUrl ? [] : [resolve(dirname(spec)), dirname(await realpath(spec))];
	const read = async (reference: string): Promise<Source> => {
		if (isAbsoluteUrl(reference)) {
			const isAllowed = (url: string) =>
				url === spec || remote || (host !== undefined && /^https?:/.test(url) && new URL(url).hostname === host);
			if (!isAllowed(reference))
				throw new Error(`nothing is fetched from other hosts; copy ${reference} into the folder`);
			return fetched(reference, isAllowed);
		}
		const file = await realpath(reference);
		const isInside = (await Promise.all(folders.map((folder) => realpath(folder)))).some(
			(folder) => !/^\.\.(?:[\\/]|$)|^[A-Za-z]:/.test(relative(folder, file)),
		);
		if (!isInside && !outside) {
			throw new Error(
				`${reference} lies outside of the document's folder and is not read; copy it into the folder, or allow it by OPENAPI_REFERENCES=anywhere`,
			);
		}
		return new SourceOfText(reference, (await textOfFile(reference)).replace(/\r\n/g, "\n"));
	};
	const fetched = async (reference: string, isAllowed: (url: string) => boolean): Promise<Source> => {
		let url = reference;
		const signal = AbortSignal.timeout(LONGEST_WAIT_MS);
		for (let redirects = 0; redirects <= 5; redirects++) {
			const answer = await fetch(url, { redirect: "manual", signal });
			const location = answer.headers.get("location");
			if (answer.status >= 300 && answer.status < 400 && location !== null) {
				await answer.body?.cancel();
				const next = new URL(location, url).href;
				if (!isAllowed(next)) throw new Error(`${url} redirects to another host; name ${next} itself`);
				url = next;
				continue;
			}
			if (!answer.ok) throw new Error(`${url} is answered ${answer.status} ${answer.statusText}`);
			const text = await textOf((answer.body ?? []) as AsyncIterable<Uint8Array>);
			return new SourceOfText(reference, text, answer.headers.get("content-type") ?? undefined);
		}
		throw new Error(`${reference} redirects more than 5 times; name where it leads`);
	};
	return new (class extends BaseResolver {
		override async loadExternalRef(reference: string): Promise<Source> {
			try {
				const source = await read(reference);
				wasRead.add(source.absoluteRef);
				return source;
			} catch (error) {
				throw new ResolveError(error as Error);
			}
		}

		override parseDocument(source: Source, isRoot?: boolean): Document {
			const document = super.parseDocument(source, isRoot);
			refuseExcess(source.absoluteRef, document.parsed);
			return document;
		}
	})();
}

function isAbsoluteUrl(reference: string): boolean {
	return /^(?:(?:https?|file):\/\/|data:)/.test(reference);
}
