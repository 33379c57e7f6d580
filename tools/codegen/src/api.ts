import { basename, dirname, extname, resolve } from "node:path";
import type { DocumentModel, Operation } from "@onespec/openapi-document";
import type { LoadedDocument } from "@onespec/openapi-document/load";
import { coreNames } from "./core-exports.js";
import { type Credential, credentialsOf } from "./credentials.js";
import { type Direction, directed } from "./directions.js";
import { Names, pascalCase } from "./names.js";
import { type OperationModel, operationModels } from "./operation-model.js";

/** What every generator is given: one API, read once. */
export interface Api {
	/** The name of its folder, such as `parcel-lockers`. */
	readonly name: string;
	/** The name of its package on npm, such as `@onespec/parcel-lockers`. */
	readonly packageName: string;
	/** The name in code, such as `ParcelLockers`. */
	readonly pascalName: string;
	/** The bundled document, which is written into the package as it is. */
	readonly document: Readonly<Record<string, unknown>>;
	readonly model: DocumentModel;
	/** The model with the schemas of requests and of answers apart, where members are `readOnly` or `writeOnly`. */
	readonly directed: DocumentModel;
	/** The title on one line, safe in a comment. */
	readonly title: string;
	/** The operations that have a function. */
	readonly operations: readonly OperationModel[];
	/** The operations without a function, and why. */
	readonly unnamed: readonly { readonly operation: Operation; readonly reason: string }[];
	readonly credentials: readonly Credential[];
	/** The short name of each schema of `directed`, in the package's exports. */
	readonly aliases: ReadonlyMap<string, string>;
	/** Takes what the user should know of what could not be generated. */
	readonly warn: (text: string) => void;
}

/** The first line of everything generated that can hold a comment. */
export function marker(api: Pick<Api, "name">): string {
	return `generated from spec/${api.name}/openapi.yaml; do not edit`;
}

/** Generated files by their path within the package, with `/`. */
export type Files = Map<string, string>;

/** Text of a document on one line of a comment, which it cannot end. */
export function inComment(text: string): string {
	return text.trim().replace(/\s+/g, " ").replaceAll("*/", "*\\/");
}

/**
 * Builds what the generators are given.
 *
 * @param name the API's name; see {@link apiName}
 * @param packageName the name of its package; `@onespec/<name>` unless told
 */
export function apiOf(
	name: string,
	{ bundled, model }: LoadedDocument,
	warn: (text: string) => void = () => {},
	packageName = `@onespec/${name}`,
): Api {
	const wanted = /^\d/.test(name) ? `Api${pascalCase(name)}` : pascalCase(name) || "Api";
	const namesBeside = (pascal: string) => [
		...["Api", "Client", "ClientOptions", "Credentials", "TestService"].map((part) => `${pascal}${part}`),
		...["Api", "Client"].map((part) => `create${pascal}${part}`),
	];
	// An API that is called api would have the names that the core has.
	const pascalName = namesBeside(wanted).some((one) => coreNames.includes(one)) ? `Rest${wanted}` : wanted;
	const own = namesBeside(pascalName);
	const names = new Names([
		...coreNames,
		...own,
		...["create", "components", "operations", "paths", "Operations", "Schemas", "Decimals", "D", "Missing", "Download"],
		...["basePath", "serverUrl", "specVersion", "Binary"],
	]);
	const apart: Direction = directed(model);
	const { operations, unnamed } = operationModels(apart.model, names);
	const aliases = new Map(Object.keys(apart.model.schemas).map((schema) => [schema, names.take(schema)] as const));
	return {
		name,
		packageName,
		pascalName,
		document: bundled,
		model,
		directed: apart.model,
		title: inComment(model.info.title) || pascalName,
		operations,
		unnamed,
		credentials: credentialsOf(model),
		aliases,
		warn,
	};
}

/**
 * The name of an API: that of the folder of `openapi.yaml`, else that of the file, as an npm package may be called.
 *
 * @example apiName("spec/Parcel Lockers/openapi.yaml") // "parcel-lockers"
 * @example apiName("petstore.json") // "petstore"
 */
export function apiName(file: string): string {
	const stem = basename(file, extname(file));
	const text = stem === "openapi" ? basename(dirname(resolve(file))) : stem;
	const words = text
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-|-$/g, "");
	return words || "api";
}
