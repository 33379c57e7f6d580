import { type DocumentModel, readModel } from "@onespec/openapi-document";
import { describe, expect, it } from "vitest";
import { checkXml } from "./check.js";
import { readXmlAt } from "./read-at.js";
import { writeXml } from "./write.js";
import { xsdFor } from "./xsd.js";

function modelOf(schemas: Record<string, unknown>): DocumentModel {
	return readModel({ openapi: "3.0.3", info: { title: "t", version: "1" }, paths: {}, components: { schemas } });
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const model = modelOf({
	Node: {
		type: "object",
		required: ["name"],
		properties: {
			name: { type: "string", xml: { attribute: true } },
			kind: { type: "string", enum: ["leaf", "branch"] },
			when: { type: "string", format: "date-time" },
			weight: { type: "number", minimum: 0, exclusiveMinimum: true },
			flag: { type: "boolean", nullable: true },
			odd: { type: "string", pattern: "^(?=a)b$" },
			tags: { type: "array", items: { type: "string", xml: { name: "tag" } } },
			labels: {
				type: "array",
				maxItems: 2,
				xml: { wrapped: true, name: "Labels" },
				items: { type: "string", xml: { name: "Label" } },
			},
			child: ref("Node"),
		},
	},
	Named: { type: "object", required: ["id"], properties: { id: { type: "integer", format: "int32" } } },
	Whole: {
		allOf: [
			ref("Named"),
			{ type: "object", required: ["more"], properties: { more: { type: "string", minLength: 1 } } },
		],
	},
	One: { type: "object", properties: {}, xml: { name: "Same" } },
	Other: { type: "object", minProperties: 1, properties: {}, xml: { name: "Same" } },
	Either: { oneOf: [ref("One"), ref("Other")] },
	Nested: {
		type: "object",
		properties: {
			either: { oneOf: [ref("Named"), ref("Whole")] },
			kept: {
				type: "array",
				xml: { wrapped: true },
				items: {
					oneOf: [
						{ type: "string", xml: { name: "pet" } },
						{ type: "integer", xml: { name: "fish" } },
					],
				},
			},
		},
	},
	Open: {
		type: "object",
		required: ["id"],
		properties: { id: { type: "integer" } },
		additionalProperties: { type: "integer" },
	},
	Page: {
		allOf: [
			{ type: "object", properties: { data: { type: "array", items: {}, xml: { wrapped: true } } } },
			{
				type: "object",
				properties: {
					data: {
						type: "array",
						xml: { name: "stations", wrapped: true },
						items: { type: "integer", xml: { name: "station" } },
					},
				},
			},
		],
	},
});
const check = (name: string, text: string) => checkXml(model, ref(name), text);

describe("xsdFor", () => {
	it("accepts what the schema describes, recursion and all", () => {
		const text =
			'<Node xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="a"><kind>leaf</kind><when>2026-01-31T10:00:00Z</when><weight>1.5e3</weight>' +
			'<flag xsi:nil="true"/><tag>x</tag><tag>y</tag><Labels><Label>l</Label></Labels><child name="b"/></Node>';
		expect(check("Node", text)).toEqual([]);
	});

	it.each([
		["<Node/>", "attribute 'name' is required"],
		['<Node name="a"><kind>root</kind></Node>', "enumeration"],
		['<Node name="a"><when>2026-01-31T10:00:00</when></Node>', "pattern"],
		['<Node name="a"><when>2026-02-31T10:00:00Z</when></Node>', "is not a valid value"],
		['<Node name="a"><weight>0</weight></Node>', "minExclusive"],
		['<Node name="a"><weight>INF</weight></Node>', "pattern"],
		['<Node name="a"><flag>yes</flag></Node>', "xs:boolean"],
		['<Node name="a"><Labels><Label>1</Label><Label>2</Label><Label>3</Label></Labels></Node>', "not expected"],
		['<Node name="a"><tags>x</tags></Node>', "not expected"],
		['<Node name="a"><child/></Node>', "attribute 'name' is required"],
		['<?xml version="1.0" encoding="ISO-8859-1"?><Node name="a"/>', "declares the encoding ISO-8859-1"],
	])("refuses %s", (text, reason) => {
		expect(check("Node", text).join("\n")).toContain(reason);
	});

	it("puts the parts of an allOf together in their order", () => {
		expect(check("Whole", "<Whole><id>1</id><more>x</more></Whole>")).toEqual([]);
		expect(check("Whole", "<Whole><more>x</more><id>1</id></Whole>")).not.toEqual([]);
		expect(check("Whole", "<Whole><id>1</id></Whole>")).not.toEqual([]);
	});

	it("says in the XSD which pattern it cannot state", () => {
		expect(xsdFor(model, ref("Node"))).toContain("<!-- The pattern ^(?=a)b$ has no equal in XSD. -->");
	});

	it("refuses two branches with one root, with the remedy", () => {
		const message = "Two branches of a oneOf have the root element Same: give them different xml.name.";
		expect(() => xsdFor(model, ref("Either"))).toThrow(message);
	});

	it.each([
		["<Nested><either><id>1</id></either></Nested>", undefined],
		["<Nested><either><id>1</id><more>x</more></either></Nested>", undefined],
		["<Nested><either><more>x</more></either></Nested>", "Expected is ( id )"],
		["<Nested><either><id>x</id></either></Nested>", "not a valid value"],
		["<Nested><either/></Nested>", "Missing child element"],
		["<Nested><kept><pet>x</pet></kept></Nested>", undefined],
		["<Nested><kept><pet>1</pet><fish>2</fish><pet>x</pet></kept></Nested>", undefined],
		["<Nested><kept><bird>1</bird></kept></Nested>", "Expected is one of ( pet, fish )"],
		["<Nested><kept><fish>x</fish></kept></Nested>", "not a valid value"],
	])("holds %s against the alternatives of its places", (text, reason) => {
		expect(check("Nested", text).join()).toEqual(reason === undefined ? "" : expect.stringContaining(reason));
	});

	it("holds members that no property names against the schema of others", () => {
		expect(check("Open", "<Open><id>1</id><more>2</more></Open>")).toEqual([]);
		expect(check("Open", "<Open><id>1</id><more>x</more></Open>").join()).toContain("not a valid value");
		expect(check("Open", "<Open><more>2</more></Open>").join()).toContain("Expected is ( id )");
	});

	it("names the elements of an allOf as its parts say", () => {
		const text = "<Page><stations><station>1</station></stations></Page>";
		expect(check("Page", text)).toEqual([]);
		expect(writeXml(model, ref("Page"), { data: [1] })).toBe(text);
	});

	it("takes any name for a root that the document does not name", () => {
		const inline = { type: "object", properties: { id: { type: "integer" } } } as const;
		expect(checkXml(model, inline, "<Anything><id>1</id></Anything>")).toEqual([]);
		expect(checkXml(model, inline, "<Anything><id>x</id></Anything>")).not.toEqual([]);
	});

	it("holds namespaces, as the default or by a prefix", () => {
		const spaced = modelOf({
			Order: {
				type: "object",
				xml: { namespace: "urn:shop", prefix: "s" },
				properties: { id: { type: "integer", xml: { namespace: "urn:shop" } } },
			},
		});
		const told = (text: string) => checkXml(spaced, ref("Order"), text).join();
		expect(told('<Order xmlns="urn:shop"><id>1</id></Order>')).toBe("");
		expect(told(writeXml(spaced, ref("Order"), { id: 1 }))).toBe("");
		expect(told('<s:Order xmlns:s="urn:shop"><s:id>x</s:id></s:Order>')).toContain("not a valid value");
		expect(told("<Order><id>1</id></Order>")).toContain("must be in the namespace urn:shop");
		expect(told('<Order xmlns="urn:other"><id>1</id></Order>')).toContain("declares a default namespace, urn:other");
	});

	it("refuses a schema without a name", () => {
		expect(() => xsdFor(model, { type: "string" })).toThrow("give it xml.name");
	});

	it("loads no external entity and expands none", () => {
		const text = '<!DOCTYPE Node [<!ENTITY e SYSTEM "file:///etc/hostname">]><Node name="a"><kind>&e;</kind></Node>';
		expect(check("Node", text)).toEqual(["/: has a document type declaration; none is allowed"]);
	});
});

describe("writeXml and readXmlAt", () => {
	const value = { name: 'a "b"', kind: "leaf", tags: ["<", "&"], labels: ["l"], child: { name: "c", tags: [] } };
	const text = writeXml(model, ref("Node"), Object.fromEntries(Object.entries(value).reverse()));

	it("writes in the order of the schema, and what it writes is valid", () => {
		expect(text).toBe(
			'<Node name="a &quot;b&quot;"><kind>leaf</kind><tag>&lt;</tag><tag>&amp;</tag><Labels><Label>l</Label></Labels><child name="c"></child></Node>',
		);
		expect(check("Node", text)).toEqual([]);
	});

	it("writes members that the schema does not have, too", () => {
		expect(writeXml(model, ref("Named"), { extra: 1, id: "x" })).toBe("<Named><id>x</id><extra>1</extra></Named>");
	});

	it.each([
		["/name", 'a "b"'],
		["/tags/1", "&"],
		["/labels/0", "l"],
		["/child/name", "c"],
		["/tags/2", undefined],
		["/when", undefined],
	])("reads %s", (pointer, expected) => {
		expect(readXmlAt(model, ref("Node"), text, pointer)).toBe(expected);
	});
});
