import type { Api } from "./api.js";
import { documentHasDecimals, hasDecimals } from "./decimals.js";
import { isIdentifier } from "./names.js";
import type { OpenApiDocument, Schema } from "./openapi.js";
import type { OperationModel } from "./operation-model.js";
import { takenNames } from "./taken-names.js";

const prefix = "#/components/schemas/";

/** Types of generated code by schema, and which names they need from which module. */
export class SchemaTypes {
	/** The aliases of `models.ts` that were used. */
	readonly models = new Set<string>();
	readonly #api: Api;
	readonly #document: OpenApiDocument;
	readonly #exact: boolean;

	constructor(api: Api) {
		this.#api = api;
		this.#document = api.document;
		this.#exact = documentHasDecimals(api.document);
	}

	/** The type parameter of a function whose types depend on decimals; empty where the document has none. */
	get parameter(): string {
		return this.#exact ? 'D extends Decimals = "number"' : "";
	}

	/** Whether the document has decimals. */
	get hasDecimals(): boolean {
		return this.#exact;
	}

	/** The type of the body of a request. */
	request({ id, request }: OperationModel): string {
		if (request === undefined) return "never";
		const body = `NonNullable<${this.#operations(request.schema)}[${JSON.stringify(id)}]["requestBody"]>`;
		return this.#of(request.schema, `${body}["content"][${JSON.stringify(request.mediaType)}]`);
	}

	/** The type of what a caller gets; `void` where there is no body, `unknown` where it is not JSON. */
	result({ id, kind, habits, result, successes, placed }: OperationModel): string {
		if (result === undefined) {
			const contents = Object.values(placed.operation.responses).some((one) => "content" in one && one.content);
			return contents ? "unknown" : "void";
		}
		const bodies = successes.flatMap(({ status, schema, mediaType }) => {
			if (schema === undefined || mediaType === undefined) return [];
			const place = `[${JSON.stringify(id)}]["responses"][${status}]["content"][${JSON.stringify(mediaType)}]`;
			return [{ schema, text: `${this.#operations(schema)}${place}` }];
		});
		if (kind === "list" || (kind === "single" && habits.single === true)) {
			return this.#of(result, `Extract<${bodies.map(({ text }) => text).join(" | ")}, readonly unknown[]>[number]`);
		}
		return [...new Set(bodies.map(({ schema, text }) => this.#of(schema, text)))].join(" | ");
	}

	/** The short name of a component, or else the place of the schema in the types of the operations. */
	#of(schema: Schema, place: string): string {
		const name = schema.$ref?.startsWith(prefix) === true ? schema.$ref.slice(prefix.length) : undefined;
		if (name === undefined || !hasAlias(this.#api, name)) return place;
		this.models.add(name);
		return hasDecimals(this.#document, schema) ? `${name}<D>` : name;
	}

	#operations(schema: Schema): string {
		const exact = hasDecimals(this.#document, schema);
		this.models.add(exact ? "Operations" : "operations");
		return exact ? "Operations<D>" : "operations";
	}
}

/** Whether a component schema has a short name among the package's exports. */
export function hasAlias(api: Api, name: string): boolean {
	return isIdentifier(name) && !takenNames(api).has(name);
}
