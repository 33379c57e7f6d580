import { expect, it } from "vitest";
import { requestId, requestPath } from "./identity.js";

const NEW = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

it.each(["a", "01JD7Z-x_y.9", "f".repeat(128)])("takes the id that a proxy gave: %s", (id) => {
	expect(requestId({ "x-request-id": id })).toBe(id);
});

it.each([undefined, "", "a b", "a\n", "é", '"}', "f".repeat(129), "a, b"])("makes one instead of %j", (id) => {
	expect(requestId(id === undefined ? {} : { "x-request-id": id })).toMatch(NEW);
});

it("never takes a credential", () => {
	expect(requestId({ "x-request-id": "secret", token: "secret" })).toMatch(NEW);
});

it("makes each once", () => {
	expect(requestId({})).not.toBe(requestId({}));
});

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
