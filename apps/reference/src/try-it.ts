import {
	type DocumentModel,
	type MediaType,
	membersOf,
	type Operation,
	resolve,
	type Schema,
} from "@onespec/openapi-document";
import { sampleOf } from "@onespec/openapi-document/sample";
import { examplesOf } from "./examples.js";
import { closureOf } from "./names.js";

/** What the page needs to send a request of an operation, and to judge the answer. */
export interface TryIt {
	readonly operation: Pick<Operation, "id" | "method" | "path" | "parameters" | "security" | "responses">;
	/** For each parameter, by place and name, what the form starts with. */
	readonly starts: Readonly<Record<string, string>>;
	readonly bodies: readonly TryBody[];
	readonly bodyRequired: boolean;
	readonly securitySchemes: DocumentModel["securitySchemes"];
	/** Those that the operation needs. */
	readonly schemas: DocumentModel["schemas"];
}

/** A body that may be sent. */
export interface TryBody {
	readonly mediaType: string;
	readonly key: string;
	readonly kind: MediaType["kind"];
	readonly examples: readonly { readonly name: string; readonly text: string }[];
	/** The members of a form, each with what the form starts with. */
	readonly members: readonly {
		readonly name: string;
		readonly start: string;
		readonly isFile: boolean;
		readonly required: boolean;
	}[];
	readonly encoding: MediaType["encoding"];
}

/** See {@link TryIt}. */
export function tryItOf(model: DocumentModel, operation: Operation): TryIt {
	const { id, method, path, parameters, security, requestBody } = operation;
	// Examples are not needed to judge an answer.
	const responses = operation.responses.map((response) => ({
		...response,
		content: response.content.map((media) => ({ ...media, examples: [] })),
	}));
	const schemas = [
		...parameters.map(({ schema }) => schema),
		...responses.flatMap(({ content, headers }) => [
			...content.flatMap(({ schema, itemSchema }) => [schema, itemSchema].filter((one) => one !== undefined)),
			...headers.map(({ schema }) => schema),
		]),
	];
	const names = [...closureOf(model, schemas)];
	const used = new Set(security.flatMap((one) => one.map(({ scheme }) => scheme)));
	return {
		operation: { id, method, path, parameters, security, responses },
		starts: Object.fromEntries(parameters.map((one) => [`${one.in} ${one.name}`, startOf(model, one)])),
		bodies: (requestBody?.content ?? []).map((media) => bodyOf(model, media)),
		bodyRequired: requestBody?.required === true,
		securitySchemes: Object.fromEntries(Object.entries(model.securitySchemes).filter(([name]) => used.has(name))),
		schemas: Object.fromEntries(names.map((name) => [name, model.schemas[name] as Schema])),
	};
}

function startOf(model: DocumentModel, { examples, schema, name, required }: Operation["parameters"][number]): string {
	const example = examples.find(({ value }) => value !== undefined)?.value;
	if (example !== undefined) return textOf(example);
	return required ? textOf(sampled(model, schema, name)) : "";
}

function sampled(model: DocumentModel, schema: Schema, name: string): unknown {
	try {
		return sampleOf(model, schema, { direction: "request", name });
	} catch {
		return undefined;
	}
}

function textOf(value: unknown): string {
	if (value === undefined || value === null) return "";
	return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function bodyOf(model: DocumentModel, media: MediaType): TryBody {
	const { mediaType, key, kind, encoding } = media;
	const isForm = kind === "form" || kind === "multipart";
	return {
		mediaType,
		key,
		kind,
		encoding,
		examples: isForm
			? []
			: examplesOf(model, media, "request").map(({ name, text }, index) => ({
					name: name ?? `example ${index + 1}`,
					text,
				})),
		members: isForm ? membersOfForm(model, media) : [],
	};
}

function membersOfForm(model: DocumentModel, { schema, examples }: MediaType): TryBody["members"] {
	const value = examples.find((one) => typeof one.value === "object")?.value ?? sampled(model, schema ?? {}, "text");
	const properties = formMembers(model, schema ?? {});
	return properties.map(({ name, member, required }) => {
		const isFile = isBinary(member) || (member.items !== undefined && isBinary(resolve(model, member.items)));
		const start = (value as Record<string, unknown> | undefined)?.[name];
		return { name, start: isFile ? "" : textOf(start), isFile, required };
	});
}

function isBinary({ format, contentMediaType }: Schema): boolean {
	return format === "binary" || (contentMediaType !== undefined && !/json|^text/.test(contentMediaType));
}

function formMembers(model: DocumentModel, schema: Schema) {
	try {
		return [...membersOf(model, schema)].map(([name, { schema: member, required }]) => ({
			name,
			member: resolve(model, member),
			required,
		}));
	} catch {
		return [];
	}
}
