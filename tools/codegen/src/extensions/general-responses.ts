import type { DocumentModel } from "@onespec/openapi-document";
import { faultOf } from "@onespec/openapi-document/check";
import type { ExtensionFault } from "./extension-fault.js";

/** Holds the example of each entry of `x-general-responses` against the entry's schema. */
export function faultsOfGeneralResponses(model: DocumentModel): ExtensionFault[] {
	return model.generalResponses.flatMap(({ schema, example, pointer }) => {
		const fault = schema && faultOf(model, schema, example);
		if (fault === undefined) return [];
		const place = fault.pointer === "" ? "it" : fault.pointer;
		return [{ place: `${pointer}/example`, message: `${place} breaks ${fault.keyword} of its schema.` }];
	});
}
