import { mediaTypeOf } from "../../document/media-types.js";
import { resolve } from "../../document/pointer.js";
import type { SchemaObject } from "../../document/types.js";
import { checkOf } from "../../schema/validator.js";
import type { FaultKind, PlantContext, PlantedAnswer } from "../kind.js";
import { escapeRegExp, pick } from "../sites.js";

/** Faults in the status and the headers of an answer. */
export const messageKinds: FaultKind[] = [
	statusKind("status-of-another-answer", (context) =>
		pick(
			[...context.operation.responses.keys()].filter((status) => status !== context.cell.status),
			context,
		),
	),
	statusKind("status-undocumented", ({ operation, cell }) =>
		["203", "202", "422", "409"]
			.sort((one, other) => Number(other[0] === cell.status[0]) - Number(one[0] === cell.status[0]))
			.find((status) => !operation.responses.has(status)),
	),
	statusKind("status-500", ({ operation }) => (operation.responses.has("500") ? undefined : "500")),
	contentTypeKind(
		"media-type-of-another-answer",
		(context) =>
			pick(
				Object.keys(context.response.content ?? {}).filter(
					(key) => mediaTypeOf(key) !== context.cell.responseMediaType,
				),
				context,
			),
		/^Content-Type: must be .*, but is/,
	),
	contentTypeKind("media-type-html", () => "text/html; charset=utf-8", /^Content-Type: must be .*, but is text\/html/),
	contentTypeKind(
		"charset-wrong",
		({ cell }) => `${cell.responseMediaType}; charset=iso-8859-1`,
		/^Content-Type: charset must be/,
	),
	{
		name: "content-type-missing",
		plan: ({ family }) =>
			family === "none"
				? undefined
				: {
						because: /^Content-Type: must be present/,
						mutate: (answer) => withHeader(answer, "content-type", undefined),
					},
	},
	{
		name: "header-missing",
		plan(context) {
			const header = pick(requiredHeaders(context), context);
			if (header === undefined) return undefined;
			return {
				because: new RegExp(`^${escapeRegExp(header.name)}: the header is missing`),
				mutate: (answer) => withHeader(answer, header.name, undefined),
			};
		},
	},
	{
		name: "header-wrong",
		plan(context) {
			const wrong = pick(
				requiredHeaders(context).flatMap(({ name, schema }) => {
					const value = ["wrong", "-1", "x".repeat(4000)].find(
						(one) => checkOf(context.document, schema)(one).length > 0,
					);
					return value === undefined ? [] : [{ name, value }];
				}),
				context,
			);
			if (wrong === undefined) return undefined;
			return {
				because: new RegExp(`^${escapeRegExp(wrong.name)}: the header must`),
				mutate: (answer) => withHeader(answer, wrong.name, wrong.value),
			};
		},
	},
];

function statusKind(name: string, other: (context: PlantContext) => string | undefined): FaultKind {
	return {
		name,
		plan(context) {
			const status = other(context);
			if (status === undefined) return undefined;
			return {
				because: new RegExp(`^status: must be ${context.cell.status}, but is ${status}`),
				mutate: (answer) => ({ ...answer, status: Number(status) }),
			};
		},
	};
}

function contentTypeKind(
	name: string,
	value: (context: PlantContext) => string | undefined,
	because: RegExp,
): FaultKind {
	return {
		name,
		plan(context) {
			const contentType = context.family === "none" ? undefined : value(context);
			if (contentType === undefined) return undefined;
			return { because, mutate: (answer) => withHeader(answer, "content-type", contentType) };
		},
	};
}

function requiredHeaders({ document, response }: PlantContext): { name: string; schema: SchemaObject }[] {
	return Object.entries(response.headers ?? {}).flatMap(([name, reference]) => {
		const { required, schema } = resolve(document, reference);
		return required === true && schema !== undefined && name.toLowerCase() !== "content-type" ? [{ name, schema }] : [];
	});
}

function withHeader(answer: PlantedAnswer, name: string, value: string | undefined): PlantedAnswer {
	const { [name.toLowerCase()]: _, ...headers } = answer.headers;
	return { ...answer, headers: value === undefined ? headers : { ...headers, [name.toLowerCase()]: value } };
}
