import { describe, expect, it } from "vitest";
import { bodyKindOf, mediaTypeName, negotiate, parseMediaType } from "../src/index.ts";

describe("media types", () => {
	it.each([
		["Application/JSON", "application/json"],
		["text/xml;charset=utf-8", "text/xml"],
		['multipart/form-data; boundary="a;b"', 'multipart/form-data; boundary="a;b"'],
		["application/vnd.a+json;Version=2", "application/vnd.a+json; version=2"],
	])("%s is %s", (written, name) => {
		expect(mediaTypeName(written)).toBe(name);
	});

	it("quoted parameters lose their quotes", () => {
		expect(parseMediaType('text/plain; Charset="UTF-8"; a="b\\"c"').parameters).toEqual(
			new Map([
				["charset", "UTF-8"],
				["a", 'b"c'],
			]),
		);
	});

	it.each([
		["application/json", "json"],
		["text/json", "json"],
		["application/problem+json", "json"],
		["application/hal+xml", "xml"],
		["application/x-www-form-urlencoded", "form"],
		["multipart/mixed", "multipart"],
		["text/csv", "text"],
		["text/event-stream", "event-stream"],
		["application/x-ndjson", "json-lines"],
		["application/pdf", "binary"],
		["image/svg+xml", "xml"],
		["*/*", "any"],
	])("%s is read as %s", (mediaType, kind) => {
		expect(bodyKindOf(mediaType)).toBe(kind);
	});
});

describe("negotiation", () => {
	const offers = ["application/json", "text/xml", "text/csv"];

	it.each([
		[undefined, "application/json"],
		["*/*", "application/json"],
		["text/*", "text/xml"],
		["text/csv;q=0.9, application/json;q=0.8", "text/csv"],
		["*/*;q=0.1, text/xml;q=0.1", "text/xml"],
		["application/json;q=0, */*", "text/xml"],
		["application/pdf", undefined],
		["text/xml;q=0", undefined],
		["nonsense, text/csv", "text/csv"],
		["application/json;q=2", undefined],
	])("Accept: %s gets %s", (accept, chosen) => {
		expect(negotiate(accept, offers)).toBe(chosen);
	});

	it("tells versions of one type apart", () => {
		const versions = ["application/vnd.a+json; version=1", "application/vnd.a+json; version=2"];
		expect(negotiate("application/vnd.a+json; version=2", versions)).toBe(versions[1]);
		expect(negotiate("application/vnd.a+json", versions)).toBe(versions[0]);
	});
});
