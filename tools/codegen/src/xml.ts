import type { DocumentModel, MediaType } from "@onespec/openapi-document";

/** The contents of all bodies of a document's operations, one list for each body. */
function contentsOf({ operations }: DocumentModel): (readonly MediaType[])[] {
	return operations
		.flatMap(({ requestBody, responses }) => [requestBody?.content ?? [], ...responses.map(({ content }) => content)])
		.filter((content) => content.length > 0);
}

/** Whether any body of an API is XML. */
export function hasXml(model: DocumentModel): boolean {
	return contentsOf(model).some((content) => content.some(({ kind }) => kind === "xml"));
}

/** Whether an API can be spoken to in XML alone: wherever an operation has a body, it also has one in application/xml. */
export function speaksXml(model: DocumentModel): boolean {
	const contents = contentsOf(model);
	return contents.length > 0 && contents.every((one) => one.some(({ mediaType }) => mediaType === "application/xml"));
}
