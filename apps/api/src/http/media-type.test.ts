import { expect, it } from "vitest";
import { parseMediaType } from "./media-type.js";

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
