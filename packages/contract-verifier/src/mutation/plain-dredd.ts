import { mediaTypeOf } from "../document/media-types.js";
import { operationsOf } from "../document/operations.js";
import type { OpenApiDocument } from "../document/types.js";
import { loadDredd, QuietEmitter } from "../dredd/load.js";
import type { DreddClass } from "../dredd/types.js";
import { carriersOf } from "../requests/credentials.js";
import { SetUp } from "../requests/set-up.js";
import { loadScenarios } from "../scenarios/load.js";
import { operationFinder } from "./behaviours/operation-of.js";
import type { FaultKind, Plant, PlantedAnswer } from "./kind.js";
import type { Fault, ProxiedRequest } from "./proxy.js";
import type { MutationTarget } from "./score.js";

/** What plain Dredd noticed of the faults that it could have noticed. */
export interface PlainScore {
	planted: number;
	killed: number;
}

/**
 * Runs Dredd as it comes, with the bundled document and no hooks, through the proxy. All it is given are the default
 * credentials, by its option `header`, the id of something that exists, as the example of the path parameters, and a
 * `Content-Type` without its charset, which it would take for another media type. Only transactions that pass without a fault count: the others would fail with one too.
 */
export class PlainDredd {
	readonly #target: MutationTarget;
	readonly #document: OpenApiDocument;
	readonly #headers: string[];
	readonly #passing: Set<string>;

	private constructor(target: MutationTarget, document: OpenApiDocument, headers: string[], passing: Set<string>) {
		this.#target = target;
		this.#document = document;
		this.#headers = headers;
		this.#passing = passing;
	}

	/** Finds out what passes without a fault. */
	static async open(target: MutationTarget): Promise<PlainDredd> {
		const headers = operationsOf(target.document)
			.slice(0, 1)
			.flatMap((operation) => carriersOf(target.document, operation))
			.flatMap(({ scheme, in: place, name, write }) => {
				const value = target.credentials.default?.[scheme];
				return value === undefined || place !== "header" ? [] : [`${name}: ${write(value)}`];
			});
		const unproven = new PlainDredd(target, target.document, headers, new Set());
		const { document, cleanUp } = await unproven.#prepared();
		const ready = new PlainDredd(target, document, headers, new Set());
		target.proxy.plant(async (request, forward) => withoutCharset(await forward(request)));
		const outcomes = await ready.#run();
		await cleanUp();
		const passing = [...outcomes].filter(([, passed]) => passed).map(([key]) => key);
		return new PlainDredd(target, document, headers, new Set(passing));
	}

	/** Plants a kind and counts, by transaction. */
	async score(kind: FaultKind): Promise<PlainScore> {
		const { document, cleanUp } = await this.#prepared();
		const dredd = new PlainDredd(this.#target, document, this.#headers, this.#passing);
		const plants = this.#plantsByCell(kind);
		const find = this.#finder();
		const planted = new Set<string>();
		const fault: Fault = async (request, forward) => {
			const answer = await forward(request);
			const key = keyOf(find(request)?.operationId, request, String(answer.status));
			const plant = plants.get(key);
			if (plant === undefined) return withoutCharset(answer);
			try {
				const changed = plant.mutate(answer);
				planted.add(key);
				return withoutCharset(changed);
			} catch {
				return withoutCharset(answer);
			}
		};
		this.#target.proxy.plant(fault);
		const outcomes = await dredd.#run();
		await cleanUp();
		const counted = [...this.#passing].filter((key) => planted.has(key));
		return { planted: counted.length, killed: counted.filter((key) => outcomes.get(key) !== true).length };
	}

	/** The document with the id of a fixture as the example of each path parameter. */
	async #prepared(): Promise<{ document: OpenApiDocument; cleanUp: () => Promise<unknown> }> {
		const { document, scenarios: file, credentials, endpoint, planned } = this.#target;
		const scenarios = file === undefined ? undefined : await loadScenarios(file, document);
		const url = new URL(endpoint);
		const basePath = url.pathname.replace(/\/+$/, "");
		const setUp = new SetUp({ document, scenarios, credentials, origin: url.origin, basePath, timeoutMs: 10_000 });
		const copy = structuredClone(document);
		for (const { scenario, cell } of planned) {
			if (!cell.status.startsWith("2") || scenario.path === undefined) continue;
			const saved = await setUp.fixtures(scenario.fixtures ?? [], "default", false);
			const operation = operationsOf(copy).find(({ operationId }) => operationId === cell.operationId);
			for (const parameter of operation?.parameters ?? []) {
				const value = String(scenario.path[parameter.name] ?? "").replace(/\{([^}]+)\}/g, (_, name) =>
					String(saved[name as string]),
				);
				if (parameter.in === "path" && value !== "") parameter.example = /^-?\d+$/.test(value) ? Number(value) : value;
			}
		}
		return { document: copy, cleanUp: () => setUp.cleanUp() };
	}

	#finder() {
		const { document, planned, credentials, endpoint } = this.#target;
		const basePath = new URL(endpoint).pathname.replace(/\/+$/, "");
		return operationFinder({ document, operations: operationsOf(document), planned, credentials, basePath });
	}

	#plantsByCell(kind: FaultKind): Map<string, Plant> {
		const plants = new Map<string, Plant>();
		for (const { cell, cause } of this.#target.contexts.values()) {
			const context = this.#target.contexts.get(`${cell.id} (${cause})`);
			const key = [cell.operationId, cell.status, cell.requestMediaType ?? "-", cell.responseMediaType || "-"].join(
				" ",
			);
			// Dredd sends no optional parameters, so that its answer is that of the first cause.
			const plant = context && !plants.has(key) && cause === cell.causes[0] ? kind.plan(context) : undefined;
			if (plant !== undefined) plants.set(key, plant);
		}
		return plants;
	}

	/** Whether each transaction passed. */
	#run(): Promise<Map<string, boolean>> {
		const outcomes = new Map<string, boolean>();
		const find = this.#finder();
		const emitter = new QuietEmitter();
		const settle = (passed: boolean) => (one: unknown, other?: unknown) => {
			const test = [one, other].find((each) => (each as Partial<DreddTest> | undefined)?.request) as
				| DreddTest
				| undefined;
			// A transaction that ended before its request is one that did not pass.
			if (test === undefined) return;
			const basePath = new URL(this.#target.endpoint).pathname.replace(/\/+$/, "");
			const request = { method: test.request.method, target: `${basePath}${test.request.uri}` };
			const headers = Object.fromEntries(
				Object.entries(test.request.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
			);
			outcomes.set(keyOf(find(request)?.operationId, { headers }, String(test.expected.statusCode)), passed);
		};
		emitter.on("start", (_: unknown, done: () => void) => done());
		emitter.on("end", (done: () => void) => done());
		emitter.on("test pass", settle(true));
		for (const event of ["test fail", "test error"]) emitter.on(event, settle(false));
		emitter.close();
		const Dredd = loadDredd();
		const { "x-throttle": _, ...document } = this.#document;
		const dredd = new Dredd({
			endpoint: this.#target.proxy.url,
			path: [],
			apiDescriptions: [{ location: "openapi.json", content: JSON.stringify(document) }],
			hookfiles: [],
			loglevel: "silent",
			emitter,
			header: this.#headers,
			http: { timeout: 10_000 },
			custom: {},
		} as ConstructorParameters<DreddClass>[0]);
		return new Promise((resolve, reject) => {
			dredd.run((error) => (error ? reject(error) : resolve(outcomes)));
		});
	}
}

/** Dredd takes `application/json; charset=utf-8` for another media type than `application/json`. */
function withoutCharset(answer: PlantedAnswer): PlantedAnswer {
	const { "content-type": contentType, ...headers } = answer.headers;
	if (contentType === undefined) return answer;
	return { ...answer, headers: { ...headers, "content-type": contentType.replace(/;\s*charset=utf-8$/i, "") } };
}

interface DreddTest {
	request: { method: string; uri: string; headers: Record<string, string> };
	expected: { statusCode: string };
}

/** The cell that a request and its answer's status name. */
function keyOf(operationId: string | undefined, { headers }: Pick<ProxiedRequest, "headers">, status: string): string {
	const type = (value: string | undefined) => (value === undefined ? "-" : mediaTypeOf(value));
	return [operationId ?? "-", status, type(headers["content-type"]), type(headers.accept)].join(" ");
}
