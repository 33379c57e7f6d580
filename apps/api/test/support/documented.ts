import { expect } from "vitest";
import { apiDocument, resolve, type SchemaObject } from "../../src/document.js";

const errors = apiDocument.generalResponses[0]?.schema as SchemaObject;
const entry = resolve(apiDocument, resolve(apiDocument, errors).items as SchemaObject);

/** What a refusal is judged by, wherever it came from. */
interface Refusal {
	status: number;
	contentType: string | null | undefined;
	body: string;
}

/** Expects a refusal to be one that the document has: 4xx, in JSON (or XML where it says so), with its error body. */
export function expectDocumentedRefusal({ status, contentType, body }: Refusal): void {
	expect(status, body).toBeGreaterThanOrEqual(400);
	expect(status, body).toBeLessThan(500);
	expect(contentType).toMatch(/^(?:application|text)\/(?:json|xml); charset=utf-8$/);
	if (contentType?.includes("xml")) {
		expect(body).toMatch(
			/^<ArrayOfResult [^>]*>(?:<Result><Key>Error<\/Key><Value ?\/?>.*<\/Result>)+<\/ArrayOfResult>$/s,
		);
		return;
	}
	const entries = JSON.parse(body) as Record<string, string>[];
	expect(entries.length).toBeGreaterThan(0);
	for (const { Key, Value, Status, Message, ...others } of entries) {
		expect([Key, Status, others]).toEqual(["Error", String(status), {}]);
		for (const [name, text] of Object.entries({ Value, Message })) {
			expect([...(text ?? "")].length, name).toBeLessThanOrEqual(entry.properties?.[name]?.maxLength ?? 0);
		}
		expect(Message).not.toBe("");
	}
}
