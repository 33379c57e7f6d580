import {
	type Cause,
	type DocumentModel,
	documentExtensions,
	listOf,
	type Operation,
	operationExtensions,
} from "@onespec/openapi-document";
import { operationPlace } from "../operation-model.js";
import { failureIn } from "./error-shape.js";
import type { ExtensionFault } from "./extension-fault.js";
import { jsonOf, successesOf } from "./json-bodies.js";

/**
 * Holds `x-empty` and `x-not-found` against the examples of their operation: the cause is there, and a client can tell
 * it from the other causes of its status.
 */
export function faultsOfCauses(model: DocumentModel): ExtensionFault[] {
	return model.operations.flatMap((operation) => {
		const { empty, notFound } = operationExtensions(operation);
		const messages: string[] = [];
		if (empty !== undefined) {
			messages.push(...faultsOfCause(model, operation, empty).map((fault) => `x-empty ${fault}`));
			const lists = successesOf(operation).some(({ schema }) => schema && listOf(model, schema) !== undefined);
			if (!lists) messages.push("x-empty needs a success that is an array");
		}
		if (notFound !== undefined) {
			messages.push(...faultsOfCause(model, operation, notFound).map((fault) => `x-not-found ${fault}`));
		}
		return messages.map((message) => ({ place: operationPlace(operation), message: `${message}.` }));
	});
}

/** The examples of an answer in JSON, by their names; each is a cause of the answer. */
export function causesOf({ responses }: Operation, status: number): Map<string, unknown> {
	const response = responses.find((one) => one.status === String(status));
	const examples = (response && jsonOf(response.content)?.examples) ?? [];
	return new Map(examples.map(({ name = "", value }) => [name, value]));
}

/** What is wrong with a cause, as the second half of a sentence. */
export function faultsOfCause(model: DocumentModel, operation: Operation, { status, cause }: Cause): string[] {
	if (!operation.responses.some((one) => one.status === String(status)))
		return [`names the status ${status}, which the operation does not document`];
	const causes = causesOf(operation, status);
	if (!causes.has(cause)) {
		const known = [...causes.keys()];
		const remedy = known.length === 0 ? "it has none" : `it has ${known.join(", ")}`;
		return [`names the cause ${cause}, which is no example of the answer ${status} in JSON; ${remedy}`];
	}
	const message = messageOf(model, causes.get(cause));
	const same = [...causes].filter(([name, body]) => name !== cause && messageOf(model, body) === message);
	return same.map(([name]) => `names the cause ${cause}, which a client cannot tell from ${name} of the same status`);
}

/** The message by which a client knows a cause; absent where the document does not say how errors carry one. */
export function messageOf(model: DocumentModel, body: unknown): string | undefined {
	const shape = documentExtensions(model).errorShape;
	const message = shape && failureIn(shape, body)?.[shape.message];
	return typeof message === "string" ? message : undefined;
}
