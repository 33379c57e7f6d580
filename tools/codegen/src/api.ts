import type { OpenApiDocument } from "./openapi.js";

/** What every generator is given: one API, its document and its names. */
export interface Api {
	/** The name of its folder, such as `parcel-lockers`. */
	readonly name: string;
	/** The name in code, such as `ParcelLockers`. */
	readonly pascalName: string;
	/** The bundled document. */
	readonly document: OpenApiDocument;
}

/** The first line of everything generated that can hold a comment. */
export function marker(api: Api): string {
	return `generated from spec/${api.name}/openapi.yaml; do not edit`;
}

/** Generated files by their path within the package, with `/`. */
export type Files = Map<string, string>;
