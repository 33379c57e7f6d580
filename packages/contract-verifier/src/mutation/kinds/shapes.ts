import { typeOf } from "@onespec/openapi-document";
import { branchOf } from "../../judge.js";
import { exampleOf } from "../../lookup.js";
import type { FaultKind } from "../kind.js";
import { PlantError } from "../plant-error.js";
import { pick, reasonAt, type Site, sitesOf } from "../sites.js";
import { bodyKind, jsonKind, textKind } from "./body-kind.js";

const BOTH: ("json" | "xml")[] = ["json", "xml"];
const UNREADABLE = /^body: is not (JSON|well-formed XML)/;

/** Faults in the shape of a body, and in its bytes as a whole. */
export const shapeKinds: FaultKind[] = [
	jsonKind("object-for-array", (context) => {
		const [root] = sitesOf(context);
		if (root === undefined || typeOf(root.schema) !== "array") return undefined;
		return { because: /^body: must be array/, edit: (body) => body.turnRoot() };
	}),
	jsonKind("array-for-object", (context) => {
		if (sitesOf(context)[0]?.schema.properties === undefined) return undefined;
		return { because: /^body: must be object/, edit: (body) => body.turnRoot() };
	}),
	bodyKind("array-empty", (context) => {
		const site = pick(
			sitesOf(context).filter(({ schema }) => typeOf(schema) === "array" && (schema.minItems ?? 0) > 0),
			context,
		);
		return (
			site && {
				because:
					context.family === "xml" ? /Missing child element/ : reasonAt(context, site, "must NOT have fewer", ""),
				edit: (body) => body.clear(site.place),
			}
		);
	}),
	bodyKind("array-too-long", (context) => {
		const site = pick(
			sitesOf(context).filter(({ schema }) => typeOf(schema) === "array" && schema.maxItems !== undefined),
			context,
		);
		return (
			site && {
				because: context.family === "xml" ? /not expected/ : reasonAt(context, site, "must NOT have more", ""),
				edit: (body) => body.fill(site.place, maxItemsOf(site) + 1),
			}
		);
	}),
	{
		name: "wrong-branch",
		plan(context) {
			const { model, cell, media, schema, family } = context;
			if (media?.schema === undefined || (family !== "json" && family !== "xml")) return undefined;
			const described = media.schema;
			const other = cell.causes.find((cause) => branchOf(model, media, described, cause) !== schema);
			if (other === undefined) return undefined;
			const example = exampleOf(model, media, other);
			const text = typeof example === "string" ? example : JSON.stringify(example);
			return {
				because: family === "xml" ? /the root element must be/ : /^body: must be (array|object)/,
				mutate: (answer) => ({ ...answer, body: Buffer.from(text) }),
			};
		},
	},
	textKind("body-malformed", BOTH, UNREADABLE, (text) => {
		const end = text.search(/[}\]>]\s*$/);
		if (end < 0) throw new PlantError("the body has no end to cut off");
		return text.slice(0, end);
	}),
	textKind("body-truncated", BOTH, UNREADABLE, (text) => Buffer.from(text).subarray(0, Math.floor(text.length / 2))),
	textKind("body-with-garbage-behind", BOTH, UNREADABLE, (text) => `${text}garbage`),
	textKind("body-twice", BOTH, UNREADABLE, (text) => `${text}${text}`),
	textKind("body-not-utf-8", BOTH, /^body: is not UTF-8/, (text) =>
		Buffer.concat([Buffer.from(text), Buffer.of(0xff)]),
	),
	textKind("json-byte-order-mark", ["json"], /byte order mark/, (text) => `\ufeff${text}`),
	{
		name: "body-empty",
		plan: ({ family }) =>
			family !== "json" && family !== "xml"
				? undefined
				: { because: /^body: is missing/, mutate: (answer) => ({ ...answer, body: Buffer.alloc(0) }) },
	},
	{
		name: "body-where-none-belongs",
		plan: ({ family, cell: { status } }) =>
			// HTTP itself lets no body through with these.
			family !== "none" || status === "204" || status === "304"
				? undefined
				: { because: /^body: must be empty/, mutate: (answer) => ({ ...answer, body: Buffer.from("{}") }) },
	},
	{
		name: "connection-cut",
		plan: ({ family }) =>
			family === "none"
				? undefined
				: {
						because: /^(no answer|body: is cut off)/,
						mutate: (answer) => ({ ...answer, cutAt: Math.floor(answer.body.length / 2) }),
					},
	},
];

function maxItemsOf({ schema }: Site): number {
	return schema.maxItems ?? 0;
}
