import {
	type DocumentModel,
	documentExtensions,
	escapeToken,
	type MediaType,
	type Schema,
	subschemas,
	typesOf,
} from "@onespec/openapi-document";
import { operationPlace } from "../operation-model.js";
import { faultsOfCauses } from "./causes.js";
import { faultsOfClientNames } from "./client-names.js";
import { faultsOfDefaults } from "./defaults.js";
import { faultsOfErrorShape } from "./error-shape.js";
import type { ExtensionFault } from "./extension-fault.js";
import { faultsOfValue, knownExtensions } from "./extension-schemas.js";
import { faultsOfGeneralResponses } from "./general-responses.js";
import { faultsOfWrites } from "./long-running.js";
import { nearest } from "./misspelt.js";
import { faultsOfNextPage } from "./next-page.js";
import { faultsOfPagination } from "./pagination.js";
import { faultsOfResults } from "./results.js";

/** Where extensions of ours may stand. */
type Kind = "document" | "operation" | "schema" | "securityScheme" | "other";

/** Where each extension that does not belong to an operation may stand. */
const PLACES: Readonly<Record<string, { readonly kind: Kind; readonly words: string }>> = {
	"x-decimal": { kind: "schema", words: "schemas" },
	"x-guarantees": { kind: "document", words: "the root" },
	"x-throttle": { kind: "document", words: "the root" },
	"x-general-responses": { kind: "document", words: "the root" },
	"x-database-reference": { kind: "schema", words: "schemas" },
	"x-error-shape": { kind: "document", words: "the root" },
	"x-client": { kind: "document", words: "the root" },
	"x-credential": { kind: "securityScheme", words: "security schemes" },
};

const ON_OPERATIONS = { kind: "operation", words: "operations" } as const;

/**
 * Checks the extensions of a document that are ours: that each stands where it may, has a value that fits its JSON Schema,
 * and agrees with what is around it. Names of other teams pass, unless one is nearly one of ours.
 *
 * @returns what is wrong; nothing where all is well
 * @example checkExtensions(model) // [{ place: "operation listThings (GET /things)", message: "x-pagination: …" }]
 */
export function checkExtensions(model: DocumentModel): ExtensionFault[] {
	const faults = [...placesOf(model)].flatMap(({ kind, place, extensions }) =>
		Object.entries(extensions)
			.filter(([name]) => name.startsWith("x-"))
			.flatMap(([name, value]) => faultsOf(kind, name, value, extensions))
			.map((message) => ({ place, message, maybeForeign: true })),
	);
	return [
		...faults,
		...faultsOfThrottle(model),
		...faultsOfGeneralResponses(model),
		...faultsOfErrorShape(model),
		...faultsOfClientNames(model),
		...faultsOfPagination(model),
		...faultsOfNextPage(model),
		...faultsOfWrites(model),
		...faultsOfCauses(model),
		...faultsOfResults(model),
		...faultsOfDefaults(model),
	];
}

function faultsOf(kind: Kind, name: string, value: unknown, beside: Readonly<Record<string, unknown>>): string[] {
	if (!knownExtensions.includes(name)) {
		const meant = nearest(name, knownExtensions);
		return meant === undefined ? [] : [`${name} is not one of our extensions; is ${meant} meant?`];
	}
	const place = PLACES[name] ?? ON_OPERATIONS;
	if (place.kind !== kind) return [`${name} does not belong here, but on ${place.words}.`];
	const faults = faultsOfValue(name, value).map((fault) => `${name}: ${fault}.`);
	if (name === "x-decimal") faults.push(...faultsOfDecimal(beside));
	if (name === "x-credential" && beside.type !== "apiKey") {
		faults.push("x-credential needs type apiKey beside it: what is sent in another way has a form of its own.");
	}
	return faults;
}

function faultsOfDecimal(schema: Schema): string[] {
	if (schema.format !== "decimal") return ["x-decimal needs format decimal beside it."];
	return typesOf(schema).includes("number") ? [] : ["format decimal needs type number beside it."];
}

interface Place {
	readonly kind: Kind;
	readonly place: string;
	/** The extensions, and in schemas and security schemes what stands beside them. */
	readonly extensions: Readonly<Record<string, unknown>>;
}

/** The places of a document that have extensions. */
function* placesOf(model: DocumentModel): Generator<Place> {
	yield { kind: "document", place: "#", extensions: model.extensions };
	yield { kind: "other", place: "#/info", extensions: model.info.extensions };
	for (const [index, { extensions }] of model.tags.entries())
		yield { kind: "other", place: `#/tags/${index}`, extensions };
	for (const { extensions, pointer, ...scheme } of Object.values(model.securitySchemes)) {
		yield { kind: "securityScheme", place: pointer, extensions: { ...scheme, ...extensions } };
	}
	for (const operation of model.operations) {
		yield { kind: "operation", place: operationPlace(operation), extensions: operation.extensions };
		const { requestBody, responses, parameters } = operation;
		const fields = [...parameters, ...responses.flatMap(({ headers }) => headers)];
		for (const { extensions, pointer, schema } of fields) {
			yield { kind: "other", place: pointer, extensions };
			yield* schemaPlaces(schema, `${pointer}/schema`);
		}
		for (const body of [...(requestBody ? [requestBody] : []), ...responses]) {
			yield { kind: "other", place: body.pointer, extensions: body.extensions };
			for (const media of body.content) yield* mediaPlaces(media);
		}
	}
	for (const [name, schema] of Object.entries(model.schemas)) {
		yield* schemaPlaces(schema, `#/components/schemas/${escapeToken(name)}`);
	}
	for (const { schema, pointer } of model.generalResponses) {
		if (schema !== undefined) yield* schemaPlaces(schema, `${pointer}/schema`);
	}
}

function* mediaPlaces({ extensions, pointer, schema }: MediaType): Generator<Place> {
	yield { kind: "other", place: pointer, extensions };
	if (schema !== undefined) yield* schemaPlaces(schema, `${pointer}/schema`);
}

function* schemaPlaces(schema: Schema, place: string): Generator<Place> {
	if (Object.keys(schema).some((name) => name.startsWith("x-"))) {
		yield { kind: "schema", place, extensions: schema as Readonly<Record<string, unknown>> };
	}
	for (const [path, inner] of subschemas(schema)) {
		yield* schemaPlaces(inner, `${place}/${path.map(escapeToken).join("/")}`);
	}
}

function faultsOfThrottle(model: DocumentModel): ExtensionFault[] {
	const { throttle } = documentExtensions(model);
	if (throttle === undefined) return [];
	return model.operations
		.filter(({ responses }) => !responses.some(({ status }) => status === String(throttle.status)))
		.map((operation) => ({
			place: operationPlace(operation),
			message: `x-throttle says ${throttle.status}, which this operation does not document among its responses.`,
		}));
}
