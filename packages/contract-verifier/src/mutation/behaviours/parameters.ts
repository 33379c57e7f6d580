import { type Operation, type Parameter, typeOf } from "@onespec/openapi-document";
import { checkOf } from "../../schema/validator.js";
import { whole } from "../../xml/names.js";
import type { ProxiedRequest } from "../proxy.js";
import type { Behaviour, BehaviourInput } from "./behaviour.js";
import { operationFinder } from "./operation-of.js";

/** A value that the document refuses is answered like one that it does not. */
const TAKEN = /^status: must be 4\d\d, but is /;

/** Other items, another number of them, another kind of answer. */
const OTHER_ANSWER =
	/^status: must be \d+, but is |^body: must be |the root element must be|^(list|count)\b.*: must be /s;

/** Faults in what becomes of query parameters: not checked, ignored, shifted by one, with another default. */
export function parameterBehaviours(input: BehaviourInput): Behaviour[] {
	return input.model.operations.flatMap((operation) =>
		operation.parameters
			.filter((parameter) => parameter.in === "query")
			.flatMap((parameter) => behavioursOf(input, operation, parameter)),
	);
}

function behavioursOf(input: BehaviourInput, operation: Operation, parameter: Parameter): Behaviour[] {
	const find = operationFinder(input);
	const schema = whole(input.model, parameter.schema);
	const numeric = ["integer", "number"].includes(typeOf(schema) ?? "");
	const fits = (text: string) =>
		checkOf(input.model, schema)(numeric && /^-?\d+$/.test(text) ? Number(text) : text).length === 0;
	/** A fault that gives the parameter another value: `undefined` takes it out. */
	const behaviour = (
		what: string,
		change: (given: string | undefined) => string | undefined,
		because = OTHER_ANSWER,
	): Behaviour => ({
		name: `parameter-${parameter.name}-${what}`,
		operationIds: [operation.id],
		because,
		showsIn: (cell) => cell.operationId === operation.id,
		fault: () => (request, forward) =>
			forward(find(request)?.id === operation.id ? withParameter(request, parameter.name, change) : request),
	});
	const several = numeric && schema.enum === undefined;
	return [
		behaviour("not-checked", (given) => (given === undefined || fits(given) ? given : undefined), TAKEN),
		behaviour("ignored", (given) => (given !== undefined && fits(given) ? undefined : given)),
		...(several
			? [
					behaviour("off-by-one", (given) => {
						const shifted = String(Number(given) + 1);
						return given !== undefined && fits(given) && fits(shifted) ? shifted : given;
					}),
				]
			: []),
		...(several && typeof schema.default === "number"
			? [behaviour("default-wrong", (given) => given || String(Number(schema.default) + 1))]
			: []),
	];
}

function withParameter(
	request: ProxiedRequest,
	name: string,
	change: (given: string | undefined) => string | undefined,
): ProxiedRequest {
	const [path = "", search = ""] = request.target.split("?");
	const query = new URLSearchParams(search);
	const given = query.get(name) ?? undefined;
	const changed = change(given);
	if (changed === given) return request;
	if (changed === undefined) query.delete(name);
	else query.set(name, changed);
	const text = query.toString();
	return { ...request, target: text === "" ? path : `${path}?${text}` };
}
