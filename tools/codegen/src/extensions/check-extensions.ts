import { type OpenApiDocument, operationsOf } from "../openapi.js";
import { faultsOfCauses } from "./causes.js";
import { faultsOfClientNames } from "./client-names.js";
import { faultsOfDefaults } from "./defaults.js";
import { faultsOfErrorShape } from "./error-shape.js";
import type { ExtensionFault } from "./extension-fault.js";
import { faultsOfValue, knownExtensions } from "./extension-schemas.js";
import { faultsOfGeneralResponses } from "./general-responses.js";
import { operationPlace } from "./operation-place.js";
import { faultsOfPagination } from "./pagination.js";
import { faultsOfResults } from "./results.js";
import { escapePointer, type Kind, type Visit, walkDocument, walkSchema } from "./walk-document.js";

/** Where each extension may stand. */
const places: Readonly<Record<string, { readonly kind: Kind; readonly words: string }>> = {
	"x-decimal": { kind: "schema", words: "schemas" },
	"x-permission": { kind: "operation", words: "operations" },
	"x-throttle": { kind: "document", words: "the root" },
	"x-general-responses": { kind: "document", words: "the root" },
	"x-database-reference": { kind: "schema", words: "schemas" },
	"x-error-shape": { kind: "document", words: "the root" },
	"x-client": { kind: "document", words: "the root" },
	"x-client-method": { kind: "operation", words: "operations" },
	"x-role": { kind: "operation", words: "operations" },
	"x-pagination": { kind: "operation", words: "operations" },
	"x-empty": { kind: "operation", words: "operations" },
	"x-not-found": { kind: "operation", words: "operations" },
	"x-single": { kind: "operation", words: "operations" },
	"x-result": { kind: "operation", words: "operations" },
	"x-batch": { kind: "operation", words: "operations" },
	"x-defaults": { kind: "operation", words: "operations" },
	"x-credential": { kind: "securityScheme", words: "security schemes" },
};

/**
 * Checks every `x-` extension of a document: that it is known, stands where it may, has a value that fits its JSON
 * Schema, and agrees with what is around it.
 *
 * @param document the bundled document
 * @returns what is wrong, in the order of the document; nothing where all is well
 * @example checkExtensions(document) // [{ place: "operation listThings (GET /things)", message: "x-permission …" }]
 */
export function checkExtensions(document: OpenApiDocument): ExtensionFault[] {
	const faults: ExtensionFault[] = [];
	const visit: Visit = (kind, node, pointer) => {
		const messages = [
			...faultsOfNode(kind, node),
			...(kind === "schema" ? faultsOfDecimal(node) : []),
			...(kind === "securityScheme" ? faultsOfCredential(node) : []),
		];
		faults.push(...messages.map((message) => ({ place: placeOf(document, kind, pointer), message })));
	};
	walkDocument(document, visit);
	const general = document["x-general-responses"];
	if (typeof general === "object" && general !== null) {
		for (const [name, response] of Object.entries(general)) {
			walkSchema(response?.schema, `#/x-general-responses/${escapePointer(name)}/schema`, visit);
		}
	}
	return [
		...faults,
		...faultsOfThrottle(document),
		...faultsOfGeneralResponses(document),
		...faultsOfErrorShape(document),
		...faultsOfClientNames(document),
		...faultsOfPagination(document),
		...faultsOfCauses(document),
		...faultsOfResults(document),
		...faultsOfDefaults(document),
	];
}

function faultsOfNode(kind: Kind, node: Readonly<Record<string, unknown>>): string[] {
	return Object.entries(node)
		.filter(([name]) => name.startsWith("x-"))
		.flatMap(([name, value]) => {
			if (!knownExtensions.includes(name)) {
				return [`${name} is not a known extension. Known are ${knownExtensions.join(", ")}.`];
			}
			const place = places[name];
			if (place === undefined) throw new Error(`No place is named for ${name}.`);
			if (place.kind !== kind) return [`${name} does not belong here, but on ${place.words}.`];
			return faultsOfValue(name, value).map((fault) => `${name}: ${fault}.`);
		});
}

function faultsOfDecimal(schema: Readonly<Record<string, unknown>>): string[] {
	const declared = "x-decimal" in schema;
	const formatted = schema.format === "decimal";
	if (!declared && !formatted) return [];
	if (!declared) return ["format decimal needs x-decimal beside it: { significantDigits, jsonFractionDigits }."];
	if (!formatted) return ["x-decimal needs format decimal beside it."];
	return schema.type === "number" ? [] : ["format decimal needs type number beside it."];
}

function faultsOfCredential(scheme: Readonly<Record<string, unknown>>): string[] {
	if (!("x-credential" in scheme) || scheme.type === "apiKey") return [];
	return ["x-credential needs type apiKey beside it: what is sent in another way has a form of its own."];
}

function faultsOfThrottle(document: OpenApiDocument): ExtensionFault[] {
	const throttle = document["x-throttle"];
	if (faultsOfValue("x-throttle", throttle).length > 0) return [];
	const status = String((throttle as { status: number }).status);
	return operationsOf(document)
		.filter(({ operation }) => !(status in operation.responses))
		.map((placed) => ({
			place: operationPlace(placed),
			message: `x-throttle says ${status}, which this operation does not document among its responses.`,
		}));
}

function placeOf(document: OpenApiDocument, kind: Kind, pointer: string): string {
	if (kind !== "operation") return pointer;
	const placed = operationsOf(document).find(
		({ path, method }) => pointer === `#/paths/${escapePointer(path)}/${method}`,
	);
	return placed === undefined ? pointer : operationPlace(placed);
}
