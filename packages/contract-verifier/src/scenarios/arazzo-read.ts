import { readFile } from "node:fs/promises";
import { type DocumentModel, escapeToken, type Operation, valueAt } from "@onespec/openapi-document";
import { parseDocument } from "yaml";
import { cellsOf } from "../cells.js";
import { operationsById, responseFor } from "../lookup.js";
import { carriersOf, standInProfile } from "../requests/credentials.js";
import type { FoundScenario } from "./find.js";
import { placeholdersIn } from "./placeholders.js";
import { ScenariosError } from "./scenarios-error.js";
import type { Call, Fixture, RequestParts, Scenarios } from "./types.js";

/** The workflows of an Arazzo description, as scenarios. */
export interface Workflows {
	/** A cause is brought about once in a run; what brings it about in another way is in the next one. */
	readonly rounds: readonly Scenarios[];
	/** What is not supported, with its place: it is not run. */
	readonly unsupported: readonly string[];
	/** How many of these belong to no cell, so that no report shows them as open. */
	readonly placeless: number;
}

/** What stands at a place can't be run. */
class UnsupportedError extends Error {}

type Node = Record<string, unknown>;

/** What a workflow has made when it has come to its end. */
interface Ended {
	fixtures: string[];
	/** Its outputs, as placeholders. */
	outputs: Record<string, string>;
	/** Why not all of it could be run. */
	broken: string | undefined;
}

/** What a step may refer to. */
interface Scope {
	inputs: Node;
	/** Placeholders of what steps before have answered, by step and output. */
	steps: Map<string, Record<string, string>>;
	workflow(id: string): Ended | undefined;
}

/**
 * Reads the workflows of an Arazzo description. Each step is judged as a cause of its cell, with the steps before it as
 * fixtures.
 *
 * @throws ScenariosError for what is no Arazzo description, and for operations and statuses that the document doesn't have
 */
export async function readWorkflows(file: string, model: DocumentModel): Promise<Workflows> {
	let text: string;
	try {
		text = await readFile(file, "utf8");
	} catch (error) {
		throw new ScenariosError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code}); check the path.`);
	}
	const yaml = parseDocument(text);
	const [syntax] = yaml.errors;
	if (syntax)
		throw new ScenariosError(`${file}:${syntax.linePos?.[0].line ?? 1}: ${syntax.message.split("\n")[0] ?? ""}`);
	let root: unknown;
	try {
		root = yaml.toJS();
	} catch (error) {
		throw new ScenariosError(`${file}: ${(error as Error).message}`);
	}
	if (!isNode(root) || !/^1\.0\.\d+/.test(String(root.arazzo)) || !Array.isArray(root.workflows))
		throw new ScenariosError(`${file}: is no Arazzo 1.0 description: it needs "arazzo: 1.0.1" and workflows.`);
	return new Reader(file, root, model).read();
}

class Reader {
	readonly #file: string;
	readonly #root: Node;
	readonly #model: DocumentModel;
	readonly #workflows = new Map<string, Node>();
	readonly #ended = new Map<string, Ended>();
	readonly #rounds: Scenarios[] = [];
	readonly #fixtures: Record<string, Fixture> = {};
	readonly #unsupported: string[] = [];
	#placeless = 0;

	constructor(file: string, root: Node, model: DocumentModel) {
		this.#file = file;
		this.#root = root;
		this.#model = model;
	}

	read(): Workflows {
		for (const [index, one] of nodes(this.#root.workflows).entries()) {
			const id = one.workflowId;
			if (typeof id !== "string" || this.#workflows.has(id))
				this.#refuse(`workflows.${index}`, "needs a workflowId of its own");
			this.#workflows.set(String(id), one);
		}
		for (const id of this.#workflows.keys()) this.#workflow(id, []);
		return { rounds: this.#rounds, unsupported: this.#unsupported, placeless: this.#placeless };
	}

	#refuse(place: string, problem: string): never {
		throw new ScenariosError(`${this.#file}: ${place}: ${problem}.`);
	}

	#workflow(id: string, way: readonly string[]): Ended {
		const known = this.#ended.get(id);
		if (known !== undefined) return known;
		const place = `workflows.${id}`;
		const workflow = this.#workflows.get(id) ?? this.#refuse(`workflows.${way.at(-1)}`, `there is no workflow "${id}"`);
		if (way.includes(id)) this.#refuse(place, "depends on itself");
		const before = texts(workflow.dependsOn).map((one) => this.#workflow(one, [...way, id]));
		const fixtures = [...new Set(before.flatMap((one) => one.fixtures))];
		let broken = before.find((one) => one.broken !== undefined)?.broken;
		const steps = nodes(workflow.steps);
		if (steps.length === 0) this.#refuse(place, "has no steps");
		const scope: Scope = {
			inputs: isNode(workflow.inputs) && isNode(workflow.inputs.properties) ? workflow.inputs.properties : {},
			steps: new Map(),
			workflow: (name) => this.#ended.get(name),
		};
		for (const [index, step] of steps.entries()) {
			if (step["x-clean-up"] !== undefined) continue;
			const stepId = typeof step.stepId === "string" ? step.stepId : `step-${index + 1}`;
			const at = `${place}.steps.${stepId}`;
			const fixture = `${id}__${stepId}`.replace(/[^\w-]/g, "-").replace(/^(?![A-Za-z])/, "w");
			let operation: Operation | undefined;
			let status: string | undefined;
			try {
				operation = this.#operation(step, at);
				status = this.#status(step, operation, at);
				if (broken !== undefined) throw new UnsupportedError(`it comes after ${broken}`);
				const parts = this.#parts(step, workflow, operation, status, scope);
				const save = saved(step.outputs);
				scope.steps.set(stepId, Object.fromEntries(Object.keys(save).map((name) => [name, `${fixture}.${name}`])));
				const cleanup = this.#cleanUp(steps.slice(index + 1), workflow, stepId, fixture, scope);
				const common = { ...parts, ...(Object.keys(save).length > 0 && { save }), ...(cleanup && { cleanup }) };
				const profile = workflow["x-profile"];
				const scenario = {
					...common,
					fixtures: [...fixtures],
					fresh: true,
					...(typeof profile === "string" && { profile }),
				};
				this.#add(operation, status, step["x-cause"], scenario, at);
				if (status.startsWith("2")) {
					this.#fixtures[fixture] = { operation: operation.id, ...common };
					fixtures.push(fixture);
				}
			} catch (error) {
				if (!(error instanceof UnsupportedError)) throw error;
				const reason = `${at}: ${error.message}`;
				this.#unsupported.push(reason);
				broken ??= at;
				if (operation === undefined || status === undefined) this.#placeless++;
				else this.#add(operation, status, step["x-cause"], { open: `not supported: ${reason}` }, at);
			}
		}
		const outputs: Record<string, string> = {};
		for (const [name, value] of Object.entries(isNode(workflow.outputs) ? workflow.outputs : {})) {
			const [, step = "", output = ""] = /^\$steps\.([\w-]+)\.outputs\.([\w.-]+)$/.exec(String(value)) ?? [];
			const placeholder = scope.steps.get(step)?.[output];
			if (placeholder !== undefined) outputs[name] = placeholder;
		}
		const ended = { fixtures, outputs, broken };
		this.#ended.set(id, ended);
		return ended;
	}

	/** @throws UnsupportedError for a step that is no request of an operation */
	#operation({ operationId, operationPath, workflowId }: Node, at: string): Operation {
		if (typeof operationId === "string") {
			const name = operationId.replace(/^\$sourceDescriptions\.[\w-]+\./, "");
			return operationsById(this.#model).get(name) ?? this.#refuse(at, `the document has no operation "${name}"`);
		}
		if (typeof operationPath === "string") {
			const pointer = operationPath.slice(operationPath.indexOf("#"));
			const found = this.#model.operations.find(
				({ path, method }) => `#/paths/${escapeToken(path)}/${method.toLowerCase()}` === pointer,
			);
			return found ?? this.#refuse(at, `the document has no operation at "${pointer}"`);
		}
		throw new UnsupportedError(workflowId === undefined ? "it names no operation" : "a workflow as a step");
	}

	/** The status that a step expects, as the document has it. */
	#status({ successCriteria, onSuccess }: Node, operation: Operation, at: string): string {
		const all = nodes(successCriteria);
		const codes = all.flatMap(({ condition, type = "simple" }) => {
			const match = type === "simple" ? /^\s*\$statusCode\s*==\s*'?(\d{3})'?\s*$/.exec(String(condition)) : null;
			return match?.[1] ?? [];
		});
		if (nodes(onSuccess).length > 0) throw new UnsupportedError("onSuccess: another step than the next one");
		const [code] = codes;
		if (code === undefined || codes.length !== 1 || all.length !== 1)
			throw new UnsupportedError('successCriteria: only one is read, "$statusCode == 200"');
		const response = responseFor(operation, code);
		if (response === undefined) this.#refuse(at, `the document has no answer ${code} of ${operation.id}`);
		if (response.status !== code)
			throw new UnsupportedError(`the document has ${response.status}, which ${code} can't be told from`);
		return code;
	}

	#parts(step: Node, workflow: Node, operation: Operation, status: string, scope: Scope): RequestParts {
		const parts: FoundScenario = {};
		const path: NonNullable<RequestParts["path"]> = {};
		const query: NonNullable<RequestParts["query"]> = {};
		const headers: NonNullable<RequestParts["headers"]> = {};
		const carriers = carriersOf(this.#model, operation, standInProfile(this.#model, "given"));
		const byDocument = new Set<string>();
		let credentials = false;
		for (const { name, in: place, value, ...more } of this.#parameters(workflow, step)) {
			const what = `parameter ${String(name)}`;
			const same = (one: string) => one.toLowerCase() === String(name).toLowerCase();
			const isCarrier = carriers.some((one) => one.in === place && same(one.name)) || same("Authorization");
			if (isCarrier && isCredential(value, scope)) {
				credentials = true;
				continue;
			}
			// Each media type of the answers has its turn.
			const isAnswered = operation.responses.some(({ content }) => content.some((one) => one.mediaType === value));
			if (place === "header" && same("Accept") && isAnswered) continue;
			if (place === "path" && more["x-by-document"] === true) {
				byDocument.add(String(name));
				continue;
			}
			const filled = filledIn(value, scope, what);
			if (typeof filled === "object" || filled === undefined)
				throw new UnsupportedError(`${what}: a value with members`);
			const text = filled as string | number | boolean;
			if (place === "path") path[String(name)] = text;
			else if (place === "query") query[String(name)] = text;
			else if (place === "header") headers[String(name)] = text;
			else throw new UnsupportedError(`${what}: in ${String(place)}`);
			if (isCarrier) credentials = true;
		}
		for (const { name, in: place } of operation.parameters) {
			if (place === "path" && path[name] === undefined && !byDocument.has(name))
				throw new UnsupportedError(`parameter ${name} of the path is not given`);
		}
		if (carriers.length > 0 && !credentials && (status === "401" || step["x-cause"] !== undefined))
			parts.anonymous = true;
		if (operation.requestBody !== undefined) Object.assign(parts, bodyOf(step.requestBody, operation, scope));
		else if (step.requestBody !== undefined) throw new UnsupportedError("requestBody: the operation takes none");
		return { ...parts, path, query, headers };
	}

	/** Those of the workflow too, unless the step has its own of the same name and place. */
	#parameters(workflow: Node, step: Node): Node[] {
		const all = [...nodes(workflow.parameters), ...nodes(step.parameters)].map((one): Node => {
			if (one.reference === undefined) return one;
			const [, name = ""] = /^\$components\.parameters\.([\w.-]+)$/.exec(String(one.reference)) ?? [];
			const found = valueAt(this.#root, `/components/parameters/${name}`);
			if (!isNode(found)) throw new UnsupportedError(`there is no parameter ${String(one.reference)}`);
			return { ...found, ...(one.value !== undefined && { value: one.value }) };
		});
		return [...new Map(all.map((one) => [`${String(one.in)} ${String(one.name)}`, one])).values()];
	}

	/** How what a step has made is removed: by its clean-up step, else by one after it that deletes what it names. */
	#cleanUp(after: readonly Node[], workflow: Node, stepId: string, fixture: string, scope: Scope): Call | undefined {
		for (const step of after) {
			const isOwn = step["x-clean-up"] === stepId;
			if (!isOwn && !JSON.stringify(step.parameters ?? "").includes(`$steps.${stepId}.outputs.`)) continue;
			const operation = this.#operation(step, "clean-up");
			if (!isOwn && operation.method !== "DELETE") continue;
			try {
				const { path, query, headers, body } = this.#parts(step, workflow, operation, "", scope);
				const call = { operation: operation.id, ...{ path, query, headers }, ...(body !== undefined && { body }) };
				// Its own values have no fixture before their names.
				return JSON.parse(JSON.stringify(call).replaceAll(`{${fixture}.`, "{")) as Call;
			} catch (error) {
				// Told where the step itself is read.
				if (!(error instanceof UnsupportedError)) throw error;
			}
		}
		return undefined;
	}

	/** Puts a scenario where a cause of its cells is free, in the first run that has one. */
	#add({ id }: Operation, status: string, stated: unknown, scenario: FoundScenario, at: string): void {
		const all = cellsOf(this.#model, id).filter((cell) => cell.status === status);
		const causes = [...new Set(all.flatMap((cell) => cell.causes))];
		if (stated !== undefined && !causes.includes(String(stated)))
			this.#refuse(at, `x-cause: ${id} ${status} has no cause "${String(stated)}", but ${causes.join(", ")}`);
		const names = stated === undefined ? causes : [String(stated)];
		for (let round = 0; ; round++) {
			this.#rounds[round] ??= { fixtures: this.#fixtures, causes: {}, operations: {} };
			const { operations } = this.#rounds[round] as Scenarios;
			operations[id] ??= {};
			operations[id][status] ??= {};
			const taken = operations[id][status];
			const free = names.find((name) => taken[name] === undefined);
			if (free === undefined) continue;
			taken[free] = { ...scenario, ...(stated === undefined && causes.length > 1 && { anyCause: true }) };
			return;
		}
	}
}

/** The body that a step states. */
function bodyOf(stated: unknown, { requestBody }: Operation, scope: Scope): RequestParts {
	const kinds = requestBody?.content.map(({ kind }) => kind) ?? [];
	if (!isNode(stated) || stated.payload === undefined) {
		if (kinds.every((kind) => kind === "json" || kind === "xml")) return { bodyText: { json: "", xml: "" } };
		throw new UnsupportedError("requestBody: a request without its body");
	}
	if (stated.replacements !== undefined) throw new UnsupportedError("requestBody: replacements");
	let { payload } = stated;
	if (typeof payload === "string" && !payload.startsWith("$") && kinds.includes("json")) {
		try {
			payload = JSON.parse(payload);
		} catch {
			throw new UnsupportedError("requestBody: a text that is no JSON; state the value");
		}
	}
	return { body: filledIn(payload, scope, "requestBody") };
}

/** The pointers of a step's outputs; what is no part of a body is left out, and who refers to it can't be run. */
function saved(outputs: unknown): Record<string, string> {
	const save: Record<string, string> = {};
	for (const [name, value] of Object.entries(isNode(outputs) ? outputs : {})) {
		const match = /^\$response\.body(?:#(.*))?$/.exec(String(value));
		if (match !== null && /^[A-Za-z][\w-]*$/.test(name)) save[name] = match[1] ?? "";
	}
	return save;
}

/** A value with its runtime expressions as placeholders. */
function filledIn(value: unknown, scope: Scope, what: string): unknown {
	if (typeof value === "string") {
		if (placeholdersIn(value).length > 0) throw new UnsupportedError(`${what}: a text with ${value}`);
		if (EXPRESSION.test(value)) return resolved(value, scope, what);
		return value.replace(/\{(\$[^{}]+)\}/g, (_, expression: string) => String(resolved(expression, scope, what)));
	}
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) return value.map((item) => filledIn(item, scope, what));
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filledIn(item, scope, what)]));
}

const EXPRESSION =
	/^\$(url|method|statusCode|(request|response|inputs|outputs|steps|workflows|sourceDescriptions|components)\.)/;

function resolved(expression: string, { inputs, steps, workflow }: Scope, what: string): unknown {
	const [, kind, name = "", output = ""] =
		/^\$(steps|workflows)\.([\w-]+)\.outputs\.([\w.-]+)$/.exec(expression) ??
		/^\$(inputs)\.([\w.-]+)$/.exec(expression) ??
		[];
	const placeholder = kind === "steps" ? steps.get(name)?.[output] : workflow(name)?.outputs[output];
	if (kind !== "inputs" && placeholder !== undefined) return `{${placeholder}}`;
	const input = kind === "inputs" ? inputs[name] : undefined;
	if (isNode(input) && input.default !== undefined) return input.default;
	const why = kind === "inputs" ? "it has no default, and is no credential" : "it refers to nothing that is read";
	throw new UnsupportedError(`${what}: ${expression}: ${why}`);
}

/** Whether a value is made of inputs that have no default: their values are those of the credentials file. */
function isCredential(value: unknown, { inputs }: Scope): boolean {
	const [, name] = /\$inputs\.([\w.-]+)/.exec(String(value)) ?? [];
	const input = name === undefined ? undefined : inputs[name];
	return name !== undefined && !(isNode(input) && input.default !== undefined);
}

function isNode(value: unknown): value is Node {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nodes(value: unknown): Node[] {
	return Array.isArray(value) ? value.filter(isNode) : [];
}

function texts(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : [];
}
