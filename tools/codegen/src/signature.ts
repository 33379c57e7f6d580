import { memberName } from "./names.js";
import type { OpenApiDocument } from "./openapi.js";
import { argumentName, operationDoc, parameterText } from "./operation-docs.js";
import { filterType, type OperationModel, queryType } from "./operation-model.js";
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
export function operationSignature(document: OpenApiDocument, model: OperationModel, types: SchemaTypes): Signature {
	const result = model.kind === "result" || model.kind === "batch" ? "" : types.result(model);
	const single = model.kind === "single" && model.habits.notFound !== undefined;
	return {
		name: model.name,
		generics: single ? 'Missing extends "error" | "null" = "error"' : "",
		arguments: [
			...pathArguments(document, model),
			...bodyArgument(document, model, types),
			...(model.queryParameters.length === 0
				? []
				: [
						{
							name: "query",
							type: queryType(model),
							optional: model.queryParameters.every(({ required }) => required !== true),
							text: model.queryParameters.map(({ name }) => `\`${name}\``).join(", "),
						},
					]),
			{ name: "options", type: optionsType(model), optional: true, text: "how the call is made" },
		],
		returns: `Promise<${returnType(model, result, single)}>`,
		request: requestText(model, model.queryParameters.length > 0 ? "query" : undefined),
	};
}

/** The signature of what a list brings along: its number of items, the items one by one, or the pages. */
export function pagingSignature(
	document: OpenApiDocument,
	model: OperationModel,
	types: SchemaTypes,
	part: "count" | "iterate" | "pages",
): Signature {
	const item = types.result(model);
	const returns = {
		count: "Promise<number>",
		iterate: `AsyncIterableIterator<${item}>`,
		pages: `AsyncIterableIterator<Page<${item}>>`,
	}[part];
	return {
		name: model.paging?.[part] ?? part,
		generics: "",
		arguments: [
			...pathArguments(document, model),
			...(model.filters.length === 0
				? []
				: [
						{
							name: "query",
							type: filterType(model),
							optional: model.filters.every(({ required }) => required !== true),
							text: model.filters.map(({ name }) => `\`${name}\``).join(", "),
						},
					]),
			{
				name: "options",
				type: part === "count" ? "CallOptions" : "PagingOptions",
				optional: true,
				text: part === "count" ? "how the call is made" : "the size of a page, where to begin, and how calls are made",
			},
		],
		returns,
		request: requestText({ ...model, request: undefined }, model.filters.length > 0 ? "query" : undefined),
	};
}

/** The types of the core that signatures name. */
export function coreTypesIn(signatures: readonly Signature[]): string[] {
	const text = signatures.map((one) => [one.returns, ...one.arguments.map(({ type }) => type)].join(" ")).join(" ");
	return ["BatchOptions", "BatchOutcome", "CallOptions", "Page", "PagingOptions", "Result", "SingleOptions"].filter(
		(name) => new RegExp(`\\b${name}\\b`).test(text),
	);
}

/** The arguments as they stand in a declaration. */
export function parametersText({ arguments: list }: Signature): string[] {
	return list.map(({ name, type, optional }, index) => {
		// What may be left out cannot stand before what may not.
		const before = optional && list.slice(index + 1).some((later) => !later.optional);
		return `${name}${optional && !before ? "?" : ""}: ${type}${before ? " | undefined" : ""}`;
	});
}

function pathArguments(document: OpenApiDocument, { pathParameters }: OperationModel): Argument[] {
	return pathParameters.map((one) => ({
		name: argumentName(one),
		type: one.schema?.type === "integer" || one.schema?.type === "number" ? "number" : "string",
		optional: false,
		text: parameterText(document, one),
	}));
}

function bodyArgument(document: OpenApiDocument, model: OperationModel, types: SchemaTypes): Argument[] {
	if (model.request === undefined) return [];
	const [, text = ""] = operationDoc(document, model).parameters.find(([name]) => name === "body") ?? [];
	const type = types.request(model);
	return [
		{
			name: "body",
			type: model.kind === "batch" ? `Readonly<${type}>` : type,
			optional: !model.request.required,
			text,
		},
	];
}

function optionsType({ kind, habits }: OperationModel): string {
	if (kind === "batch") return "BatchOptions";
	return kind === "single" && habits.notFound !== undefined
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

function requestText({ pathParameters, request }: OperationModel, query: string | undefined): string {
	const path = pathParameters.map((one) => {
		const argument = argumentName(one);
		return argument === one.name ? argument : `${memberName(one.name)}: ${argument}`;
	});
	const members = [
		...(path.length === 0 ? [] : [`path: { ${path.join(", ")} }`]),
		...(request === undefined ? [] : ["body"]),
		...(query === undefined ? [] : [query]),
	];
	return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
