import {
	type DocumentModel,
	type GeneralResponse,
	type MediaType,
	type Operation,
	type OperationExtensions,
	operationExtensions,
	type Parameter,
	type Resource,
	type Response as ResponseModel,
	type Role,
	resourcesOf,
	type Schema,
	successOf,
} from "@onespec/openapi-document";
import { sampleOf } from "@onespec/openapi-document/sample";
import { type Codec, createJsonCodec } from "@onespec/wire-codec/json";
import { createXmlCodec } from "@onespec/wire-codec/xml";
import { type Requirement, requirementsOf } from "./credentials.js";

/** A body in one media type. */
export interface BodyPlan {
	readonly mediaType: string;
	readonly schema: Schema;
	readonly kind: MediaType["kind"];
	/** `undefined` for media types that are taken and not read. */
	readonly codec: Codec | undefined;
}

/** A documented answer. */
export interface AnswerPlan {
	/** In the order of the document; empty where the answer has no body. */
	readonly bodies: readonly BodyPlan[];
	/** The values of its examples by their names; one that is made of the schema where the document has none. */
	readonly examples: ReadonlyMap<string, unknown>;
	/** Its documented headers, with a value for each. */
	readonly headers: Readonly<Record<string, string>>;
}

/** An operation, made ready for answering it. */
export interface OperationPlan {
	readonly operation: Operation;
	readonly extensions: OperationExtensions;
	/** What it does to the items of its collection; `undefined` for what has no place in one. */
	readonly role: Role | undefined;
	readonly resource: Resource | undefined;
	/** Matches the path below the base; its groups are the path's parameters, in order. */
	readonly pattern: RegExp;
	/** The parameter that names an item of the collection. */
	readonly itemParameter: string | undefined;
	readonly requirements: readonly Requirement[];
	readonly pathParameters: readonly Parameter[];
	readonly queryParameters: readonly Parameter[];
	readonly request: { readonly required: boolean; readonly bodies: readonly BodyPlan[] } | undefined;
	/** By status, range or `default`. */
	readonly answers: ReadonlyMap<string, AnswerPlan>;
	/** The status of the documented success; 200 where there is none. */
	readonly success: number;
}

/** The plan of an answer: that of its status, else of its range, else of `default`. */
export function answerOf({ answers }: OperationPlan, status: number): AnswerPlan | undefined {
	return answers.get(String(status)) ?? answers.get(`${Math.trunc(status / 100)}XX`) ?? answers.get("default");
}

const ROLES: readonly Role[] = ["create", "read", "update", "replace", "updateMany", "delete", "list"];

/** Plans the operations of a document. */
export function planOperations(model: DocumentModel, codecs: Codecs): OperationPlan[] {
	const roles = new Map(
		resourcesOf(model).flatMap((resource) =>
			ROLES.flatMap((role) => (resource[role] ? [[resource[role].operation, { role, resource }] as const] : [])),
		),
	);
	const plans = model.operations.map((operation): OperationPlan => {
		const { path, requestBody, responses, parameters } = operation;
		const { role, resource } = roles.get(operation) ?? {};
		const order = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
		const documented = successOf(operation)?.status ?? "200";
		return {
			operation,
			extensions: operationExtensions(operation),
			role,
			resource,
			pattern: patternOf(path),
			itemParameter: /\/\{([^}]+)\}$/.exec(path)?.[1],
			requirements: requirementsOf(model, operation),
			pathParameters: parameters
				.filter((one) => one.in === "path")
				.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name)),
			queryParameters: parameters.filter((one) => one.in === "query"),
			request: requestBody && { required: requestBody.required, bodies: bodyPlans(codecs, requestBody.content) },
			answers: new Map(responses.map((response) => [response.status, answerPlan(model, codecs, response)])),
			success: documented === "2XX" ? 200 : Number(documented),
		};
	});
	// A path without parameters goes before one that fits as well.
	return plans.sort((one, other) => fixedText(other).localeCompare(fixedText(one)));
}

/** The segments of a path, each 1 where it is fixed and 0 where it has a parameter. */
function fixedText({ operation: { path } }: OperationPlan): string {
	return path
		.split("/")
		.map((segment) => (segment.includes("{") ? "0" : "1"))
		.join("");
}

/** Matches what a templated path stands for, without a query or `#` of its own; its groups are the path's parameters. */
export function patternOf(path: string): RegExp {
	const plain = path.replace(/[?#].*/s, "");
	return new RegExp(`^${plain.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]+\}/g, "([^/]+)")}$`);
}

/** The answers that belong to no operation, by their status, each in every media type of the document. */
export function generalAnswers(
	model: DocumentModel,
	mediaTypes: readonly Pick<MediaType, "mediaType" | "kind">[],
	codecs: Codecs,
): Map<number, AnswerPlan> {
	const plan = ({ schema, example }: GeneralResponse): AnswerPlan => ({
		bodies:
			schema === undefined
				? []
				: bodyPlans(
						codecs,
						mediaTypes.map((one) => ({ ...one, schema })),
					),
		examples: new Map(example === undefined ? [] : [["default", example]]),
		headers: {},
	});
	return new Map(model.generalResponses.map((response) => [response.status, plan(response)]));
}

export type Codecs = (media: Pick<MediaType, "kind" | "schema">) => Codec | undefined;

/** What reads and writes texts as they are, and writes anything else as JSON. */
const TEXT: Codec = {
	read: (text) => ({ value: text, faults: [] }),
	write: (value) => (typeof value === "string" ? value : JSON.stringify(value)),
};

/** Makes each codec once. */
export function codecFactory(model: DocumentModel): Codecs {
	const made = new Map<string, Codec>();
	return ({ kind, schema = {} }) => {
		if (kind === "text") return TEXT;
		if (kind !== "json" && kind !== "xml") return undefined;
		const key = `${kind} ${JSON.stringify(schema)}`;
		const codec = made.get(key) ?? (kind === "xml" ? createXmlCodec : createJsonCodec)(model, schema);
		made.set(key, codec);
		return codec;
	};
}

function bodyPlans(codecs: Codecs, content: readonly Pick<MediaType, "mediaType" | "kind" | "schema">[]): BodyPlan[] {
	return content.map((media) => {
		const { mediaType, kind, schema = {} } = media;
		return { mediaType, kind, schema, codec: codecs(media) };
	});
}

function answerPlan(model: DocumentModel, codecs: Codecs, { content, headers }: ResponseModel): AnswerPlan {
	return {
		bodies: bodyPlans(codecs, content),
		examples: examplesOf(model, codecs, content),
		headers: Object.fromEntries(
			headers.flatMap(({ name, examples, schema }) => {
				const value = examples[0]?.value ?? sampleOf(model, schema, { name });
				return value === undefined || typeof value === "object" ? [] : [[name, String(value)]];
			}),
		),
	};
}

/** The examples of a response as values, from its JSON where it has any, else read from what it has. */
function examplesOf(model: DocumentModel, codecs: Codecs, content: readonly MediaType[]): Map<string, unknown> {
	const media = content.find(({ kind }) => kind === "json") ?? content[0];
	if (media === undefined) return new Map();
	if (media.examples.length === 0) {
		const sample = sampleOf(model, media.schema ?? {}, { direction: "response" });
		return new Map(sample === undefined ? [] : [["default", sample]]);
	}
	return new Map(
		media.examples.map(({ name = "default", value, serialized }) => {
			const isText = typeof value === "string" && (serialized || media.kind === "xml");
			return [name, isText ? (codecs(media)?.read(value).value ?? value) : value];
		}),
	);
}
