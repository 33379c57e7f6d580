import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { parseArgs } from "node:util";
import { type StartingScenarios, startingScenarios } from "@onespec/contract-verifier";
import { DocumentError, type DocumentModel, resourcesOf, roleOf } from "@onespec/openapi-document";
import { type LoadedDocument, loadDocument } from "@onespec/openapi-document/load";
import { CommandError } from "../command-error.js";
import { generateApi, registerPackages } from "../generate.js";
import { step } from "../terminal.js";
import { findApis } from "../workspace.js";

const help = `
npm run new-api -- NAME --from FILE-OR-URL [--dry-run]

Takes an API in: makes spec/NAME from an OpenAPI document (3.0, 3.1 or 3.2, YAML or JSON, one file or many), generates
packages/NAME, and says what was derived and what is open. Mock, verification, tests, ports, CI and reviews find the
folder by themselves.

  NAME          the folder's name, in lower case with hyphens: parcel-lockers
  --from        the document: a path or a URL
  --dry-run     say what would be made, and write nothing
`;

/** The rules of style for a document of another team: none, only what OpenAPI itself demands. */
const LENIENT_RULES = `# Rules of style for this document alone. Add your team's own: https://redocly.com/docs/cli/rules
extends: [minimal]
`;

/** Makes the folder of an API, and all that is generated from it; where something fails, nothing stays behind. */
export async function newApi(args: string[], root: string): Promise<number> {
	const flags = read(args);
	if (flags === undefined) return 0;
	const { name, from, dryRun } = flags;
	requireFreeName(root, name);
	const loaded = await step(`reading ${from}`, () => load(from));
	const starting = startingScenarios(loaded.model, "../../packages/contract-verifier/schema/scenarios.schema.json");
	for (const line of describe(loaded.model, starting)) console.log(line);
	if (dryRun) {
		console.log(`\nNothing was written. Without --dry-run: spec/${name} and packages/${name}.`);
		return 0;
	}
	await writeSpec(root, name, loaded, starting);
	try {
		const api = findApis(root).find((one) => one.name === name);
		if (api === undefined) throw new CommandError(`spec/${name} was made and is not there; who removed it?`);
		const output = await step(`generating packages/${name}`, () => generateApi(root, api));
		const notes = output
			.split("\n")
			.filter((line) => !/^\s*(added|changed) /.test(line) && line.trim() !== `packages/${name}:`);
		for (const line of notes) console.log(line);
		await link(root, name);
		for (const file of await registerPackages(root)) console.log(`  ${file} lists packages/${name}`);
	} catch (error) {
		await takeBack(root, name);
		throw error;
	}
	console.log(`
spec/${name} is made. Next:
  npm run verify -- --api ${name} --target mock     its mock, held against the document
  npm start                                         everything, with its mock
  spec/${name}/scenarios.yaml                       how a live server is brought to each answer
`);
	return 0;
}

function read(args: string[]): { name: string; from: string; dryRun: boolean } | undefined {
	let parsed: { values: { from?: string; "dry-run"?: boolean; help?: boolean }; positionals: string[] };
	try {
		parsed = parseArgs({
			args,
			allowPositionals: true,
			options: { from: { type: "string" }, "dry-run": { type: "boolean" }, help: { type: "boolean", short: "h" } },
		});
	} catch (error) {
		throw new CommandError(`${(error as Error).message.split(/\.\s/)[0]}. --help lists the flags.`, 2);
	}
	const { values, positionals } = parsed;
	if (values.help) {
		console.log(help.trim());
		return undefined;
	}
	const [name, ...more] = positionals;
	if (name === undefined || more.length > 0 || values.from === undefined) {
		throw new CommandError(
			"Say a name and a document: npm run new-api -- lockers --from lockers.yaml. --help says more.",
			2,
		);
	}
	return { name, from: values.from, dryRun: values["dry-run"] === true };
}

function requireFreeName(root: string, name: string): void {
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > 60) {
		throw new CommandError(
			`"${name}" can't be a folder's name here: use lower case, digits and hyphens, as in parcel-lockers.`,
			2,
		);
	}
	for (const folder of [`spec/${name}`, `packages/${name}`]) {
		if (existsSync(join(root, folder))) throw new CommandError(`${folder} is there already: choose another name.`, 2);
	}
}

async function load(from: string): Promise<LoadedDocument> {
	try {
		const loaded = await loadDocument(from);
		if (loaded.model.operations.length > 0) return loaded;
		throw new CommandError(`${from} has no operations: there is nothing to mock, call or verify.`);
	} catch (error) {
		throw error instanceof DocumentError ? new CommandError(error.message) : error;
	}
}

/** What was derived from the document, and what is open. */
function describe(model: DocumentModel, { open, total }: StartingScenarios): string[] {
	const { operations, securitySchemes, problems, inbound, info } = model;
	const width = Math.max(...operations.map(({ id }) => id.length));
	const shown = operations.slice(0, MOST_LINES);
	const mediaTypes = new Set(
		operations
			.flatMap(({ requestBody, responses }) => [requestBody, ...responses].flatMap((one) => one?.content ?? []))
			.map(({ mediaType }) => mediaType),
	);
	const rest = (count: number, what: string) =>
		count > MOST_LINES ? [`  … and ${count - MOST_LINES} more ${what}`] : [];
	return [
		`\n${info.title} ${info.version} (OpenAPI ${model.openapi}): ${counted(operations.length, "operation")}, ${counted(resourcesOf(model).length, "collection")}`,
		...shown.map(
			(one) => `  ${one.id.padEnd(width)}  ${(roleOf(model, one) ?? "").padEnd(10)}  ${one.method} ${one.path}`,
		),
		...rest(operations.length, "operations"),
		`  media types: ${[...mediaTypes].join(", ") || "none"}`,
		`  security: ${
			Object.entries(securitySchemes)
				.map(([scheme, { type }]) => `${scheme} (${type})`)
				.join(", ") || "none"
		}`,
		...(inbound.length > 0
			? [
					`  not verified, since the server sends them: ${inbound.map(({ kind, name }) => `${kind} ${name}`).join(", ")}`,
				]
			: []),
		...problems.slice(0, MOST_LINES).map(({ pointer, message }) => `  ! ${pointer}: ${message}`),
		...rest(problems.length, "places that can't be read as they stand"),
		`\nOn a live server ${total - open.length} of ${total} answers can be brought about without a scenario.${open.length > 0 ? " Open are:" : ""}`,
		...open
			.slice(0, MOST_LINES)
			.map(
				({ operation, status, cause, reason }) =>
					`  ${operation} ${status}${cause === "default" ? "" : ` (${cause})`}: ${reason.split(":", 1)[0]}`,
			),
		...rest(open.length, "in scenarios.yaml"),
		"",
	];
}

function counted(count: number, what: string): string {
	return `${count} ${what}${count === 1 ? "" : "s"}`;
}

const MOST_LINES = 40;

/** Writes the folder under another name, and renames it when it is whole. */
async function writeSpec(
	root: string,
	name: string,
	loaded: LoadedDocument,
	starting: StartingScenarios,
): Promise<void> {
	const folder = await mkdtemp(join(root, "spec", ".new-"));
	try {
		await writeDocumentFiles(folder, loaded);
		await writeFile(join(folder, "redocly.yaml"), LENIENT_RULES);
		await writeFile(join(folder, "scenarios.yaml"), starting.text);
		await rename(folder, join(root, "spec", name));
	} catch (error) {
		await rm(folder, { recursive: true, force: true });
		throw error;
	}
}

/** The document as it stands, with its comments, where all of its files lie beside it; else in one file. */
async function writeDocumentFiles(folder: string, { files, bundled }: LoadedDocument): Promise<void> {
	const [main = "", ...parts] = files;
	const base = dirname(main);
	const places = parts.map((file) => relative(base, file));
	const together = existsSync(main) && places.every((place) => !place.startsWith(`..${sep}`) && !place.startsWith(sep));
	// Parts may refer back to the document by its name, so several files are kept only where the name stays.
	if (!together || (parts.length > 0 && basename(main) !== "openapi.yaml")) {
		await writeFile(join(folder, "openapi.yaml"), `${JSON.stringify(bundled, null, 2)}\n`);
		return;
	}
	// JSON is YAML: the tools look for one name.
	await copyFile(main, join(folder, "openapi.yaml"));
	for (const [index, file] of parts.entries()) {
		const target = join(folder, places[index] as string);
		await mkdir(dirname(target), { recursive: true });
		await cp(file, target);
	}
}

/** As `npm ci` links the packages of the workspace. */
async function link(root: string, name: string): Promise<void> {
	const manifest = JSON.parse(await readFile(join(root, "packages", name, "package.json"), "utf8")) as { name: string };
	const place = join(root, "node_modules", manifest.name);
	if (existsSync(place)) return;
	await mkdir(dirname(place), { recursive: true });
	await symlink(relative(dirname(place), join(root, "packages", name)), place, "junction");
}

async function takeBack(root: string, name: string): Promise<void> {
	for (const folder of [`spec/${name}`, `packages/${name}`])
		await rm(join(root, folder), { recursive: true, force: true });
	await registerPackages(root);
}
