import { type DocumentModel, documentExtensions, type Operation, operationExtensions } from "@onespec/openapi-document";
import type { Answer } from "../judge.js";
import type { Reason } from "../reason.js";
import { answerValue } from "./values.js";

/**
 * Where a refusal says another status of itself than the answer has. Which member says it, the document's `x-error-shape`
 * tells; in the answer to a bulk request each item has a status of its own, none of which may be a success where all failed.
 */
export function contradictions(model: DocumentModel, operation: Operation, answer: Answer): Reason[] {
	const member = documentExtensions(model).errorShape?.status;
	if (member === undefined || answer.status < 400) return [];
	const value = answerValue(model, operation, answer);
	const bulk = operationExtensions(operation).batch !== undefined;
	return (Array.isArray(value) ? value : [value]).flatMap((one, index): Reason[] => {
		const said = typeof one === "object" && one !== null ? (one as Record<string, unknown>)[member] : undefined;
		if (said === undefined || String(said) === String(answer.status)) return [];
		if (bulk && Array.isArray(value) && /^[45]/.test(String(said))) return [];
		const place = `${Array.isArray(value) ? `/${index}` : ""}/${member}`;
		return [
			{
				text: `${place}: must be ${answer.status}, the status of the answer, but is ${String(said)}`,
				key: `the member ${member} contradicts the status`,
				title: `${member}: is not the status of the answer`,
				pointer: operation.pointer,
				mend: `Write the answer's own status into ${member}.`,
			},
		];
	});
}
