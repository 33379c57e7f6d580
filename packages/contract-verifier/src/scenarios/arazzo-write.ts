import { type DocumentModel, escapeToken, type Operation, successOf } from "@onespec/openapi-document";
import { firstExample, operationsById } from "../lookup.js";
import { planOf, profileOf } from "../plan.js";
import { carriersOf, standInProfile } from "../requests/credentials.js";
import { isSafe } from "../requests/read-only.js";
import { parameterSample, sampleOf } from "../requests/sample.js";
import type { FoundScenario } from "./find.js";
import { fillText, fixturesIn } from "./placeholders.js";
import type { Call, RequestParts, Scenarios } from "./types.js";

/** What an Arazzo description has no words for. */
interface Inexpressible {
	/** `operations.getNote.404.wrong`, as a scenarios file has it. */
	readonly place: string;
	readonly reason: string;
}

/** Scenarios as an Arazzo description. */
export interface ArazzoExport {
	readonly description: { readonly workflows: readonly object[]; readonly [member: string]: unknown };
	readonly inexpressible: readonly Inexpressible[];
	/** How many causes say `natural`, which speaks of mocks alone. */
	readonly natural: number;
}

class InexpressibleError extends Error {}

interface Step {
	stepId: string;
	[member: string]: unknown;
}

/**
 * Writes scenarios as an Arazzo 1.0.1 description: a workflow for each cause, with its fixtures, its request and its
 * clean-up as steps. Credentials are inputs, never values.
 *
 * @param url where the document is, as seen from the description
 * @example arazzoOf(model, scenarios, "openapi.yaml").description // { arazzo: "1.0.1", … }
 */
export function arazzoOf(model: DocumentModel, scenarios: Scenarios | undefined, url: string): ArazzoExport {
	const all = [
		...Object.values(scenarios?.causes ?? {}),
		...Object.values(scenarios?.operations ?? {}).flatMap((statuses) => Object.values(statuses).flatMap(Object.values)),
	] as FoundScenario[];
	const every = standInProfile(model, "given");
	const credentials = Object.fromEntries(["default", ...all.map(profileOf)].map((name) => [name, every]));
	const inexpressible: Inexpressible[] = [];
	const workflows = new Map<string, object>();
	const seen = new Set<string>();
	let natural = 0;
	for (const { operation, cell, cause, scenario, open } of planOf({ model, target: "live", scenarios, credentials })) {
		const place = `operations.${operation.id}.${cell.status}.${cause}`;
		if (seen.has(place)) continue;
		seen.add(place);
		try {
			if (open !== undefined) throw new InexpressibleError(open);
			const id = unique(`${operation.id}-${cell.status}-${cause}`.replace(/[^\w-]+/g, "-"), workflows);
			const steps = stepsOf(model, scenarios, operation, cell.status, cause, scenario);
			const profile = profileOf(scenario);
			const inputs = inputsOf(steps, model, profile);
			workflows.set(id, {
				workflowId: id,
				summary: `${operation.id} is answered ${cell.status}: ${cause}.`,
				...(profile !== "default" && { "x-profile": profile }),
				...(inputs && { inputs }),
				steps,
			});
			if (scenario.natural === true) natural++;
		} catch (error) {
			if (!(error instanceof InexpressibleError)) throw error;
			inexpressible.push({ place, reason: error.message });
		}
	}
	const { title, version } = model.info;
	const description = {
		arazzo: "1.0.1",
		info: { title: `How the answers of ${title} are brought about`, version },
		sourceDescriptions: [{ name: "api", url, type: "openapi" }],
		workflows: [...workflows.values()],
	};
	return { description, inexpressible, natural };
}

function stepsOf(
	model: DocumentModel,
	scenarios: Scenarios | undefined,
	operation: Operation,
	status: string,
	cause: string,
	scenario: FoundScenario,
): Step[] {
	const refuse = (reason: string): never => {
		throw new InexpressibleError(reason);
	};
	if (scenario.repeat !== undefined) refuse("repeat: a request that is sent until a status appears");
	if (scenario.bodyText !== undefined) refuse("bodyText: a body as it is sent, which need not be well-formed");
	if (scenario.absent === true) refuse("an id that the server has just said does not exist");
	if (!/^\d+$/.test(status)) refuse(`${status} is no single status`);
	const isHarmless = scenario.anonymous === true && isSafe(operation.method);
	if (scenario.derived === true && operation.path.includes("{") && !isHarmless)
		refuse("it names an item that the verifier makes by itself: write a fixture");

	const names = needed(scenarios, scenario.fixtures ?? []);
	let subject = "request";
	while (names.includes(subject)) subject += "-";
	const profile = profileOf(scenario);
	const own = (step: string) => (name: string) => {
		const [fixture, value] = name.includes(".") ? name.split(".") : [step, name];
		return `$steps.${fixture}.outputs.${value}`;
	};
	const stepOf = (id: string, call: Call, more: Partial<FoundScenario> = {}, at = id): Step => {
		const one = operationsById(model).get(call.operation) as Operation;
		const stepProfile = more.anonymous === true ? undefined : profile;
		return { stepId: id, ...requestOf(model, one, call, stepProfile, own(at)) };
	};
	const success = ({ operation: id }: Call) => {
		const code = successOf(operationsById(model).get(id) as Operation)?.status ?? "";
		return criteria(/^\d+$/.test(code) ? code : refuse(`${id}: no single status says that it has succeeded`));
	};
	const steps: Step[] = [];
	const cleanUps: Step[] = [];
	const clean = (step: string, cleanup: Call | undefined) => {
		// What the request itself has removed is gone.
		if (cleanup === undefined || (cleanup.operation === operation.id && status.startsWith("2"))) return;
		const id = `clean-up-${step}`;
		cleanUps.unshift({ ...stepOf(id, cleanup, {}, step), ...success(cleanup), "x-clean-up": step });
	};
	for (const name of names) {
		const fixture = scenarios?.fixtures[name];
		if (fixture === undefined) continue;
		steps.push({ ...stepOf(name, fixture), ...success(fixture), ...outputs(fixture.save) });
		clean(name, fixture.cleanup);
	}
	steps.push({
		...stepOf(subject, { ...scenario, operation: operation.id }, scenario),
		...criteria(status),
		...outputs(scenario.save),
		"x-cause": cause,
	});
	clean(subject, scenario.cleanup);
	return [...steps, ...cleanUps];
}

/** Fixtures with those that they need, which come first. */
function needed(scenarios: Scenarios | undefined, names: readonly string[]): string[] {
	const all = names.flatMap((name) => [...needed(scenarios, fixturesIn(scenarios?.fixtures[name] ?? {})), name]);
	return [...new Set(all)];
}

const criteria = (status: string) => ({ successCriteria: [{ condition: `$statusCode == ${status}` }] });

function outputs(save: Record<string, string> | undefined): object {
	if (save === undefined) return {};
	const entries = Object.entries(save).map(([name, pointer]) => [name, `$response.body#${pointer}`]);
	return { outputs: Object.fromEntries(entries) };
}

/** The members of a step that say what is sent; `profile` is `undefined` where no credentials are. */
function requestOf(
	model: DocumentModel,
	operation: Operation,
	parts: RequestParts,
	profile: string | undefined,
	expression: (name: string) => string,
): object {
	const parameters: object[] = [];
	const headers = new Map(Object.entries(parts.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
	if (headers.has("content-type")) throw new InexpressibleError("headers: another Content-Type than that of the body");
	if (Object.values(parts.query ?? {}).some(Array.isArray))
		throw new InexpressibleError("query: a parameter with several values");
	const text = (value: unknown) => withExpressions(value, expression);
	for (const parameter of operation.parameters) {
		const { name, in: place, required } = parameter;
		const stated =
			place === "path"
				? parts.path?.[name]
				: place === "query"
					? parts.query?.[name]
					: place === "header"
						? headers.get(name.toLowerCase())
						: undefined;
		if (stated !== undefined || !required) continue;
		const value = parameterSample(model, parameter);
		if (typeof value === "object") throw new InexpressibleError(`parameter ${name}: a value with members`);
		// What a path names by the document's example alone is left to the verifier again.
		parameters.push({ name, in: place, value, ...(place === "path" && { "x-by-document": true }) });
	}
	for (const [name, value] of Object.entries(parts.path ?? {}))
		parameters.push({ name, in: "path", value: text(value) });
	for (const [name, value] of Object.entries(parts.query ?? {}))
		if (value !== null) parameters.push({ name, in: "query", value: text(value) });
	for (const [name, value] of Object.entries(parts.headers ?? {}))
		if (value !== null) parameters.push({ name, in: "header", value: text(value) });
	// Other tools would offer all media types at once, which not every server reads.
	const answers = operation.responses.flatMap(({ content }) => content);
	const accept = (answers.find(({ kind }) => kind === "json") ?? answers[0])?.mediaType;
	if (new Set(answers.map(({ mediaType }) => mediaType)).size > 1 && !headers.has("accept"))
		parameters.push({ name: "Accept", in: "header", value: accept });
	const carriers = profile === undefined ? [] : carriersOf(model, operation, standInProfile(model, "given"));
	for (const { scheme, in: place, name, write } of carriers) {
		if (place === "header" && headers.has(name.toLowerCase())) continue;
		if (place === "query" && parts.query?.[name] !== undefined) continue;
		const input = `{$inputs.${scheme}}`;
		const written = write(input);
		// A scheme that encodes its value takes it encoded.
		const value = written.includes(input) ? written : `${written.split(" ")[0]} ${input}`;
		parameters.push({ name, in: place, value: value === input ? input.slice(1, -1) : value });
	}
	const media = operation.requestBody?.content.find(({ kind }) => kind === "json") ?? operation.requestBody?.content[0];
	const body = media && (parts.body ?? firstExample(model, media) ?? (media.schema && sampleOf(model, media.schema)));
	const { operationId, path, method } = operation;
	const named =
		operationId === operation.id
			? { operationId }
			: {
					operationPath: `{$sourceDescriptions.api.url}#/paths/${escapeToken(path)}/${method.toLowerCase()}`,
				};
	return {
		...named,
		...(parameters.length > 0 && { parameters }),
		...(body !== undefined && { requestBody: { contentType: media?.mediaType, payload: text(body) } }),
	};
}

/** A value with its placeholders as runtime expressions, and long texts spelled out. */
function withExpressions(value: unknown, expression: (name: string) => string): unknown {
	if (typeof value === "string") {
		const filled = fillText(value, (name) => `{${expression(name)}}`) as string;
		return /^\{\$[^{}]*\}$/.test(filled) ? filled.slice(1, -1) : filled;
	}
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) return value.map((item) => withExpressions(item, expression));
	const { $repeat: text, times } = value as { $repeat?: unknown; times?: unknown };
	if (typeof text === "string" && typeof times === "number") return text.repeat(times);
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withExpressions(item, expression)]));
}

/** The credentials that steps name, as inputs of their workflow. */
function inputsOf(steps: readonly Step[], model: DocumentModel, profile: string): object | undefined {
	const text = JSON.stringify(steps);
	const schemes = Object.keys(model.securitySchemes).filter(
		(name) => text.includes(`{$inputs.${name}}`) || text.includes(`"$inputs.${name}"`),
	);
	if (schemes.length === 0) return undefined;
	const properties = schemes.map((name) => [
		name,
		{ type: "string", format: "password", description: `The credential ${name} of the profile ${profile}.` },
	]);
	return { type: "object", required: schemes, properties: Object.fromEntries(properties) };
}

function unique(name: string, taken: ReadonlyMap<string, unknown>): string {
	let free = name;
	for (let count = 2; taken.has(free); count++) free = `${name}-${count}`;
	return free;
}
