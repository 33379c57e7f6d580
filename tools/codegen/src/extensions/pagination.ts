import { branchesOf, listOf, membersOf, parametersOf, successesOf } from "../around.js";
import { type OpenApiDocument, operationsOf, type PlacedOperation, type Schema } from "../openapi.js";
import { resolveReference } from "../resolve-reference.js";
import { faultsOfCause } from "./causes.js";
import type { ExtensionFault } from "./extension-fault.js";
import { habitsOf, type Pagination } from "./habits.js";
import { operationPlace } from "./operation-place.js";

/** Holds `x-pagination` against the parameters, the success and the errors of its operation. */
export function faultsOfPagination(document: OpenApiDocument): ExtensionFault[] {
	return operationsOf(document).flatMap((placed) => {
		const { pagination } = habitsOf(placed.operation);
		if (pagination === undefined) return [];
		return [
			...(placed.method === "get" ? [] : ["needs the method GET"]),
			...faultsOfParameters(document, placed, pagination),
			...faultsOfItems(document, placed, pagination),
			...faultsOfCount(document, placed, pagination),
			...(pagination.pastTheEnd === undefined
				? []
				: faultsOfCause(document, placed.operation, pagination.pastTheEnd).map((fault) => `pastTheEnd ${fault}`)),
		].map((fault) => ({ place: operationPlace(placed), message: `x-pagination: ${fault}.` }));
	});
}

/** The schema of a query parameter; absent where there is no such parameter. */
export function querySchema(document: OpenApiDocument, placed: PlacedOperation, name: string): Schema | undefined {
	const parameter = parametersOf(document, placed).find((one) => one.in === "query" && one.name === name);
	return parameter && resolveReference<Schema>(document, (parameter.schema ?? {}) as Schema);
}

function faultsOfParameters(document: OpenApiDocument, placed: PlacedOperation, pagination: Pagination): string[] {
	const faults = (["limit", "offset"] as const).flatMap((part) => {
		const name = pagination[part];
		const schema = querySchema(document, placed, name);
		if (schema === undefined) return [`${part} names ${name}, which is no query parameter of the operation`];
		return schema.type === "integer" ? [] : [`${part} names ${name}, which is no integer`];
	});
	const limit = querySchema(document, placed, pagination.limit);
	if (limit?.type === "integer" && limit.maximum === undefined) {
		faults.push(`limit names ${pagination.limit}, which has no maximum, so that nobody knows how large a page may be`);
	}
	const offset = querySchema(document, placed, pagination.offset);
	const { first } = pagination;
	if (offset?.minimum !== undefined && first < offset.minimum) {
		faults.push(`first is ${first}, but ${pagination.offset} begins at ${offset.minimum}`);
	}
	if (offset?.default !== undefined && offset.default !== first) {
		faults.push(`first is ${first}, but the default of ${pagination.offset} is ${JSON.stringify(offset.default)}`);
	}
	return faults;
}

function faultsOfItems(document: OpenApiDocument, placed: PlacedOperation, { key }: Pagination): string[] {
	const lists = successesOf(document, placed.operation).flatMap(({ schema }) => listOf(document, schema) ?? []);
	if (lists.length === 0) return ["the operation has no success that is an array"];
	return lists.flatMap(({ item }) => {
		const member = membersOf(document, item).get(key);
		if (member === undefined) return [`key names ${key}, which is no member of an item`];
		return member.required ? [] : [`key names ${key}, which an item may leave out`];
	});
}

function faultsOfCount(document: OpenApiDocument, placed: PlacedOperation, { count }: Pagination): string[] {
	if (count === undefined) return [];
	const faults: string[] = [];
	const schema = querySchema(document, placed, count.parameter);
	if (schema === undefined) {
		faults.push(`count names ${count.parameter}, which is no query parameter of the operation`);
	} else if (!accepts(schema, count.value)) {
		faults.push(`${JSON.stringify(count.value)} is no value of ${count.parameter}`);
	}
	const carries = successesOf(document, placed.operation)
		.flatMap(({ schema: body }) => (body === undefined ? [] : branchesOf(document, body)))
		.some((branch) => membersOf(document, branch).get(count.member)?.schema.type === "integer");
	if (!carries) faults.push(`count names the member ${count.member}, which is no integer of a success`);
	return faults;
}

function accepts(schema: Schema, value: unknown): boolean {
	if (Array.isArray(schema.enum)) return schema.enum.includes(value);
	return schema.type === (typeof value === "number" ? "integer" : typeof value);
}
