import { DocumentError } from "@onespec/openapi-document";
import { type LoadedDocument, loadDocument } from "@onespec/openapi-document/load";
import { cellsOf } from "../cells.js";

/**
 * Reads a document of which something can be verified.
 * @throws DocumentError where it can't be read, or describes no operation with an answer
 */
export async function readDocument(spec: string): Promise<LoadedDocument> {
	const document = await loadDocument(spec);
	const { model } = document;
	if (cellsOf(model).length > 0) return document;
	const [problem] = model.problems;
	const nothing = model.operations.length === 0 ? "describes no operation" : "no operation documents an answer";
	const why = problem === undefined ? `#/paths: ${nothing}` : `${problem.pointer}: ${problem.message}`;
	throw new DocumentError(`${spec} ${why}${why.endsWith(".") ? "" : "."} There is nothing to verify.`);
}
