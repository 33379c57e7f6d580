import type { Schema } from "@onespec/openapi-document";
import { responseFor } from "../../lookup.js";
import { checkOf } from "../../schema/validator.js";
import type { FaultKind, PlantContext, PlantedAnswer } from "../kind.js";
import { escapeRegExp, pick } from "../sites.js";

/** Faults in the status and the headers of an answer. */
export const messageKinds: FaultKind[] = [
	statusKind("status-of-another-answer", (context) =>
		pick(
			context.operation.responses
				.map(({ status }) => status)
				.filter((status) => status !== context.cell.status && /^\d+$/.test(status)),
			context,
		),
	),
	statusKind("status-undocumented", ({ operation, cell }) =>
		["203", "202", "422", "409"]
			.sort((one, other) => Number(other[0] === cell.status[0]) - Number(one[0] === cell.status[0]))
			.find((status) => responseFor(operation, status) === undefined),
	),
	statusKind("status-500", ({ operation }) => (responseFor(operation, 500) === undefined ? "500" : undefined)),
	contentTypeKind(
		"media-type-of-another-answer",
		(context) =>
			pick(
				(context.response?.content ?? [])
					.map(({ mediaType }) => mediaType)
					.filter((mediaType) => mediaType !== context.cell.responseMediaType),
				context,
			),
		/^Content-Type: must be .*, but is/,
	),
	contentTypeKind("media-type-html", () => "text/html; charset=utf-8", /^Content-Type: must be .*, but is text\/html/),
	contentTypeKind(
		"charset-wrong",
		({ cell, family }) =>
			family === "json" || family === "xml" ? `${cell.responseMediaType}; charset=iso-8859-1` : undefined,
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
					const value = ["wrong", "-1", "x".repeat(4000)].find((one) => checkOf(context.model, schema)(one).length > 0);
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

function requiredHeaders({ response }: PlantContext): { name: string; schema: Schema }[] {
	return (response?.headers ?? []).filter(({ required }) => required);
}

function withHeader(answer: PlantedAnswer, name: string, value: string | undefined): PlantedAnswer {
	const { [name.toLowerCase()]: _, ...headers } = answer.headers;
	return { ...answer, headers: value === undefined ? headers : { ...headers, [name.toLowerCase()]: value } };
}
