import { type Schema, typeOf } from "@onespec/openapi-document";
import type { Written } from "../body.js";
import type { FaultKind, PlantContext } from "../kind.js";
import { escapeRegExp, membersOf, pick, reasonAt, sitesOf } from "../sites.js";
import { bodyKind, jsonKind } from "./body-kind.js";

const isNumber = (schema: Schema) => ["number", "integer"].includes(typeOf(schema) ?? "");
const isPlainText = (schema: Schema) => typeOf(schema) === "string" && schema.format === undefined;

/** Faults in one member: its presence, its type, and each constraint of its schema. */
export const memberKinds: FaultKind[] = [
	bodyKind("member-missing", (context) => {
		const site = pick(membersOf(context), context);
		if (site === undefined) return undefined;
		const because =
			context.family === "xml"
				? new RegExp(`Expected is \\( ${escapeRegExp(site.element)} \\)`)
				: reasonAt(context, site, "is missing", "");
		return { because, edit: (body) => body.remove(site.place) };
	}),
	bodyKind("member-undocumented", (context) => {
		const site = pick(
			sitesOf(context).filter(({ schema }) =>
				context.family === "xml" ? schema.properties !== undefined : isClosed(schema),
			),
			context,
		);
		if (site === undefined) return undefined;
		const added = { ...site, place: [...site.place, "Undocumented"], element: "Undocumented", schema: {} };
		return {
			because: reasonAt(context, added, "is not documented", "not expected"),
			edit: (body) => body.add(site.place, "Undocumented", { text: "x" }),
		};
	}),
	bodyKind("member-twice", (context) => {
		const site = pick(membersOf(context), context);
		return (
			site && {
				because: reasonAt(context, site, "occurs more than once", "not expected"),
				edit: (body) => body.repeatMember(site.place),
			}
		);
	}),
	bodyKind("member-null", (context) => {
		const site = pick(
			membersOf(context).filter(({ nullable }) => !nullable),
			context,
		);
		return (
			site && { because: reasonAt(context, site, "must be ", "nillable|nil"), edit: (body) => body.setNull(site.place) }
		);
	}),
	valueKind("number-as-text", isNumber, "must be (number|integer)", "not a valid value", () => ({ text: "one" })),
	jsonKind("number-in-quotes", (context) => {
		const site = pick(
			membersOf(context).filter(({ schema }) => isNumber(schema)),
			context,
		);
		return (
			site && {
				because: reasonAt(context, site, "must be (number|integer)", ""),
				edit: (body) => body.replace(site.place, { text: body.read(site.place) }),
			}
		);
	}),
	jsonKind("text-as-number", (context) => {
		const site = pick(
			membersOf(context).filter(({ schema }) => typeOf(schema) === "string"),
			context,
		);
		return (
			site && {
				because: reasonAt(context, site, "must be string", ""),
				edit: (body) => body.replace(site.place, { token: "7" }),
			}
		);
	}),
	jsonKind("digits-as-number", (context) => {
		const site = pick(
			membersOf(context).filter(({ schema }) => holdsDigits(schema)),
			context,
		);
		return (
			site && {
				because: reasonAt(context, site, "must be string", ""),
				edit: (body) => body.replace(site.place, { token: body.read(site.place) }),
			}
		);
	}),
	valueKind(
		"boolean-as-text",
		(schema) => typeOf(schema) === "boolean",
		"must be boolean",
		"not a valid value",
		() => ({
			text: "yes",
		}),
	),
	valueKind(
		"integer-with-fraction",
		(schema) => typeOf(schema) === "integer",
		"must be written as an integer",
		"not a valid value",
		() => ({
			token: "7.0",
		}),
	),
	valueKind(
		"text-too-long",
		(schema) => typeOf(schema) === "string" && schema.maxLength !== undefined,
		"must NOT have more than",
		"maxLength",
		({ maxLength = 0 }) => ({ text: "x".repeat(maxLength + 1) }),
	),
	valueKind(
		"text-too-short",
		(schema) => typeOf(schema) === "string" && (schema.minLength ?? 0) > 0,
		"must NOT have fewer than",
		"minLength",
		({ minLength = 1 }) => ({ text: "x".repeat(minLength - 1) }),
	),
	valueKind(
		"below-minimum",
		(schema) => boundsOf(schema).least !== undefined,
		"must (be >|match format)",
		"minInclusive|minExclusive|not a valid value",
		(schema) => ({ token: String((boundsOf(schema).least ?? 0n) - 1n) }),
	),
	valueKind(
		"above-maximum",
		(schema) => boundsOf(schema).most !== undefined,
		"must (be <|match format)",
		"maxInclusive|maxExclusive|not a valid value",
		(schema) => ({ token: String((boundsOf(schema).most ?? 0n) + 1n) }),
	),
	valueKind(
		"outside-enum",
		(schema) => isPlainText(schema) && schema.enum !== undefined,
		"must be one of",
		"enumeration",
		() => ({ text: "none-of-these" }),
	),
	valueKind(
		"outside-pattern",
		(schema) => isPlainText(schema) && schema.pattern !== undefined && mismatchOf(schema.pattern) !== undefined,
		"must match pattern",
		"pattern",
		({ pattern = "" }) => ({ text: mismatchOf(pattern) ?? "" }),
	),
	jsonKind("decimal-without-fraction", (context) => {
		const site = pick(
			membersOf(context).filter(({ schema }) => (schema["x-decimal"]?.jsonFractionDigits ?? 0) > 0),
			context,
		);
		return (
			site && {
				because: reasonAt(context, site, "must have at least \\d+ decimal", ""),
				edit: (body) => body.replace(site.place, { token: body.read(site.place).split(".")[0] ?? "0" }),
			}
		);
	}),
	valueKind(
		"decimal-with-exponent",
		(schema) => schema["x-decimal"] !== undefined,
		"must be written without an exponent",
		"not a valid value",
		() => ({ token: "1.0e0" }),
	),
	valueKind(
		"decimal-too-exact",
		(schema) => schema["x-decimal"]?.significantDigits !== undefined,
		"must have at most \\d+ significant digits",
		"totalDigits",
		(schema) => ({ token: `1.${"3".repeat(schema["x-decimal"]?.significantDigits ?? 0)}` }),
	),
];

/** A kind that writes another value at a member whose schema fits. */
function valueKind(
	name: string,
	fits: (schema: Schema) => boolean,
	json: string,
	xml: string,
	value: (schema: Schema) => Written,
): FaultKind {
	return bodyKind(name, (context: PlantContext) => {
		const site = pick(
			membersOf(context).filter(({ schema }) => fits(schema)),
			context,
		);
		return (
			site && {
				because: reasonAt(context, site, json, xml),
				edit: (body) => body.replace(site.place, value(site.schema)),
			}
		);
	});
}

/** The bounds of an integer; a format has some of its own. */
function boundsOf(schema: Schema): { least?: bigint; most?: bigint } {
	if (typeOf(schema) !== "integer") return {};
	const { format, minimum, maximum } = schema;
	const least = minimum ?? (format === "int32" ? -(2 ** 31) : undefined);
	const most = maximum ?? (format === "int32" ? 2 ** 31 - 1 : undefined);
	return {
		...(least !== undefined && { least: BigInt(Math.ceil(least)) }),
		...(most !== undefined && { most: BigInt(Math.floor(most)) }),
	};
}

/** Whether a text is always digits: by its `enum`, or a pattern that takes digits and no letters. */
function holdsDigits(schema: Schema): boolean {
	if (typeOf(schema) !== "string") return false;
	const { enum: values, pattern } = schema;
	if (values !== undefined) return values.every((value) => /^[1-9]\d*$/.test(String(value)));
	if (pattern === undefined) return false;
	const takes = new RegExp(pattern, "u");
	return (
		["7", "404", "12345"].some((digits) => takes.test(digits)) && !["x", "", "-", "é"].some((one) => takes.test(one))
	);
}

/** Whether an undeclared member of an object is a fault. */
function isClosed({ properties, additionalProperties, unevaluatedProperties }: Schema): boolean {
	return properties !== undefined && (additionalProperties === false || unevaluatedProperties === false);
}

/** A text that a pattern refuses. */
function mismatchOf(pattern: string): string | undefined {
	const takes = new RegExp(pattern, "u");
	return ["!", "x", "0", "-"].find((text) => !takes.test(text));
}
