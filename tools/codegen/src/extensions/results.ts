import { type Answer, answersOf, listOf, membersOf, requestOf, successesOf } from "../around.js";
import { type OpenApiDocument, type Operation, operationsOf, type Schema } from "../openapi.js";
import { resolveReference } from "../resolve-reference.js";
import { faultsOfShape } from "./error-shape.js";
import type { ExtensionFault } from "./extension-fault.js";
import { type Batch, errorShapeOf, type Habits, habitsOf, type Result } from "./habits.js";
import { operationPlace } from "./operation-place.js";

/** Holds `x-single`, `x-result` and `x-batch` against the bodies of their operation. */
export function faultsOfResults(document: OpenApiDocument): ExtensionFault[] {
	return operationsOf(document).flatMap((placed) => {
		const { operation } = placed;
		const habits = habitsOf(operation);
		return [
			...(habits.single === undefined ? [] : faultsOfSingle(document, operation)),
			...(habits.result === undefined ? [] : faultsOfResult(document, operation, habits, habits.result)),
			...(habits.batch === undefined ? [] : faultsOfBatch(document, operation, habits.batch)),
			...faultsOfCombination(habits),
		].map((message) => ({ place: operationPlace(placed), message: `${message}.` }));
	});
}

function faultsOfCombination({ pagination, empty, single, result, batch }: Habits): string[] {
	const list = pagination !== undefined || empty !== undefined;
	return [
		...(list && single === true ? ["x-single contradicts a list (x-pagination, x-empty)"] : []),
		...(list && (result !== undefined || batch !== undefined) ? ["a list has neither x-result nor x-batch"] : []),
		...(batch !== undefined && (single === true || result !== undefined)
			? ["x-batch has results of its own, beside which x-single and x-result mean nothing"]
			: []),
	];
}

function faultsOfSingle(document: OpenApiDocument, operation: Operation): string[] {
	const bodies = successesOf(document, operation).filter(hasBody);
	if (bodies.length === 0) return ["x-single needs a success with a body in JSON"];
	return bodies.flatMap(({ status, schema }) => {
		const found = resolveReference<Schema>(document, schema);
		if (found.type === "array" && found.minItems === 1 && found.maxItems === 1) return [];
		return [`x-single: the body of ${status} is no array with minItems 1 and maxItems 1`];
	});
}

function faultsOfResult(
	document: OpenApiDocument,
	operation: Operation,
	{ single }: Habits,
	{ member, type }: Result,
): string[] {
	const bodies = successesOf(document, operation).filter(hasBody);
	if (bodies.length === 0) return ["x-result needs a success with a body in JSON"];
	return bodies.flatMap(({ status, schema }) => {
		const body = resolveReference<Schema>(document, schema);
		if (single === undefined && body.type === "array")
			return [`x-result: the body of ${status} is an array; say x-single`];
		const found = membersOf(document, single === true ? (body.items ?? {}) : body).get(member);
		if (found === undefined) return [`x-result names ${member}, which is no member of the body of ${status}`];
		if (!found.required) return [`x-result names ${member}, which the body of ${status} may leave out`];
		const types = type === "integer" ? ["integer", "string"] : ["string"];
		return types.includes(found.schema.type ?? "")
			? []
			: [`x-result: ${member} of ${status} cannot carry an id of type ${type}`];
	});
}

function faultsOfBatch(document: OpenApiDocument, operation: Operation, batch: Batch): string[] {
	const faults: string[] = [];
	const request = requestOf(document, operation);
	const list = listOf(document, request?.schema);
	if (list === undefined) faults.push("x-batch needs a request body that is an array");
	else if (!membersOf(document, list.item).has(batch.item)) {
		faults.push(`x-batch names ${batch.item}, which is no member of an item of the request`);
	}
	const shape = errorShapeOf(document);
	if (shape?.list !== true || shape.value === undefined || shape.status === undefined) {
		faults.push("x-batch needs x-error-shape with list, value and status, by which results are read");
		return faults;
	}
	const answers = answersOf(document, operation);
	for (const status of [batch.partial, ...(batch.failed ?? [])]) {
		if (!answers.some((answer) => answer.status === status)) {
			faults.push(`x-batch names the status ${status}, which the operation does not document`);
		}
	}
	for (const { status, schema } of successesOf(document, operation)) {
		const wrong = schema === undefined ? ["it has no body in JSON"] : faultsOfShape(document, shape, schema);
		faults.push(...wrong.map((fault) => `x-batch: the body of ${status} has no results: ${fault}`));
	}
	return faults;
}

function hasBody(answer: Answer): answer is Answer & { readonly schema: Schema } {
	return answer.schema !== undefined;
}
