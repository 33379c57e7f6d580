import { type DocumentModel, type LongRunning, type Operation, operationExtensions } from "@onespec/openapi-document";
import { memberAt } from "../member-path.js";
import { operationPlace } from "../operation-model.js";
import type { ExtensionFault } from "./extension-fault.js";
import { successesOf } from "./json-bodies.js";

/** Holds `x-envelope`, `x-idempotency-key` and `x-long-running` against their operation. */
export function faultsOfWrites(model: DocumentModel): ExtensionFault[] {
	return model.operations.flatMap((operation) => {
		const { envelope, longRunning, pagination, empty, single, result, batch } = operationExtensions(operation);
		const own = [pagination, empty, single, result, batch].some((one) => one !== undefined);
		return [
			...(envelope === undefined ? [] : faultsOfEnvelope(model, operation, envelope)),
			...(envelope !== undefined && own ? ["x-envelope stands beside an extension that says what a success is"] : []),
			...(longRunning === undefined
				? []
				: faultsOfLongRunning(model, operation, longRunning).map((fault) => `x-long-running ${fault}`)),
		].map((message) => ({ place: operationPlace(operation), message: `${message}.` }));
	});
}

function faultsOfEnvelope(model: DocumentModel, operation: Operation, envelope: string): string[] {
	const bodies = successesOf(operation).flatMap(({ schema }) => schema ?? []);
	if (bodies.length === 0) return ["x-envelope needs a success with a body in JSON"];
	return bodies.every((body) => memberAt(model, body, envelope))
		? []
		: [`x-envelope names ${envelope}, which is no member of a success`];
}

function faultsOfLongRunning(model: DocumentModel, operation: Operation, longRunning: LongRunning): string[] {
	const { status: id, member, header, parameter, state } = longRunning;
	const status = model.operations.find(({ operationId }) => operationId === id);
	if (status === undefined) return [`names the operation ${id}, which is not there`];
	const bodies = successesOf(operation).flatMap(({ schema }) => schema ?? []);
	const states = successesOf(status).flatMap(({ schema }) => schema ?? []);
	const inPath = (one: Operation) =>
		one.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
	const known = [...inPath(operation), parameter];
	return [
		...(status.method === "GET" ? [] : [`names the operation ${id}, which is no GET`]),
		...((member === undefined) === (header === undefined) ? ["needs member or header, one of them"] : []),
		...(member === undefined || (bodies.length > 0 && bodies.every((body) => memberAt(model, body, member)))
			? []
			: [`names the member ${member}, which is none of the answer`]),
		...(states.length > 0 && states.every((body) => memberAt(model, body, state))
			? []
			: [`names the state ${state}, which is no member of what ${id} answers`]),
		...(parameter === undefined || inPath(status).includes(parameter)
			? []
			: [`names the parameter ${parameter}, which is none in the path of ${id}`]),
		...(parameter === undefined ? [] : inPath(status).filter((name) => !known.includes(name))).map(
			(name) => `does not say what ${name} in the path of ${id} is`,
		),
	];
}
