import {
	branchesOf,
	type DocumentModel,
	listOf,
	membersOf,
	type Operation,
	operationExtensions,
	type Pagination,
	resolve,
	type Schema,
	typeOf,
} from "@onespec/openapi-document";
import { operationPlace } from "../operation-model.js";
import { faultsOfCause } from "./causes.js";
import type { ExtensionFault } from "./extension-fault.js";
import { successesOf } from "./json-bodies.js";

/** Holds `x-pagination` against the parameters, the success and the errors of its operation. */
export function faultsOfPagination(model: DocumentModel): ExtensionFault[] {
	return model.operations.flatMap((operation) => {
		const { pagination } = operationExtensions(operation);
		if (pagination === undefined) return [];
		return [
			...(operation.method === "GET" ? [] : ["needs the method GET"]),
			...faultsOfParameters(model, operation, pagination),
			...faultsOfItems(model, operation, pagination),
			...faultsOfCount(model, operation, pagination),
			...(pagination.pastTheEnd === undefined
				? []
				: faultsOfCause(model, operation, pagination.pastTheEnd).map((fault) => `pastTheEnd ${fault}`)),
		].map((fault) => ({ place: operationPlace(operation), message: `x-pagination: ${fault}.` }));
	});
}

/** The schema of a query parameter; absent where there is no such parameter. */
export function querySchema(model: DocumentModel, operation: Operation, name: string): Schema | undefined {
	const parameter = operation.parameters.find((one) => one.in === "query" && one.name === name);
	return parameter && resolve(model, parameter.schema);
}

function faultsOfParameters(model: DocumentModel, operation: Operation, pagination: Pagination): string[] {
	const faults = (["limit", "offset"] as const).flatMap((part) => {
		const name = pagination[part];
		const schema = querySchema(model, operation, name);
		if (schema === undefined) return [`${part} names ${name}, which is no query parameter of the operation`];
		return typeOf(schema) === "integer" ? [] : [`${part} names ${name}, which is no integer`];
	});
	const limit = querySchema(model, operation, pagination.limit);
	if (limit !== undefined && typeOf(limit) === "integer" && limit.maximum === undefined) {
		faults.push(`limit names ${pagination.limit}, which has no maximum, so that nobody knows how large a page may be`);
	}
	const offset = querySchema(model, operation, pagination.offset);
	const { first } = pagination;
	if (offset?.minimum !== undefined && first < offset.minimum) {
		faults.push(`first is ${first}, but ${pagination.offset} begins at ${offset.minimum}`);
	}
	if (offset?.default !== undefined && offset.default !== first) {
		faults.push(`first is ${first}, but the default of ${pagination.offset} is ${JSON.stringify(offset.default)}`);
	}
	return faults;
}

function faultsOfItems(model: DocumentModel, operation: Operation, { key }: Pagination): string[] {
	const lists = successesOf(operation).flatMap(({ schema }) => (schema && listOf(model, schema)) ?? []);
	if (lists.length === 0) return ["the operation has no success that is an array"];
	return lists.flatMap(({ item }) => {
		const member = membersOf(model, item).get(key);
		if (member === undefined) return [`key names ${key}, which is no member of an item`];
		return member.required ? [] : [`key names ${key}, which an item may leave out`];
	});
}

function faultsOfCount(model: DocumentModel, operation: Operation, { count }: Pagination): string[] {
	if (count === undefined) return [];
	const faults: string[] = [];
	const schema = querySchema(model, operation, count.parameter);
	if (schema === undefined) {
		faults.push(`count names ${count.parameter}, which is no query parameter of the operation`);
	} else if (!accepts(schema, count.value)) {
		faults.push(`${JSON.stringify(count.value)} is no value of ${count.parameter}`);
	}
	const carries = successesOf(operation)
		.flatMap(({ schema: body }) => (body === undefined ? [] : branchesOf(model, body)))
		.some((branch) => {
			const member = membersOf(model, branch).get(count.member);
			return member !== undefined && typeOf(resolve(model, member.schema)) === "integer";
		});
	if (!carries) faults.push(`count names the member ${count.member}, which is no integer of a success`);
	return faults;
}

function accepts(schema: Schema, value: unknown): boolean {
	if (Array.isArray(schema.enum)) return schema.enum.includes(value);
	return typeOf(schema) === (typeof value === "number" ? "integer" : typeof value);
}
