import { type DocumentModel, documentExtensions, operationExtensions } from "@onespec/openapi-document";
import { companionNames, operationPlace } from "../operation-model.js";
import type { ExtensionFault } from "./extension-fault.js";

/** Holds `x-client` and `x-client-method` against each other: every method needs a façade, and a name of its own. */
export function faultsOfClientNames(model: DocumentModel): ExtensionFault[] {
	const named = model.operations.flatMap((operation) => {
		const extensions = operationExtensions(operation);
		const { method } = extensions;
		return method === undefined ? [] : [{ operation, method, extensions }];
	});
	const faults: ExtensionFault[] = [];
	const taken = new Map<string, string>();
	for (const { operation, method, extensions } of named) {
		const place = operationPlace(operation);
		const fault = (message: string) => faults.push({ place, message: `x-client-method ${message}.` });
		if (documentExtensions(model).client === undefined)
			fault("needs x-client at the root, with the names of the façade");
		for (const name of [method, ...Object.values(companionNames(method, extensions))]) {
			const other = taken.get(name);
			if (other === undefined) taken.set(name, place);
			else fault(`makes ${name}, which is a method of ${other} already`);
		}
	}
	if (named.length === 0 && documentExtensions(model).client !== undefined) {
		faults.push({ place: "#", message: "x-client names a façade, but no operation has x-client-method." });
	}
	return faults;
}
