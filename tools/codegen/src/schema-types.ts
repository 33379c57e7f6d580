import { listOf, type MediaType, type Schema } from "@onespec/openapi-document";
import type { Api } from "./api.js";
import { documentHasDecimals, hasDecimals } from "./decimals.js";
import { heirsOf } from "./heirs.js";
import { memberAt } from "./member-path.js";
import { type Answer, componentOf, type OperationModel } from "./operation-model.js";

/** Types of generated code by schema, and which names they need from which module. */
export class SchemaTypes {
	/** The aliases of `models.ts` that were used. */
	readonly models = new Set<string>();
	readonly #api: Api;
	readonly #exact: boolean;

	constructor(api: Api) {
		this.#api = api;
		this.#exact = documentHasDecimals(api.model);
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
		switch (request.kind) {
			case "text":
				return "string";
			case "binary":
			case "any":
				return "Blob | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | string";
			case "json-lines":
			case "event-stream":
				return "Iterable<unknown> | AsyncIterable<unknown>";
			default: {
				if (request.schema === undefined) return "unknown";
				const body = `NonNullable<${this.#operations(request.schema)}[${JSON.stringify(id)}]["requestBody"]>`;
				const type = this.#of(request.schema, `${body}["content"][${JSON.stringify(request.mediaType)}]`);
				return request.kind === "multipart" ? `${type} | FormData` : type;
			}
		}
	}

	/** The type of what a caller gets; `void` where there is no body, `unknown` where the document does not describe it. */
	result(model: OperationModel): string {
		const { kind, extensions, result, successes } = model;
		const { envelope } = extensions;
		const bodies = this.#bodies(model);
		if (kind === "list" || (kind === "single" && extensions.single === true)) {
			const items = `Extract<${bodies.map(({ text }) => text).join(" | ")}, readonly unknown[]>[number]`;
			return result === undefined ? "unknown" : this.#of(result, items);
		}
		const typed = bodies.map(({ schema, text }) => {
			const content = memberAt(this.#api.directed, schema, envelope);
			return content === undefined ? "unknown" : this.#of(content.schema, content.type(text));
		});
		return [...new Set([...typed, ...successes.flatMap(untyped)])].join(" | ") || "void";
	}

	/** The type of an item of a list that leads from page to page. */
	item(model: OperationModel): string {
		const path = model.extensions.nextPage?.items;
		const types = this.#bodies(model).map(({ schema, text }) => {
			const list = memberAt(this.#api.directed, schema, path);
			const item = list && listOf(this.#api.directed, list.schema)?.item;
			if (list === undefined || item === undefined) return "unknown";
			return this.#of(item, `Extract<${list.type(text)}, readonly unknown[]>[number]`);
		});
		return [...new Set(types)].join(" | ");
	}

	/** The bodies of success that a schema types, each with its place in the types of the operations. */
	#bodies({ id, successes }: OperationModel): { readonly schema: Schema; readonly text: string }[] {
		return successes.flatMap(({ status, body }) => {
			const { schema } = body ?? {};
			if (body === undefined || schema === undefined || (body.kind !== "json" && body.kind !== "xml")) return [];
			const place = `[${JSON.stringify(id)}]["responses"][${JSON.stringify(status)}]["content"][${JSON.stringify(body.mediaType)}]`;
			return [{ schema, text: `${this.#operations(schema)}${place}` }];
		});
	}

	/** The short name of a component, or else the place of the schema in the types of the operations. */
	#of(schema: Schema, place: string): string {
		const name = componentOf(schema);
		const alias = name === undefined ? undefined : this.#api.aliases.get(name);
		// The place has the heirs beside it.
		if (alias === undefined || heirsOf(this.#api.directed, schema).length > 0) return place;
		this.models.add(alias);
		return hasDecimals(this.#api.directed, schema) ? `${alias}<D>` : alias;
	}

	#operations(schema: Schema): string {
		const exact = hasDecimals(this.#api.directed, schema);
		this.models.add(exact ? "Operations" : "operations");
		return exact ? "Operations<D>" : "operations";
	}
}

/** The type of an answer that no schema types. */
function untyped({ body }: Answer): string[] {
	if (body === undefined) return ["void"];
	if ((body.kind === "json" || body.kind === "xml") && body.schema !== undefined) return [];
	return [UNTYPED[body.kind]];
}

const UNTYPED: Readonly<Record<MediaType["kind"], string>> = {
	json: "unknown",
	xml: "unknown",
	text: "string",
	binary: "Download",
	any: "Download",
	form: "Record<string, string | string[]>",
	multipart: "FormData",
	"json-lines": "AsyncIterable<unknown>",
	"event-stream": "AsyncIterable<ServerSentEvent>",
};
