import { DocumentError } from "./document-error.js";
import { resolve } from "./pointer.js";
import type {
	MediaTypeObject,
	OpenApiDocument,
	OperationObject,
	ParameterObject,
	RequestBodyObject,
	ResponseObject,
} from "./types.js";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** One operation with what its path item says, references resolved. */
export interface Operation {
	operationId: string;
	/** In upper case. */
	method: string;
	path: string;
	object: OperationObject;
	/** Those of the path item and of the operation, which come first. */
	parameters: ParameterObject[];
	requestBody: RequestBodyObject | undefined;
	responses: Map<string, ResponseObject>;
}

/**
 * The operations of a document in its order.
 * @throws DocumentError where an operation has no `operationId`, or one that another has.
 */
export function operationsOf(document: OpenApiDocument): Operation[] {
	const operations: Operation[] = [];
	const ids = new Set<string>();
	for (const [path, item] of Object.entries(document.paths)) {
		for (const method of METHODS) {
			const object = item[method] as OperationObject | undefined;
			if (object === undefined) continue;
			const place = `${method.toUpperCase()} ${path}`;
			const operationId = object.operationId;
			if (operationId === undefined) throw new DocumentError(`${place} has no operationId: give it one.`);
			if (ids.has(operationId)) throw new DocumentError(`${place}: operationId "${operationId}" is taken: rename one.`);
			ids.add(operationId);
			operations.push({
				operationId,
				method: method.toUpperCase(),
				path,
				object,
				parameters: parametersOf(document, item.parameters ?? [], object.parameters ?? []),
				requestBody: object.requestBody && resolve(document, object.requestBody),
				responses: new Map(
					Object.entries(object.responses).map(([status, response]) => [status, resolve(document, response)]),
				),
			});
		}
	}
	return operations;
}

function parametersOf(document: OpenApiDocument, shared: ParameterObject[], own: ParameterObject[]): ParameterObject[] {
	const byPlace = new Map<string, ParameterObject>();
	for (const parameter of [...shared, ...own].map((one) => resolve(document, one))) {
		byPlace.set(`${parameter.in} ${parameter.name}`, parameter);
	}
	return [...byPlace.values()];
}

/**
 * The first example of a media type: of `examples`, else `example`, else the schema's `example`.
 * `undefined` where none is given.
 */
export function firstExample(document: OpenApiDocument, media: MediaTypeObject): unknown {
	const named = Object.values(media.examples ?? {})[0];
	if (named !== undefined) return resolve(document, named).value;
	if (media.example !== undefined) return media.example;
	return media.schema && resolve(document, media.schema).example;
}

/** The example of a response's media type that has a cause's name; the only example where none is named. */
export function exampleOf(document: OpenApiDocument, media: MediaTypeObject, cause: string): unknown {
	const named = media.examples?.[cause];
	return named === undefined ? firstExample(document, media) : resolve(document, named).value;
}
