import { branchesOf, type Parameter, resolve, type Schema, typeOf, typesOf } from "@onespec/openapi-document";
import type { Api } from "./api.js";
import { coreNames } from "./core-exports.js";
import { memberName, Names } from "./names.js";
import { bodyText, parameterText } from "./operation-docs.js";
import type { CompanionNames, OperationModel } from "./operation-model.js";
import type { SchemaTypes } from "./schema-types.js";

/** One argument of a generated function. */
export interface Argument {
	readonly name: string;
	readonly type: string;
	readonly optional: boolean;
	/** What it means, for the doc comment. */
	readonly text: string;
}

/** How a generated function is called, without the client, which is the first argument of each. */
export interface Signature {
	readonly name: string;
	/** Type parameters beside that of decimals. */
	readonly generics: string;
	readonly arguments: readonly Argument[];
	readonly returns: string;
	/** What the function of the core is given: the request. */
	readonly request: string;
}

/** The signature of an operation's own function. */
export function operationSignature(api: Api, model: OperationModel, types: SchemaTypes): Signature {
	const result = model.kind === "result" || model.kind === "batch" ? "" : types.result(model);
	const single = model.kind === "single" && model.extensions.notFound !== undefined;
	const path = pathArguments(api, model);
	return {
		name: model.name,
		generics: single ? 'Missing extends "error" | "null" = "error"' : "",
		arguments: [
			...path,
			...bodyArgument(api, model, types),
			...parametersArgument("query", model.queryParameters, model.queryType),
			...placeArgument(model, "header"),
			...placeArgument(model, "cookie"),
			{ name: "options", type: optionsType(model), optional: true, text: "how the call is made" },
		],
		returns: `Promise<${returnType(model, result, single)}>`,
		request: requestText(path, [
			...(model.request === undefined ? [] : ["body"]),
			...(["query", "header", "cookie"] as const).filter((place) => model[`${place}Parameters`].length > 0),
		]),
	};
}

/** What an operation brings along beside its own function. */
export type Companion = keyof CompanionNames;

/** The companions that an operation has, in the order in which they are written. */
export function companionsOf({ companions }: OperationModel): Companion[] {
	return (["count", "iterate", "pages", "untilDone"] as const).filter((part) => companions[part] !== undefined);
}

/**
 * The signature of a companion: of a list the number of its items, the items one by one, or its pages; of what begins
 * something, the wait for it.
 */
export function companionSignature(api: Api, model: OperationModel, types: SchemaTypes, part: Companion): Signature {
	const name = model.companions[part] ?? part;
	if (part === "untilDone") {
		const own = operationSignature(api, model, types);
		const options = { ...own.arguments.at(-1), type: "LongRunningOptions" } as Argument;
		const state = model.status === undefined ? "unknown" : types.result(model.status);
		return { ...own, name, arguments: [...own.arguments.slice(0, -1), options], returns: `Promise<${state}>` };
	}
	const follows = model.extensions.nextPage !== undefined;
	const item = follows ? types.item(model) : types.result(model);
	const path = pathArguments(api, model);
	const returns = {
		count: "Promise<number>",
		iterate: `${follows ? "AsyncGenerator" : "AsyncIterableIterator"}<${item}>`,
		pages: follows ? `AsyncGenerator<FollowedPage<${item}>>` : `AsyncIterableIterator<Page<${item}>>`,
	}[part];
	const others = (["header", "cookie"] as const).filter((place) => model[`${place}Parameters`].length > 0);
	return {
		name,
		generics: "",
		arguments: [
			...path,
			...parametersArgument("query", model.filters, model.filterType),
			...others.flatMap((place) => placeArgument(model, place)),
			{
				name: "options",
				type: part === "count" ? "CallOptions" : follows ? "FollowingOptions" : "PagingOptions",
				optional: true,
				text: part === "count" ? "how the call is made" : "the size of a page, where to begin, and how calls are made",
			},
		],
		returns,
		request: requestText(path, [...(model.filters.length > 0 ? ["query"] : []), ...others]),
	};
}

const CORE_TYPES = [
	"BatchOptions",
	"BatchOutcome",
	"CallOptions",
	"Download",
	"FollowedPage",
	"FollowingOptions",
	"LongRunningOptions",
	"Page",
	"PagingOptions",
	"Result",
	"ServerSentEvent",
	"SingleOptions",
];

/** The types of the core that signatures name. */
export function coreTypesIn(signatures: readonly Signature[]): string[] {
	const words = wordsOf(signatures.flatMap((one) => [one.returns, ...one.arguments.map(({ type }) => type)]).join(" "));
	return CORE_TYPES.filter((name) => words.has(name));
}

/** The names that stand in code, without what is quoted. */
export function wordsOf(code: string): ReadonlySet<string> {
	return new Set(code.replace(/"(?:[^"\\]|\\.)*"/g, "").match(/[A-Za-z_$][\w$]*/g) ?? []);
}

/** The arguments as they stand in a declaration. */
export function parametersText({ arguments: list }: Signature): string[] {
	return list.map(({ name, type, optional }, index) => {
		// What may be left out cannot stand before what may not.
		const before = optional && list.slice(index + 1).some((later) => !later.optional);
		return `${name}${optional && !before ? "?" : ""}: ${type}${before ? " | undefined" : ""}`;
	});
}

interface PathArgument extends Argument {
	readonly parameter: Parameter;
}

function pathArguments(api: Api, { pathParameters, descriptor }: OperationModel): PathArgument[] {
	const names = new Names([...coreNames, descriptor, "client", "body", "query", "header", "cookie", "options"]);
	return pathParameters.map((parameter) => ({
		name: names.take(parameter.name, wordsTogether),
		type: typeOfPath(api, parameter),
		optional: false,
		text: parameterText(api.model, parameter),
		parameter,
	}));
}

/** `thing-id` becomes `thingId`. */
function wordsTogether(name: string): string {
	return name
		.replace(/[^A-Za-z0-9_$]+(.)?/g, (_, next: string | undefined) => (next ?? "").toUpperCase())
		.replace(/[^A-Za-z0-9_$]/g, "");
}

function typeOfPath(api: Api, { schema }: Parameter): string {
	const resolved = resolve(api.model, schema);
	const values = resolved.enum ?? (resolved.const === undefined ? undefined : [resolved.const]);
	if (
		values !== undefined &&
		values.length > 0 &&
		values.length <= 50 &&
		values.every((one) => typeof one === "string")
	) {
		return values.map((one) => JSON.stringify(one)).join(" | ");
	}
	switch (typeOf(resolved)) {
		case "integer":
		case "number":
			return "number";
		case "boolean":
			return "boolean";
		case "array":
			return "readonly (string | number)[]";
		case "object":
			return "Readonly<Record<string, unknown>>";
		default:
			return scalarsOf(api, schema);
	}
}

/** The types of a parameter that has several, such as a number or a name. */
function scalarsOf(api: Api, schema: Schema): string {
	const types = branchesOf(api.model, schema).flatMap((branch) => typesOf(branch));
	const named = types.map((type) => (type === "integer" ? "number" : type));
	const scalars = ["string", "number", "boolean"].filter((type) => named.some((one) => one === type));
	return scalars.length === 0 ? "string" : scalars.join(" | ");
}

function bodyArgument(api: Api, model: OperationModel, types: SchemaTypes): Argument[] {
	if (model.request === undefined) return [];
	const type = types.request(model);
	return [
		{
			name: "body",
			type: model.kind === "batch" ? `Readonly<${type}>` : type,
			optional: !model.request.required,
			text: bodyText(api.directed, model),
		},
	];
}

function parametersArgument(name: string, parameters: readonly Parameter[], type: string): Argument[] {
	if (parameters.length === 0) return [];
	const text = parameters.map((one) => `\`${one.name.replaceAll("*/", "*\\/")}\``).join(", ");
	return [{ name, type, optional: parameters.every(({ required }) => !required), text }];
}

/** The argument of the parameters in headers or cookies. */
function placeArgument(model: OperationModel, place: "header" | "cookie"): Argument[] {
	const all = `NonNullable<operations[${JSON.stringify(model.id)}]["parameters"]["${place}"]>`;
	const taken = model.operation.parameters.filter(
		(one) => one.in === place && !model[`${place}Parameters`].includes(one),
	);
	const left = taken.length === 0 ? all : `Omit<${all}, ${taken.map(({ name }) => JSON.stringify(name)).join(" | ")}>`;
	return parametersArgument(place, model[`${place}Parameters`], left);
}

function optionsType({ kind, extensions }: OperationModel): string {
	if (kind === "batch") return "BatchOptions";
	return kind === "single" && extensions.notFound !== undefined
		? "SingleOptions & { readonly notFound?: Missing | undefined }"
		: "CallOptions";
}

function returnType({ kind, idType }: OperationModel, result: string, mayMiss: boolean): string {
	switch (kind) {
		case "list":
			return `${/^[\w<>]+$/.test(result) ? result : `(${result})`}[]`;
		case "single":
			return mayMiss ? `${result} | ("null" extends Missing ? null : never)` : result;
		case "result":
			return `Result<${idType}>`;
		case "batch":
			return `BatchOutcome<${idType}>`;
		case "plain":
			return result;
	}
}

function requestText(path: readonly PathArgument[], members: readonly string[]): string {
	const values = path.map(({ name, parameter }) =>
		name === parameter.name ? name : `${memberName(parameter.name)}: ${name}`,
	);
	const all = [...(values.length === 0 ? [] : [`path: { ${values.join(", ")} }`]), ...members];
	return all.length === 0 ? "{}" : `{ ${all.join(", ")} }`;
}
