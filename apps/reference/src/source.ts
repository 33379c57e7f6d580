import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Verification } from "@onespec/contract-verifier";
import { type DocumentModel, readModel } from "@onespec/openapi-document";
import { UsageError } from "./usage-error.js";

/** What the pages of one API are made of. */
export interface Source {
	/** The name of its folder. */
	readonly name: string;
	readonly model: DocumentModel;
	/** The document in one file, as JSON. */
	readonly bundled: string;
	/** The decisions of `SOURCES.md`, in Markdown. */
	readonly decisions: string | undefined;
	/** `CHANGELOG.md`. */
	readonly changelog: string | undefined;
	/** The last verification of each target. */
	readonly verifications: readonly DatedVerification[];
	/** Where requests may be sent from the page, by what the server is called: `{ mock: "http://127.0.0.1:4010/v1" }`. */
	readonly servers: Readonly<Record<string, string>>;
}

/** What a run of the verifier found, and when. */
export interface DatedVerification extends Verification {
	readonly date: Date;
}

/** A folder with a document. */
export interface ApiFolder {
	readonly name: string;
	readonly folder: string;
}

/** Where the addresses of running servers stand: a JSON file, name of the API → name of the server → base URL. */
export interface SourceOptions {
	readonly serversFile?: string | undefined;
	/** A folder of derived documents, `<api>.json`, with code samples; one that is there goes before the API's own. */
	readonly documents?: string | undefined;
}

const DOCUMENT = "openapi.yaml";

/**
 * The APIs in a folder: the folder itself where it has an `openapi.yaml`, else those of its folders that have one.
 *
 * @throws UsageError where there is none
 */
export function findFolders(place: string): ApiFolder[] {
	const hasDocument = (folder: string) => existsSync(join(folder, DOCUMENT));
	if (hasDocument(place)) return [{ name: basename(place), folder: place }];
	const entries = existsSync(place) ? readdirSync(place, { withFileTypes: true }) : [];
	const found = entries
		.map(({ name }) => ({ name, folder: join(place, name) }))
		.filter(({ name, folder }) => !name.startsWith(".") && hasDocument(folder))
		.sort((one, other) => (one.name < other.name ? -1 : 1));
	if (found.length === 0) throw new UsageError(`${place} has no openapi.yaml, and no folder in it has one.`);
	return found;
}

/**
 * Reads all that the pages of an API are made of.
 *
 * @throws DocumentError where the document can't be read
 */
export async function readSource({ name, folder }: ApiFolder, options: SourceOptions): Promise<Source> {
	const { model, bundled } = await documentOf({ name, folder }, options);
	const sources = textOf(join(folder, "SOURCES.md"));
	return {
		name,
		model,
		bundled: JSON.stringify(bundled),
		decisions: sources === undefined ? undefined : sectionOf(sources, "Decisions"),
		changelog: textOf(join(folder, "CHANGELOG.md")),
		verifications: verificationsOf(folder),
		servers: serversOf(name, options),
	};
}

async function documentOf(api: ApiFolder, options: SourceOptions) {
	const derived = derivedDocument(api, options);
	const bundled =
		derived === undefined ? undefined : (parsed(readFileSync(derived, "utf8")) as Record<string, unknown>);
	// It is in one file already; while it is being written it is not yet JSON.
	if (bundled !== undefined) return { bundled, model: readModel(bundled) };
	// It brings a parser of YAML along, which a server needs only when somebody asks for a page.
	const { loadDocument } = await import("@onespec/openapi-document/load");
	return loadDocument(join(api.folder, DOCUMENT));
}

/** A text that changes whenever something does that the pages of an API are made of. */
export function stateOf({ name, folder }: ApiFolder, options: SourceOptions): string {
	const files = [
		...[DOCUMENT, "SOURCES.md", "CHANGELOG.md", ...reportsOf(folder)].map((file) => join(folder, file)),
		derivedDocument({ name, folder }, options),
		options.serversFile,
	];
	return files
		.map((file) => (file !== undefined && existsSync(file) ? `${file} ${statSync(file).mtimeMs}` : ""))
		.join("\n");
}

/** The derived document of an API, unless the document was edited since. */
function derivedDocument({ name, folder }: ApiFolder, { documents }: SourceOptions): string | undefined {
	const file = documents === undefined ? undefined : join(documents, `${name}.json`);
	if (file === undefined || !existsSync(file)) return undefined;
	return statSync(file).mtimeMs >= statSync(join(folder, DOCUMENT)).mtimeMs ? file : undefined;
}

const REPORTS = ".reports";

/** The verifier's reports, relative to the folder. */
function reportsOf(folder: string): string[] {
	const place = join(folder, REPORTS);
	if (!existsSync(place)) return [];
	return readdirSync(place)
		.filter((file) => /^verify-.+\.json$/.test(file))
		.sort()
		.map((file) => join(REPORTS, file));
}

function verificationsOf(folder: string): DatedVerification[] {
	return reportsOf(folder).flatMap((file) => {
		const path = join(folder, file);
		const report = parsed(readFileSync(path, "utf8")) as Verification | undefined;
		// A report that is being written, or is of another version, is none.
		if (!Array.isArray(report?.cells) || !Array.isArray(report.general)) return [];
		return [{ ...report, date: statSync(path).mtime }];
	});
}

function serversOf(name: string, { serversFile }: SourceOptions): Record<string, string> {
	if (serversFile === undefined || !existsSync(serversFile)) return {};
	const all = parsed(readFileSync(serversFile, "utf8")) as Record<string, Record<string, string>> | undefined;
	const own = Object.entries(all?.[name] ?? {});
	return Object.fromEntries(own.filter(([, url]) => typeof url === "string" && /^https?:\/\/[^\s;,'"]+$/.test(url)));
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function textOf(file: string): string | undefined {
	return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** The part of a Markdown text below a second-level heading; all of it where it has no such heading. */
function sectionOf(text: string, heading: string): string {
	const lines = text.split("\n");
	const start = lines.findIndex((line) => line.trim() === `## ${heading}`);
	if (start < 0) return text;
	const length = lines.slice(start + 1).findIndex((line) => line.startsWith("## "));
	return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).join("\n");
}
