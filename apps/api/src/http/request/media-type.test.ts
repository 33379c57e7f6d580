import { expect, it } from "vitest";
import { negotiate, parseMediaType } from "./media-type.js";

it.each([
	["application/json", "application/json", []],
	[" Text/XML ", "text/xml", []],
	["text/xml;charset=UTF-8", "text/xml", [["charset", "UTF-8"]]],
	[
		'text/xml ; Charset="utf-8" ; a=b',
		"text/xml",
		[
			["charset", "utf-8"],
			["a", "b"],
		],
	],
	['text/xml; a="x\\"; b=c"', "text/xml", [["a", 'x"; b=c']]],
	["application/json;", "application/json", []],
])("%s", (text, essence, parameters) => {
	expect(parseMediaType(text)).toEqual({ essence, parameters: new Map(parameters as [string, string][]) });
});

it.each([
	"",
	"json",
	"application/",
	"/json",
	"application/json charset=utf-8",
	"text/xml; a",
	'text/xml; a="b',
	"a/b/c",
])("%s is none", (text) => {
	expect(parseMediaType(text)).toBeUndefined();
});

it("white space without end takes no time to refuse", () => {
	expect(parseMediaType(`text/xml;${" ".repeat(300_000)}x`)).toBeUndefined();
});

const OFFERED = ["application/json", "text/json", "application/xml", "text/xml"];

it.each([
	[undefined, "application/json"],
	["", "application/json"],
	["*/*", "application/json"],
	["application/*", "application/json"],
	["text/*", "text/json"],
	["text/xml", "text/xml"],
	["TEXT/XML", "text/xml"],
	["application/xml, */*", "application/xml"],
	["*/*, application/xml", "application/xml"],
	["application/xml, application/json", "application/xml"],
	["application/xml;q=0.9, application/json", "application/json"],
	["text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "application/xml"],
	["application/json;q=0, */*", "text/json"],
	["*/*;q=0.1, application/*;q=0", "text/json"],
	["application/json; charset=utf-8", "application/json"],
	['application/xml;note="a,b;q=0";q=0.2, text/json;q=0.1', "application/xml"],
	["text/xml;Q=0.5, text/json;q=0.500", "text/xml"],
	["text/xml; q=0.001", "text/xml"],
	[",, text/xml ,", "text/xml"],
	["nonsense, text/json", "text/json"],
	["text/xml;q=2, text/json;q=0.1", "text/json"],
	["application/pdf", undefined],
	["*/*;q=0", undefined],
	["nonsense", undefined],
	["text/xml;q=0.0", undefined],
	["*/xml", undefined],
])("Accept: %s → %s", (accept, expected) => {
	expect(negotiate(accept, OFFERED)).toBe(expected);
});

it("a header that is one of the media types is read like any other", () => {
	for (const mediaType of OFFERED) expect(negotiate(mediaType, OFFERED)).toBe(negotiate(` ${mediaType}`, OFFERED));
});
