import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkSamples, missingPrograms, SAMPLE_LANGUAGES, samplesOf } from "@onespec/codegen";
import type { DocumentModel, Operation, RequestBody, Schema } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { sampleOf } from "@onespec/openapi-document/sample";
import { type RunningServer, runNode, startServer } from "@onespec/stack/child";
import { endWithUs } from "@onespec/stack/clean-up";
import type { Failure } from "./call-examples.js";
import { type RoundTripSource, roundTripSource } from "./round-trip-source.js";

/** What is done with a document, in order. */
export const stepNames = ["lint", "samples", "generate", "types", "mock", "verify", "round trip"] as const;

export type StepName = (typeof stepNames)[number];

/** What a step did not handle. */
export interface Fault {
	/** The operation or the place; the whole document where it is absent. */
	readonly place?: string;
	readonly reason: string;
	/** Whether an earlier step's fault is behind it. */
	readonly isConsequence?: boolean;
}

/** What became of a step. */
export interface StepResult {
	readonly step: StepName;
	/** Cells, operations, or 1 for a step that has no parts. */
	readonly total: number;
	readonly passed: number;
	readonly seconds: number;
	readonly faults: readonly Fault[];
}

/** Where a document is worked on. */
export interface Workplace {
	/** The workspace. */
	readonly root: string;
	/** A folder of the document alone; `spec/<name>/openapi.yaml` lies in it. */
	readonly folder: string;
	readonly name: string;
	/** The longest that a step may take. */
	readonly timeoutMs: number;
	/** Whether types are checked under all settings of `module`, and calls made with all transports. */
	readonly thorough?: boolean;
	/** Takes what a step says while it works. */
	readonly onText?: (text: string) => void;
}

/** So many samples of a language are looked at; a large document has thousands. */
const MOST_SAMPLES = 40;

type Outcome = Omit<StepResult, "step" | "seconds">;

/**
 * Runs a document through the steps, by the commands that any team uses. A step that needs what an earlier one could not
 * give fails with that reason.
 *
 * @param place where the document is
 * @param steps which to run; what they need is run as well
 * @param onStep is told before each
 * @returns what became of each
 */
export async function runSteps(
	place: Workplace,
	steps: readonly StepName[],
	onStep: (step: StepName) => void = () => {},
): Promise<StepResult[]> {
	const results: StepResult[] = [];
	const has = (step: StepName) => steps.includes(step);
	const timed = async (step: StepName, work: () => Promise<Outcome>): Promise<StepResult> => {
		onStep(step);
		const started = performance.now();
		const outcome = await work().catch((error: Error) => refused(error.message));
		const result = { step, ...outcome, seconds: (performance.now() - started) / 1000 };
		if (has(step)) results.push(result);
		return result;
	};
	const commands = new Commands(place);
	try {
		if (has("lint")) await timed("lint", () => commands.lint());
		if (has("samples")) await timed("samples", () => commands.samples());
		if (has("generate") || has("types") || has("round trip")) await timed("generate", () => commands.generate());
		if (has("types") || has("round trip")) await timed("types", () => commands.types());
		if (has("mock") || has("verify") || has("round trip")) await timed("mock", () => commands.mock());
		if (has("verify")) await timed("verify", () => commands.verify());
		if (has("round trip")) await timed("round trip", () => commands.roundTrip());
		return results;
	} finally {
		await commands.stop();
	}
}

function refused(reason: string): Outcome {
	return { total: 1, passed: 0, faults: [{ reason: reason.trim().slice(0, 2000) || "no reason was given" }] };
}

/** For a document without operations. */
const nothing: Outcome = { total: 0, passed: 0, faults: [] };

function consequence(reason: string): Outcome {
	return { total: 1, passed: 0, faults: [{ reason, isConsequence: true }] };
}

function documentsSuccess({ responses }: Operation): boolean {
	return responses.length === 0 || responses.some(({ status }) => /^(2..|default)$/.test(status));
}

function nothingFits(model: DocumentModel, body: RequestBody | undefined): boolean {
	const schemas = body?.content.map(({ schema }) => schema) ?? [];
	const fits = (schema: Schema | undefined) =>
		schema === undefined || sampleOf(model, schema, { direction: "request" }) !== undefined;
	return schemas.length > 0 && !schemas.some(fits);
}

/** Without the place, which is another one in each line. */
function lintReason(line: string): string {
	return line
		.trim()
		.replace(/^(?:\d+:\d+\s+error\s+|#\S+: )/, "")
		.replaceAll(/\s{2,}/g, ": ");
}

const done: Outcome = { total: 1, passed: 1, faults: [] };

/** What is else in a generated package's tsconfig, for a package that stands alone. */
export const compilerOptions = {
	composite: false,
	incremental: false,
	declaration: false,
	sourceMap: false,
	declarationMap: false,
	rootDir: "src",
	outDir: "dist",
};

/** The commands, and what each leaves for the next. */
class Commands {
	private readonly spec: string;
	private readonly package: string;
	private generated = false;
	private examples: RoundTripSource | undefined;
	private exampleFaults: Fault[] = [];
	private server: RunningServer | undefined;

	constructor(private readonly place: Workplace) {
		this.spec = join(place.folder, "spec", place.name);
		this.package = join(place.folder, "packages", place.name);
	}

	async lint(): Promise<Outcome> {
		const { code, output } = await this.run("tools/codegen/bin/codegen.mjs", ["lint", "--spec", this.spec]);
		if (code === 0) return done;
		const lines = output.split("\n").filter((line) => /^\s+\S/.test(line) && !/\bwarning\b/.test(line));
		const faults = lines.map((line) => ({ reason: lintReason(line) }));
		return faults.length === 0 ? refused(output) : { total: 1, passed: 0, faults };
	}

	/** The syntax of the samples, language by language, by the compilers and interpreters that this machine has. */
	async samples(): Promise<Outcome> {
		const { model } = await loadDocument(join(this.spec, "openapi.yaml"));
		const all = samplesOf(model, { name: this.place.name }).flatMap(({ samples }) => samples);
		const faults: Fault[] = [];
		let total = 0;
		for (const { name, label, runtime } of SAMPLE_LANGUAGES) {
			const own = all.filter(({ language }) => language === name);
			if (own.length === 0 || missingPrograms(runtime).length > 0) continue;
			total++;
			// Spread over the document: what one sample has, its neighbours have as well.
			const every = Math.ceil(own.length / MOST_SAMPLES);
			const cwd = join(this.place.folder, "samples", name);
			await mkdir(cwd, { recursive: true });
			const checked = own.filter((_, index) => index % every === 0);
			await checkSamples(runtime, checked, { cwd, onStart: endWithUs }).catch((error: Error) => {
				faults.push({ place: label, reason: error.message });
			});
		}
		return { total, passed: total - faults.length, faults };
	}

	async generate(): Promise<Outcome> {
		const args = ["generate", "--spec", this.spec, "--out", this.package];
		const { code, output } = await this.run("tools/codegen/bin/codegen.mjs", args);
		this.generated = code === 0;
		return this.generated ? done : refused(output);
	}

	/** The package with the strictest flags, and the program of the round trip with it. */
	async types(): Promise<Outcome> {
		if (!this.generated) return consequence("not generated");
		const { root, folder } = this.place;
		this.examples = roundTripSource(this.package);
		await writeFile(join(this.package, "src/round-trip.ts"), this.examples.text);
		await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
		const config = join(this.package, "tsconfig.json");
		const base = join(root, "tsconfig.base.json");
		await writeFile(config, JSON.stringify({ extends: base, compilerOptions, include: ["src"] }));
		const { output, timedOut } = await this.run("node_modules/typescript/bin/tsc", ["-p", config, "--pretty", "false"]);
		const messages = [...output.matchAll(/^(\S.*?)\((\d+),\d+\): (error .*)$/gm)];
		const faults: Fault[] = [];
		for (const [, file = "", line = "", reason = ""] of messages) {
			if (!file.endsWith("round-trip.ts")) faults.push({ place: file.replace(/^.*\/src\//, "src/"), reason });
			else this.exampleFaults.push({ place: this.examples.operationAt.get(Number(line) - 1) ?? "", reason });
		}
		if (timedOut || (output.trim() !== "" && messages.length === 0)) return refused(output);
		faults.push(...(await this.otherModules(config)));
		return { total: 1, passed: faults.length === 0 ? 1 : 0, faults };
	}

	/** What the compiler says under the settings of `module` that a consumer may have beside `nodenext`. */
	private async otherModules(config: string): Promise<Fault[]> {
		const faults: Fault[] = [];
		for (const [module, resolution] of this.place.thorough
			? [
					["node16", "node16"],
					["esnext", "bundler"],
				]
			: []) {
			const { output } = await this.run("node_modules/typescript/bin/tsc", [
				...["-p", config, "--noEmit", "--pretty", "false"],
				...["--module", String(module), "--moduleResolution", String(resolution)],
			]);
			// The examples are the round trip's, and what goes on in a further line belongs to the line before.
			for (const line of output.split("\n").filter((one) => /^\S/.test(one) && !one.includes("round-trip.ts")))
				faults.push({ place: `module ${resolution}`, reason: line });
		}
		return faults;
	}

	async mock(): Promise<Outcome> {
		if ((await this.operations()).length === 0) return nothing;
		const { root, timeoutMs } = this.place;
		const args = ["--spec", join(this.spec, "openapi.yaml"), "--port", "0"];
		this.server = await startServer("mock", join(root, "packages/mock-server/bin/mock-server.mjs"), args, {
			timeoutMs,
		});
		return done;
	}

	async verify(): Promise<Outcome> {
		if (!(await this.operations()).some(({ responses }) => responses.length > 0)) return nothing;
		if (this.server === undefined) return consequence("no mock");
		const report = join(this.place.folder, "contract.json");
		const spec = join(this.spec, "openapi.yaml");
		const { output } = await this.run("packages/contract-verifier/bin/contract-verifier.mjs", [
			...["--spec", spec, "--endpoint", this.server.url, "--target", "mock", "--json", report],
		]);
		const text = await readFile(report, "utf8").catch(() => undefined);
		if (text === undefined) return refused(output);
		const { total, passed, cells } = JSON.parse(text) as {
			total: number;
			passed: number;
			cells: {
				cell: { operationId: string; status: number | string; responseMediaType?: string };
				outcome: string;
				transactions: { outcome: string; reasons: string[] }[];
			}[];
		};
		const faults = cells
			.filter(({ outcome }) => outcome !== "passed")
			.map(({ cell, outcome, transactions }) => ({
				place: `${cell.operationId} ${cell.status}`,
				reason: `${outcome}: ${transactions.find((one) => one.outcome === outcome)?.reasons[0] ?? ""}`,
			}));
		return { total, passed, faults };
	}

	async roundTrip(): Promise<Outcome> {
		const operations = await this.operations();
		if (operations.length === 0) return nothing;
		if (this.examples === undefined) return consequence("not generated");
		if (this.server === undefined) return consequence("no mock");
		const faults = [...this.exampleFaults];
		const wrong = new Set(faults.map(({ place }) => place));
		const called = new Set<string>();
		const examples = join(this.package, "dist/round-trip.js");
		const { code, output } = await this.run("tools/documents/dist/call-examples.js", [
			...[examples, this.server.url],
			...(this.place.thorough ? ["every"] : []),
		]);
		const failing = new Set(operations.filter((one) => !documentsSuccess(one)).map(({ id }) => id));
		for (const [line] of output.matchAll(/^\{"operation":.*\}$/gm)) {
			const { operation, reason, documented } = JSON.parse(line) as { operation: string } & Partial<Failure>;
			called.add(operation);
			if (reason === undefined || wrong.has(operation)) continue;
			// The mock can answer nothing else, and the caller is told what the document says.
			if (documented === true && failing.has(operation)) continue;
			wrong.add(operation);
			faults.push({ place: operation, reason });
		}
		if (called.size === 0 && this.examples.operations.length > 0) {
			return { ...refused(`code ${code}: ${output}`), total: operations.length };
		}
		const handled = [...called].filter((operation) => !wrong.has(operation)).length;
		const { model } = await this.document();
		// Nobody can call these: the document allows no body.
		const impossible = operations.filter(({ id, requestBody }) => wrong.has(id) && nothingFits(model, requestBody));
		for (const { id } of operations) {
			if (!called.has(id) && !wrong.has(id)) faults.push({ place: id, reason: "no function was called" });
		}
		return { total: operations.length - impossible.length, passed: handled, faults };
	}

	private document() {
		return loadDocument(join(this.spec, "openapi.yaml"));
	}

	/** What the document describes; empty where it has webhooks alone. */
	private async operations() {
		return (await this.document()).model.operations;
	}

	async stop(): Promise<void> {
		await this.server?.stop();
	}

	private async run(program: string, args: string[]) {
		const { root, folder, timeoutMs, onText } = this.place;
		await mkdir(folder, { recursive: true });
		const result = await runNode(join(root, program), args, {
			cwd: folder,
			timeoutMs,
			...(onText === undefined ? {} : { onText }),
		});
		const late = `no end within ${timeoutMs / 1000} s`;
		return result.timedOut ? { ...result, output: `${late}\n${result.output}` } : result;
	}
}
