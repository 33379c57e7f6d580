import { type OpenApiDocument, operationsOf } from "../openapi.js";
import { pagingNames } from "../paging-names.js";
import type { ExtensionFault } from "./extension-fault.js";
import { clientNamesOf, habitsOf } from "./habits.js";
import { operationPlace } from "./operation-place.js";

/** Holds `x-client` and `x-client-method` against each other: every method needs a façade, and a name of its own. */
export function faultsOfClientNames(document: OpenApiDocument): ExtensionFault[] {
	const named = operationsOf(document).flatMap((placed) => {
		const { method, pagination } = habitsOf(placed.operation);
		return method === undefined ? [] : [{ placed, method, pagination }];
	});
	const faults: ExtensionFault[] = [];
	const taken = new Map<string, string>();
	for (const { placed, method, pagination } of named) {
		const place = operationPlace(placed);
		const fault = (message: string) => faults.push({ place, message: `x-client-method ${message}.` });
		if (clientNamesOf(document) === undefined) fault("needs x-client at the root, with the names of the façade");
		if (placed.operation.operationId === undefined) fault("needs an operationId beside it");
		const paging = pagination === undefined ? [] : Object.values(pagingNames(method, pagination));
		for (const name of [method, ...paging]) {
			const other = taken.get(name);
			if (other === undefined) taken.set(name, place);
			else fault(`makes ${name}, which is a method of ${other} already`);
		}
	}
	if (named.length === 0 && clientNamesOf(document) !== undefined) {
		faults.push({ place: "#", message: "x-client names a façade, but no operation has x-client-method." });
	}
	return faults;
}
