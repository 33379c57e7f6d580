import {
	type BodyKind,
	type DocumentModel,
	type Field,
	type MediaType,
	membersOf,
	resolve,
	typeOf,
} from "@onespec/openapi-document";
import type { OperationModel } from "./operation-model.js";

/** The kinds of the core, by those of the model. */
const KINDS: Readonly<Record<BodyKind, string>> = {
	json: "json",
	xml: "xml",
	form: "form",
	multipart: "multipart",
	text: "text",
	binary: "binary",
	any: "binary",
	"json-lines": "jsonLines",
	"event-stream": "events",
};

/**
 * What is beyond JSON and the default styles of parameters, as the core's `wire` describes it.
 *
 * @returns `undefined` where an operation has nothing of the kind
 */
export function wireOf(document: DocumentModel, model: OperationModel): object | undefined {
	const { operation, request, successes, headerParameters, cookieParameters, extensions } = model;
	const { envelope, idempotencyKey } = extensions;
	const parameters = parametersOf(document, model);
	// Beside XML nothing is usual: the client then has what reads XML, for all that is not told.
	const xml = [request, ...successes.map(({ body }) => body)].some((body) => body?.kind === "xml");
	const unusual = successes.filter(({ body }) => body !== undefined && (xml || !isUsual(body)));
	const responseBodies = Object.fromEntries(
		unusual.flatMap(({ status, body }) => (body === undefined ? [] : [[status, KINDS[body.kind]]])),
	);
	const accepted = [...new Set(successes.flatMap(({ body }) => (body === undefined ? [] : body.mediaType)))];
	const failures = operation.responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType));
	const errors = failures.filter((one) => /[/+](json|xml)$/.test(one) && !accepted.includes(one));
	const wire = {
		...(parameters !== undefined && { parameters }),
		...(request !== undefined && !isUsual(request) && { requestBody: requestBodyOf(document, request) }),
		...(unusual.length > 0 && {
			accept: [...accepted, ...new Set(errors)].join(", "),
			responseBodies,
		}),
		...(envelope !== undefined && { envelope }),
		...(idempotencyKey !== undefined && { idempotencyKey }),
	};
	if (Object.keys(wire).length > 0) return wire;
	return headerParameters.length + cookieParameters.length > 0 ? { parameters: {} } : undefined;
}

/** Whether a body is what the option `format` says. */
function isUsual({ mediaType }: MediaType): boolean {
	return mediaType === "application/json";
}

function requestBodyOf(document: DocumentModel, { kind, mediaType, encoding, schema }: MediaType): object {
	// What a part is by its schema, where no encoding says it: `contentMediaType: image/png`.
	const typed = [...(kind === "multipart" && schema ? membersOf(document, schema) : [])].flatMap(([name, member]) => {
		const whole = resolve(document, member.schema);
		const { contentMediaType } = whole.items === undefined ? whole : resolve(document, whole.items);
		return contentMediaType === undefined ? [] : [[name, { contentType: contentMediaType }] as const];
	});
	const encoded = Object.entries(encoding).map(([name, one]) => {
		const headers = one.headers.flatMap(({ name: header, schema }) => {
			const value = resolve(document, schema);
			const text = value.const ?? value.default ?? value.enum?.[0];
			return text === undefined ? [] : [[header, String(text)]];
		});
		const part = {
			...(one.contentType !== undefined && { contentType: one.contentType }),
			...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
			...(one.styled && { style: one.style, explode: one.explode, allowReserved: one.allowReserved }),
		};
		return [name, part] as const;
	});
	const parts = new Map<string, object>(typed);
	for (const [name, part] of encoded) parts.set(name, { ...parts.get(name), ...part });
	return {
		mediaType,
		...(kind !== "json" && { kind: KINDS[kind] }),
		...(parts.size > 0 && { encoding: Object.fromEntries(parts) }),
	};
}

const DEFAULT_STYLE = { path: "simple", query: "form", header: "simple", cookie: "form" } as const;

/** The parameters that are written otherwise than by the defaults of their places. */
export function parametersOf(document: DocumentModel, model: OperationModel): object | undefined {
	const places = (["path", "query", "header", "cookie"] as const).flatMap((place) => {
		const all = place === "query" ? model.queryParameters : model[`${place}Parameters`];
		const unusual = all.flatMap((one): [string, object][] => {
			const { style, explode, mediaType, allowReserved, name } = one;
			if (mediaType !== undefined) return [[name, { contentType: mediaType }]];
			const byDefault = style === DEFAULT_STYLE[place] && explode === (style === "form") && !allowReserved;
			if (byDefault && (place !== "cookie" || isScalar(document, one)) && isBasic(document, one, place)) return [];
			return [[name, { style: style === "cookie" ? "form" : style, explode, ...(allowReserved && { allowReserved }) }]];
		});
		return unusual.length === 0 ? [] : [[place, Object.fromEntries(unusual)] as const];
	});
	return places.length === 0 ? undefined : Object.fromEntries(places);
}

function isScalar(document: DocumentModel, { schema }: Field): boolean {
	const type = typeOf(resolve(document, schema));
	return type !== undefined && type !== "object" && type !== "array";
}

/** Whether the core writes a parameter without its entry `wire`: scalars, and arrays in the query. */
function isBasic(document: DocumentModel, field: Field, place: string): boolean {
	const type = typeOf(resolve(document, field.schema));
	if (place === "header" || place === "cookie") return true;
	if (type === "array") return place === "query";
	return type !== "object";
}
