import { type MediaType, type Operation, operationExtensions } from "@onespec/openapi-document";
import { type Codec, createJsonCodec } from "@onespec/wire-codec/json";
import { createXmlCodec } from "@onespec/wire-codec/xml";
import type { Permission } from "../data/interface.js";
import { type ApiDocument, type CodecOf, DocumentError, type SchemaObject } from "../document.js";
import { type BodyReader, standAloneItemsReader, type Validators, wholeBodyReader } from "./request/body-reader.js";
import { isXml } from "./request/media-type.js";
import { type ParameterReader, parameterReader } from "./request/parameters.js";
import { type BodyWriter, bodyWriter } from "./response/send.js";

/** What the document says of an operation, made ready for serving it. */
export interface OperationPlan {
	operationId: string;
	/** In upper case. */
	method: string;
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

const METHODS: readonly string[] = ["GET", "POST", "PUT", "DELETE"];

/**
 * Plans all operations of the document. What the service cannot do stops it here, at its start, rather than at the
 * first request.
 *
 * @throws {DocumentError} when the document has something that this service does not support, with the place
 */
export function planOperations(document: ApiDocument, options: PlanOptions): OperationPlan[] {
	return document.operations.map((operation) => planOperation(document, operation, options));
}

function planOperation(document: ApiDocument, operation: Operation, options: PlanOptions): OperationPlan {
	const { id, method, path, parameters, requestBody, responses } = operation;
	const place = `${method.toLowerCase()} ${path}`;
	if (!METHODS.includes(method)) {
		throw new DocumentError(
			`The document's ${path} has the method ${method.toLowerCase()}, which this service does not serve.`,
		);
	}
	const { permission } = operationExtensions(operation);
	if (permission !== "read" && permission !== "write") {
		throw new DocumentError(`The document's ${place} has no x-permission of read or write.`);
	}
	const unread = parameters.find((parameter) => parameter.in !== "query" && parameter.in !== "path");
	if (unread) {
		throw new DocumentError(
			`The document's ${place}: parameter ${unread.name} is in ${unread.in}, which is not supported.`,
		);
	}
	const byMediaType = <T>(content: readonly MediaType[], make: (mediaType: string, schema: SchemaObject) => T) =>
		new Map(content.map(({ mediaType, schema = {} }) => [mediaType, make(mediaType, schema)]));
	const writer = (mediaType: string, schema: SchemaObject) =>
		bodyWriter(document, mediaType, schema, options.codecOf(mediaType, schema));
	const plan: OperationPlan = {
		operationId: id,
		method,
		path,
		permission,
		readQuery: parameterReader(parameters, "query", place),
		readPath: parameterReader(parameters, "path", place),
		answers: new Map(responses.map(({ status, content }) => [Number(status), byMediaType(content, writer)])),
	};
	const schema = requestBody?.content[0]?.schema;
	if (requestBody === undefined || schema === undefined) return plan;
	const reader = options.standAloneItems.includes(id) ? standAloneItemsReader : wholeBodyReader;
	const codecs = byMediaType(requestBody.content, options.codecOf);
	return { ...plan, body: { read: reader(document, schema, options.validators), codecs } };
}

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
