import { type Answer, answersOf, listOf, membersOf, parametersOf, requestOf, successesOf } from "./around.js";
import { CodegenError } from "./errors/codegen-error.js";
import { type Habits, habitsOf } from "./extensions/habits.js";
import { operationPlace } from "./extensions/operation-place.js";
import { functionName } from "./names.js";
import { type OpenApiDocument, operationsOf, type Parameter, type PlacedOperation, type Schema } from "./openapi.js";
import { type PagingNames, pagingNames } from "./paging-names.js";

/** What a named operation gives its caller: which function of the core sends it. */
export type OperationKind = "list" | "single" | "result" | "batch" | "plain";

/** An operation as the generated functions have it. */
export interface OperationModel {
	readonly placed: PlacedOperation;
	readonly id: string;
	/** The name of its function. */
	readonly name: string;
	readonly kind: OperationKind;
	readonly habits: Habits;
	/** In the order of the path. */
	readonly pathParameters: readonly Parameter[];
	/** Without the one that asks for the number of items, since that has a function of its own. */
	readonly queryParameters: readonly Parameter[];
	/** Those of a list's query that choose which items it has: without limit and offset. */
	readonly filters: readonly Parameter[];
	readonly request: { readonly schema: Schema; readonly mediaType: string; readonly required: boolean } | undefined;
	readonly successes: readonly Answer[];
	readonly failures: readonly number[];
	/** The schema of what the caller gets: an item of a list or of a batch's request, what is in an array by itself, or the body. */
	readonly result: Schema | undefined;
	/** What the id of a result or of an item of a batch is. */
	readonly idType: "number" | "string";
	/** Where a list can be read page by page. */
	readonly paging: PagingNames | undefined;
}

/**
 * The operations that get a function: those with an id, whose required parameters all stand in the path or the query.
 *
 * @throws CodegenError where two functions would have one name
 */
export function operationModels(document: OpenApiDocument): OperationModel[] {
	const models = operationsOf(document).flatMap((placed) => modelOf(document, placed) ?? []);
	const taken = new Map<string, OperationModel>();
	for (const model of models) {
		for (const name of [model.name, ...Object.values<string>({ ...model.paging })]) {
			const other = taken.get(name);
			if (other !== undefined) {
				throw new CodegenError(
					`${operationPlace(model.placed)}: its function would be ${name}, as is one of ${operationPlace(other.placed)}. Give one of them another operationId.`,
				);
			}
			taken.set(name, model);
		}
	}
	return models;
}

function modelOf(document: OpenApiDocument, placed: PlacedOperation): OperationModel | undefined {
	const { operation, path } = placed;
	if (operation.operationId === undefined) return undefined;
	const parameters = parametersOf(document, placed);
	if (parameters.some((one) => one.required === true && one.in !== "path" && one.in !== "query")) return undefined;
	const habits = habitsOf(operation);
	const successes = successesOf(document, operation);
	const kind = kindOf(habits, successes);
	const order = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
	const query = parameters.filter((one) => one.in === "query" && one.name !== habits.pagination?.count?.parameter);
	const name = functionName(operation.operationId);
	return {
		placed,
		id: operation.operationId,
		name,
		kind,
		habits,
		pathParameters: parameters
			.filter((one) => one.in === "path")
			.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
		queryParameters: query,
		filters: query.filter((one) => one.name !== habits.pagination?.limit && one.name !== habits.pagination?.offset),
		request: requestOf(document, operation),
		successes,
		failures: answersOf(document, operation)
			.map(({ status }) => status)
			.filter((status) => status >= 400),
		result: resultOf(document, kind, habits, successes),
		idType: idTypeOf(document, placed, habits),
		paging: habits.pagination && pagingNames(name, habits.pagination),
	};
}

function kindOf(habits: Habits, successes: readonly Answer[]): OperationKind {
	if (habits.batch !== undefined) return "batch";
	if (habits.pagination !== undefined || habits.empty !== undefined) return "list";
	if (habits.result !== undefined) return "result";
	const hasBody = successes.some(({ schema }) => schema !== undefined);
	return hasBody && (habits.single === true || habits.notFound !== undefined) ? "single" : "plain";
}

function idTypeOf(document: OpenApiDocument, { operation }: PlacedOperation, habits: Habits): "number" | "string" {
	if (habits.batch === undefined) return habits.result?.type === "string" ? "string" : "number";
	const item = listOf(document, requestOf(document, operation)?.schema)?.item;
	const member = item && membersOf(document, item).get(habits.batch.item);
	return member?.schema.type === "integer" ? "number" : "string";
}

function resultOf(
	document: OpenApiDocument,
	kind: OperationKind,
	{ single }: Habits,
	successes: readonly Answer[],
): Schema | undefined {
	const bodies = successes.flatMap(({ schema }): Schema[] => (schema === undefined ? [] : [schema]));
	const [first] = bodies;
	const wrapped = kind === "list" || (kind === "single" && single === true);
	return wrapped ? bodies.map((schema) => listOf(document, schema)?.item).find(Boolean) : first;
}

/** The name of the type of an operation's query. */
export function queryType({ name }: OperationModel): string {
	return `${capital(name)}Query`;
}

/** The name of the type of what chooses the items of a list, where the list is counted or walked through. */
export function filterType({ name }: OperationModel): string {
	return `${capital(name)}Filter`;
}

function capital(name: string): string {
	return name.charAt(0).toUpperCase() + name.slice(1);
}
