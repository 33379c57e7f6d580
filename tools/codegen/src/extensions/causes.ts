import { causesOf, listOf, successesOf } from "../around.js";
import { type OpenApiDocument, type Operation, operationsOf } from "../openapi.js";
import { itemOf } from "./error-shape.js";
import type { ExtensionFault } from "./extension-fault.js";
import { type Cause, errorShapeOf, habitsOf } from "./habits.js";
import { operationPlace } from "./operation-place.js";

/**
 * Holds `x-empty` and `x-not-found` against the examples of their operation: the cause is there, and a client can tell
 * it from the other causes of its status.
 */
export function faultsOfCauses(document: OpenApiDocument): ExtensionFault[] {
	return operationsOf(document).flatMap((placed) => {
		const { empty, notFound } = habitsOf(placed.operation);
		const messages: string[] = [];
		if (empty !== undefined) {
			messages.push(...faultsOfCause(document, placed.operation, empty).map((fault) => `x-empty ${fault}`));
			const lists = successesOf(document, placed.operation).some(
				({ schema }) => listOf(document, schema) !== undefined,
			);
			if (!lists) messages.push("x-empty needs a success that is an array");
		}
		if (notFound !== undefined) {
			messages.push(...faultsOfCause(document, placed.operation, notFound).map((fault) => `x-not-found ${fault}`));
		}
		return messages.map((message) => ({ place: operationPlace(placed), message: `${message}.` }));
	});
}

/** What is wrong with a cause, as the second half of a sentence. */
export function faultsOfCause(document: OpenApiDocument, operation: Operation, { status, cause }: Cause): string[] {
	if (!(status in operation.responses)) return [`names the status ${status}, which the operation does not document`];
	const causes = causesOf(document, operation, status);
	if (!causes.has(cause)) {
		const known = [...causes.keys()];
		const remedy = known.length === 0 ? "it has none" : `it has ${known.join(", ")}`;
		return [`names the cause ${cause}, which is no example of the answer ${status} in JSON; ${remedy}`];
	}
	const message = messageOf(document, causes.get(cause));
	const same = [...causes].filter(([name, body]) => name !== cause && messageOf(document, body) === message);
	return same.map(([name]) => `names the cause ${cause}, which a client cannot tell from ${name} of the same status`);
}

/** The message by which a client knows a cause; absent where the document does not say how errors carry one. */
export function messageOf(document: OpenApiDocument, body: unknown): string | undefined {
	const shape = errorShapeOf(document);
	if (shape === undefined) return undefined;
	const message = itemOf(shape, body)?.[shape.message];
	return typeof message === "string" ? message : undefined;
}
