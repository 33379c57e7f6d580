import {
	type Batch,
	type DocumentModel,
	documentExtensions,
	listOf,
	membersOf,
	type Operation,
	type OperationExtensions,
	operationExtensions,
	resolve,
	type Schema,
	typeOf,
	type WriteResult,
} from "@onespec/openapi-document";
import { operationPlace } from "../operation-model.js";
import { faultsOfShape } from "./error-shape.js";
import type { ExtensionFault } from "./extension-fault.js";
import { answersOf, type JsonAnswer, requestSchemaOf, successesOf } from "./json-bodies.js";

/** Holds `x-single`, `x-result` and `x-batch` against the bodies of their operation. */
export function faultsOfResults(model: DocumentModel): ExtensionFault[] {
	return model.operations.flatMap((operation) => {
		const extensions = operationExtensions(operation);
		return [
			...(extensions.single === undefined ? [] : faultsOfSingle(model, operation)),
			...(extensions.result === undefined ? [] : faultsOfResult(model, operation, extensions, extensions.result)),
			...(extensions.batch === undefined ? [] : faultsOfBatch(model, operation, extensions.batch)),
			...faultsOfCombination(extensions),
		].map((message) => ({ place: operationPlace(operation), message: `${message}.` }));
	});
}

function faultsOfCombination({ pagination, empty, single, result, batch }: OperationExtensions): string[] {
	const list = pagination !== undefined || empty !== undefined;
	return [
		...(list && single === true ? ["x-single contradicts a list (x-pagination, x-empty)"] : []),
		...(list && (result !== undefined || batch !== undefined) ? ["a list has neither x-result nor x-batch"] : []),
		...(batch !== undefined && (single === true || result !== undefined)
			? ["x-batch has results of its own, beside which x-single and x-result mean nothing"]
			: []),
	];
}

function faultsOfSingle(model: DocumentModel, operation: Operation): string[] {
	const bodies = successesOf(operation).filter(hasBody);
	if (bodies.length === 0) return ["x-single needs a success with a body in JSON"];
	return bodies.flatMap(({ status, schema }) => {
		const found = resolve(model, schema);
		if (typeOf(found) === "array" && found.minItems === 1 && found.maxItems === 1) return [];
		return [`x-single: the body of ${status} is no array with minItems 1 and maxItems 1`];
	});
}

function faultsOfResult(
	model: DocumentModel,
	operation: Operation,
	{ single }: OperationExtensions,
	{ member, type }: WriteResult,
): string[] {
	const bodies = successesOf(operation).filter(hasBody);
	if (bodies.length === 0) return ["x-result needs a success with a body in JSON"];
	return bodies.flatMap(({ status, schema }) => {
		const body = resolve(model, schema);
		if (single === undefined && typeOf(body) === "array")
			return [`x-result: the body of ${status} is an array; say x-single`];
		const found = membersOf(model, single === true ? (body.items ?? {}) : body).get(member);
		if (found === undefined) return [`x-result names ${member}, which is no member of the body of ${status}`];
		if (!found.required) return [`x-result names ${member}, which the body of ${status} may leave out`];
		const types = type === "integer" ? ["integer", "string"] : ["string"];
		return types.includes(typeOf(resolve(model, found.schema)) ?? "")
			? []
			: [`x-result: ${member} of ${status} cannot carry an id of type ${type}`];
	});
}

function faultsOfBatch(model: DocumentModel, operation: Operation, batch: Batch): string[] {
	const faults: string[] = [];
	const schema = requestSchemaOf(operation);
	const list = schema && listOf(model, schema);
	if (list === undefined) faults.push("x-batch needs a request body that is an array");
	else if (!membersOf(model, list.item).has(batch.item)) {
		faults.push(`x-batch names ${batch.item}, which is no member of an item of the request`);
	}
	const shape = documentExtensions(model).errorShape;
	if (shape?.list !== true || shape.value === undefined || shape.status === undefined) {
		faults.push("x-batch needs x-error-shape with list, value and status, by which results are read");
		return faults;
	}
	const answers = answersOf(operation);
	for (const status of [batch.partial, ...(batch.failed ?? [])]) {
		if (!answers.some((answer) => answer.status === status)) {
			faults.push(`x-batch names the status ${status}, which the operation does not document`);
		}
	}
	for (const { status, schema: body } of successesOf(operation)) {
		const wrong = body === undefined ? ["it has no body in JSON"] : faultsOfShape(model, shape, body);
		faults.push(...wrong.map((fault) => `x-batch: the body of ${status} has no results: ${fault}`));
	}
	return faults;
}

function hasBody(answer: JsonAnswer): answer is JsonAnswer & { readonly schema: Schema } {
	return answer.schema !== undefined;
}
