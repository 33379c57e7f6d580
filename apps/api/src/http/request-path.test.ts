import { expect, it } from "vitest";
import { requestPath } from "./request-path.js";

it.each([
	["/3dCartWebAPI/v1/CustomerGroups", "/3dCartWebAPI/v1/CustomerGroups"],
	["/CustomerGroups?Token=secret", "/CustomerGroups"],
	["/CustomerGroups%3FToken=secret", "/CustomerGroups"],
	["/CustomerGroups#secret", "/CustomerGroups"],
	["http://user:secret@shop.example/CustomerGroups?x", "/CustomerGroups"],
	["http://user:secret@shop.example", ""],
	["*", "*"],
	["", ""],
])("%j is written down as %j", (target, path) => {
	expect(requestPath(target)).toBe(path);
});

it("is cut", () => {
	expect(requestPath(`/${"a".repeat(20_000)}`)).toHaveLength(200);
});
