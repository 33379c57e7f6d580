import { type ApiDocument, branchesOf, type Schema } from "./document.js";

/**
 * The n-th item that a schema describes, always the same one: its integers are `n` where they may be, its texts the
 * member's name and `n`, its decimals and numbers `n`, its booleans true for odd ones. What is not required is left out.
 *
 * @example
 * fixtureOf(document, { $ref: "#/components/schemas/Thing" }, 3); // { ThingID: 3, Name: "Name 3", Sold: true }
 */
export function fixtureOf(document: ApiDocument, schema: Schema, n: number): unknown {
	return valueFor(document, schema, n, "");
}

function valueFor(document: ApiDocument, schema: Schema, n: number, name: string): unknown {
	const rule = branchesOf(document, schema)[0] ?? {};
	if (rule.enum !== undefined) return rule.enum[(n - 1) % rule.enum.length];
	switch (rule.type) {
		case "object": {
			const members = Object.entries(rule.properties ?? {}).filter(([member]) => rule.required?.includes(member));
			return Object.fromEntries(members.map(([member, held]) => [member, valueFor(document, held, n, member)]));
		}
		case "array":
			return Array.from({ length: rule.minItems ?? 0 }, (_, index) =>
				valueFor(document, rule.items ?? {}, n + index, name),
			);
		case "integer":
		case "number": {
			const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = rule;
			return Math.min(Math.max(n, minimum), maximum);
		}
		case "boolean":
			return n % 2 === 1;
		case "string":
			return `${name} ${n}`.slice(0, rule.maxLength).padEnd(rule.minLength ?? 0, "-");
		default:
			return null;
	}
}
