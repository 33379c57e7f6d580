import { type Codec, createJsonCodec } from "@onespec/wire-codec/json";
import { createXmlCodec } from "@onespec/wire-codec/xml";
import type { Permission } from "../data/interface.js";
import {
	type ApiDocument,
	type Content,
	DocumentError,
	type Method,
	type OperationObject,
	type ParameterObject,
	type PathItem,
	resolve,
	type SchemaObject,
} from "../document.js";
import { type BodyReader, standAloneItemsReader, type Validators, wholeBodyReader } from "./request/body-reader.js";
import { isXml } from "./request/media-type.js";
import { type ParameterReader, parameterReader } from "./request/parameters.js";
import { type BodyWriter, bodyWriter } from "./response/send.js";

/** What the document says of an operation, made ready for serving it. */
export interface OperationPlan {
	operationId: string;
	method: Method;
	/** The path as the document has it, such as `/CustomerGroups/{id}`. */
	path: string;
	permission: Permission;
	readQuery: ParameterReader;
	readPath: ParameterReader;
	/** Absent where the operation takes no body. */
	body?: { read: BodyReader; codecs: ReadonlyMap<string, Codec> };
	/** The writer of an answer by its status, then by its media type in order of preference. */
	answers: ReadonlyMap<number, ReadonlyMap<string, BodyWriter>>;
}

/** What planning needs beside the document. */
export interface PlanOptions {
	validators: Validators;
	/** The operations whose requests are arrays of items that stand alone. */
	standAloneItems: readonly string[];
	codecOf: CodecOf;
}

const METHODS: readonly Method[] = ["get", "post", "put", "delete"];
const OTHER_METHODS = ["patch", "head", "options", "trace"] as const;

/**
 * Plans all operations of the document. What the service cannot do stops it here, at its start, rather than at the
 * first request.
 *
 * @throws {DocumentError} when the document has something that this service does not support, with the place
 */
export function planOperations(document: ApiDocument, options: PlanOptions): OperationPlan[] {
	return Object.entries(document.paths).flatMap(([path, item]) => {
		const other = OTHER_METHODS.find((method) => method in item);
		if (other)
			throw new DocumentError(`The document's ${path} has the method ${other}, which this service does not serve.`);
		return METHODS.flatMap((method) => {
			const operation = item[method];
			return operation ? [planOperation(document, path, method, item, operation, options)] : [];
		});
	});
}

function planOperation(
	document: ApiDocument,
	path: string,
	method: Method,
	item: PathItem,
	operation: OperationObject,
	options: PlanOptions,
): OperationPlan {
	const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
		resolve<ParameterObject>(document, parameter),
	);
	const place = `${method} ${path}`;
	const unread = parameters.find((parameter) => parameter.in !== "query" && parameter.in !== "path");
	if (unread) {
		throw new DocumentError(
			`The document's ${place}: parameter ${unread.name} is in ${unread.in}, which is not supported.`,
		);
	}
	const codecs = (content: Content): ReadonlyMap<string, Codec> =>
		new Map(Object.entries(content).map(([mediaType, { schema }]) => [mediaType, options.codecOf(mediaType, schema)]));
	const writers = (content: Content): ReadonlyMap<string, BodyWriter> =>
		new Map(
			Object.entries(content).map(([mediaType, { schema }]) => [
				mediaType,
				bodyWriter(document, mediaType, schema, options.codecOf(mediaType, schema)),
			]),
		);
	const plan: OperationPlan = {
		operationId: operation.operationId,
		method,
		path,
		permission: operation["x-permission"],
		readQuery: parameterReader(parameters, "query", place),
		readPath: parameterReader(parameters, "path", place),
		answers: new Map(
			Object.entries(operation.responses).map(([status, response]) => [
				Number(status),
				writers(resolve<{ content: Content }>(document, response).content),
			]),
		),
	};
	const content = operation.requestBody?.content;
	const schema = content && Object.values(content)[0]?.schema;
	if (content === undefined || schema === undefined) return plan;
	const reader = options.standAloneItems.includes(operation.operationId) ? standAloneItemsReader : wholeBodyReader;
	return { ...plan, body: { read: reader(document, schema, options.validators), codecs: codecs(content) } };
}

/** Gives the codec of a media type and schema. */
export type CodecOf = (mediaType: string, schema: SchemaObject) => Codec;

/** Makes each codec once: media types of one representation and answers of one component share theirs. */
export function codecFactory(document: ApiDocument): CodecOf {
	const made = new Map<string, Codec>();
	return (mediaType, schema) => {
		const key = `${isXml(mediaType) ? "xml" : "json"} ${JSON.stringify(schema)}`;
		const codec = made.get(key) ?? (isXml(mediaType) ? createXmlCodec : createJsonCodec)(document, schema);
		made.set(key, codec);
		return codec;
	};
}

/** All media types that answers can have, in the document's order of preference. */
export function answerMediaTypes(plans: readonly OperationPlan[]): string[] {
	const all = plans.flatMap(({ answers }) => [...answers.values()].flatMap((codecs) => [...codecs.keys()]));
	return [...new Set(all)];
}
