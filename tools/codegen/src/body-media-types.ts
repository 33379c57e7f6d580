import { type OpenApiDocument, operationsOf, type RequestBody, type Response } from "./openapi.js";
import { resolveReference } from "./resolve-reference.js";

/** Whether a media type is XML. */
export function isXml(mediaType: string): boolean {
	return /^(?:application|text)\/(?:xml|[\w.-]+\+xml)\s*(?:;|$)/i.test(mediaType);
}

/** Whether a media type is JSON. */
export function isJson(mediaType: string): boolean {
	return /^(?:application|text)\/(?:json|[\w.-]+\+json)\s*(?:;|$)/i.test(mediaType);
}

/** Whether an API can be spoken to in XML: wherever an operation has a body, it also has one in application/xml. */
export function hasXml(document: OpenApiDocument): boolean {
	const bodies = operationsOf(document).flatMap(({ operation }) => [
		...(operation.requestBody === undefined ? [] : [resolveReference<RequestBody>(document, operation.requestBody)]),
		...Object.values(operation.responses).map((response) => resolveReference<Response>(document, response)),
	]);
	const contents = bodies.flatMap(({ content }) => (content === undefined ? [] : [Object.keys(content)]));
	return (
		contents.length > 0 && contents.every((mediaTypes) => mediaTypes.some((one) => /^application\/xml\b/i.test(one)))
	);
}
