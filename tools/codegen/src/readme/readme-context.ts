import type { Api } from "../api.js";
import { listOf, requestOf } from "../around.js";
import { type Credential, credentialsOf } from "../credentials.js";
import { type ClientNames, clientNamesOf, type ErrorShape, errorShapeOf } from "../extensions/habits.js";
import { memberName, pascalCase } from "../names.js";
import { exampleArguments, exampleOf } from "../operation-docs.js";
import { type OperationModel, operationModels } from "../operation-model.js";
import { pagingNames } from "../paging-names.js";
import { SchemaTypes } from "../schema-types.js";
import { serverOf } from "../server.js";

/** What the sections of a README are written from. */
export class ReadmeContext {
	readonly name: string;
	readonly title: string;
	readonly models: readonly OperationModel[];
	readonly names: ClientNames | undefined;
	readonly errors: ErrorShape | undefined;
	readonly credentials: readonly Credential[];
	/** The base URL of the examples. */
	readonly baseUrl: string;
	readonly types: SchemaTypes;

	constructor(readonly api: Api) {
		this.name = `@onespec/${api.name}`;
		this.title = api.document.info.title;
		this.models = operationModels(api.document);
		this.names = clientNamesOf(api.document);
		this.errors = errorShapeOf(api.document);
		this.credentials = credentialsOf(api.document);
		this.baseUrl = `http://127.0.0.1:3000${serverOf(api.document).basePath}`;
		this.types = new SchemaTypes(api);
	}

	/** The first operation of which something is so, one that has a method in the façade before others. */
	find(test: (model: OperationModel) => boolean): OperationModel | undefined {
		const found = this.models.filter(test);
		return found.find(({ habits }) => habits.method !== undefined) ?? found[0];
	}

	/** What a client is made with: the function, and the variable that holds it. */
	get creation(): { readonly function: string; readonly variable: string; readonly module: string } {
		if (this.names === undefined) {
			return { function: `create${this.api.pascalName}Api`, variable: "client", module: this.name };
		}
		const { facade } = this.names;
		return { function: `create${pascalCase(facade)}`, variable: facade, module: `${this.name}/${facade}` };
	}

	/** The names that samples need from the package itself: the functions of operations without a façade. */
	functionOf(model: OperationModel, part?: "count" | "iterate" | "pages"): string | undefined {
		if (this.names !== undefined && model.habits.method !== undefined) return undefined;
		return part === undefined ? model.name : model.paging?.[part];
	}

	/** A call of an operation: as a method of the façade where it is one, otherwise of its function. */
	call(model: OperationModel, args: readonly string[] = exampleArguments(this.api.document, model)): string {
		const { method } = model.habits;
		if (this.names !== undefined && method !== undefined) return `${this.names.facade}.${method}(${args.join(", ")})`;
		return `${model.name}(${["client", ...args].join(", ")})`;
	}

	/** A call of what a list brings along. */
	pagingCall(model: OperationModel, part: "count" | "iterate" | "pages", args: readonly string[] = []): string {
		const path = exampleArguments(this.api.document, model).slice(0, model.pathParameters.length);
		const { method, pagination } = model.habits;
		const all = [...path, ...args];
		if (this.names !== undefined && method !== undefined && pagination !== undefined) {
			return `${this.names.facade}.${pagingNames(method, pagination)[part]}(${all.join(", ")})`;
		}
		return `${model.paging?.[part]}(${["client", ...all].join(", ")})`;
	}

	/** The URL of an operation in a template string, with the document's examples in its path. */
	url({ placed, pathParameters }: OperationModel, query = ""): string {
		const path = placed.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
			const parameter = pathParameters.find((one) => one.name === name);
			return String(parameter === undefined ? name : exampleOf(this.api.document, parameter));
		});
		return `\`\${url}${path}${query}\``;
	}

	/** How `fetch` is called for an operation, beside the URL. */
	init(model: OperationModel): string {
		const method = model.placed.method.toUpperCase();
		if (model.request === undefined) return method === "GET" ? "{ headers }" : `{ method: "${method}", headers }`;
		return `{
	method: "${method}",
	headers: { ...headers, "Content-Type": "application/json" },
	body: JSON.stringify(${exampleArguments(this.api.document, model).at(-1)}),
}`;
	}

	/** The type of an item that an operation gives. */
	itemType(model: OperationModel): string {
		return this.types.result(model).replace("<D>", "");
	}

	/** What one item is called in samples. */
	get item(): string {
		return this.names?.item ?? "item";
	}

	/** The member of a list's items that no two share, as an access: `.id`. */
	keyOf({ habits }: OperationModel): string {
		const key = habits.pagination?.key;
		return key === undefined ? "" : memberName(key) === key ? `.${key}` : `[${JSON.stringify(key)}]`;
	}

	/** Two items of a batch, with the least that each must say. */
	batchItems(model: OperationModel): string | undefined {
		return listOf(this.api.document, requestOf(this.api.document, model.placed.operation)?.schema) === undefined
			? undefined
			: exampleArguments(this.api.document, model).at(-1);
	}
}
