import { expect, it } from "vitest";
import { negotiate } from "./media-types.js";

const offered = ["application/json", "text/json", "application/xml"];

it.each([
	[null, "application/json"],
	["", "application/json"],
	["*/*", "application/json"],
	["application/xml", "application/xml"],
	["TEXT/JSON; charset=utf-8", "text/json"],
	["application/json;q=0.5, application/xml", "application/xml"],
	["text/*, application/xml;q=0.9", "text/json"],
	["*/*, application/xml", "application/xml"],
	["application/xml, text/json", "application/xml"],
	["application/json;q=0, */*", "text/json"],
	["image/png", undefined],
	["application/json;q=0", undefined],
])("likes of %s best %s", (accept, expected) => {
	expect(negotiate(accept, offered)).toBe(expected);
});
