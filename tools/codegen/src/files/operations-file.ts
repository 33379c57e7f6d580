import { type Cause, documentExtensions, listOf } from "@onespec/openapi-document";
import { type Api, type Files, marker } from "../api.js";
import { causesOf, messageOf } from "../extensions/causes.js";
import { querySchema } from "../extensions/pagination.js";
import { constant, literal } from "../literal.js";
import { exampleArguments, operationDoc } from "../operation-docs.js";
import type { OperationModel } from "../operation-model.js";
import { SchemaTypes } from "../schema-types.js";
import {
	type Companion,
	companionSignature,
	companionsOf,
	coreTypesIn,
	operationSignature,
	parametersText,
	type Signature,
	wordsOf,
} from "../signature.js";
import { docComment } from "../text.js";
import { wireOf } from "../wire.js";
import { securityOf } from "./security.js";

/** One operation as it is written: its descriptor, and the functions that send it. */
interface Section {
	/** The types of the core that its descriptor has. */
	readonly descriptorTypes: readonly string[];
	readonly functions: readonly string[];
	readonly signatures: readonly Signature[];
	readonly text: string;
}

/** `operations.ts`: a function for each operation, and for each paginated list those that walk through it. */
export function operationsFile(api: Api): Files {
	const models = api.operations;
	if (models.length === 0) return new Map([["src/generated/operations.ts", `// ${marker(api)}\n\nexport {};\n`]]);
	const types = new SchemaTypes(api);
	const sections = models.map((model) => sectionOf(api, model, types));
	const signatures = sections.flatMap((section) => section.signatures);
	const queries = models.flatMap((model) => queryTypes(model));
	const core = [
		...new Set([
			...sections.flatMap(({ functions }) => functions),
			...[
				...(types.hasDecimals ? ["Decimals"] : []),
				...sections.flatMap(({ descriptorTypes }) => descriptorTypes),
				...coreTypesIn(signatures),
			].map((name) => `type ${name}`),
		]),
	].sort(byName);
	const text = [...queries, ...sections.map((section) => section.text)].join("\n\n");
	const words = wordsOf(text.replaceAll(/^ \*.*$/gm, ""));
	const used = (name: string) => words.has(name);
	const named = [...types.models].filter((name) => name !== "operations" && used(name)).sort();
	const imports = [
		`import {\n${core.map((name) => `\t${name},`).join("\n")}\n} from "@onespec/client-core";`,
		`import type { ${api.pascalName}Api } from "./client.js";`,
		...(named.length === 0 ? [] : [`import type { ${named.join(", ")} } from "./models.js";`]),
		...(used("operations") ? ['import type { operations } from "./types.js";'] : []),
	];
	return new Map([["src/generated/operations.ts", `// ${marker(api)}\n\n${imports.join("\n")}\n\n${text}\n`]]);
}

/** What `operations.ts` exports. */
export function operationNames(api: Api): { readonly functions: string[]; readonly types: string[] } {
	const models = api.operations;
	return {
		functions: models.flatMap((model) => [model.name, ...Object.values<string>({ ...model.companions })]),
		types: models.flatMap((model) => [
			...(model.queryParameters.length > 0 ? [model.queryType] : []),
			...(model.companions.iterate !== undefined && model.filters.length > 0 ? [model.filterType] : []),
		]),
	};
}

function queryTypes(model: OperationModel): string[] {
	const all = `NonNullable<operations[${JSON.stringify(model.id)}]["parameters"]["query"]>`;
	const pick = (names: readonly { name: string }[]) =>
		`Pick<${all}, ${names.map(({ name }) => JSON.stringify(name)).join(" | ")}>`;
	const { queryParameters, filters, name, companions, extensions } = model;
	return [
		...(queryParameters.length === 0
			? []
			: [
					`/** What {@link ${name}} asks for. */\nexport type ${model.queryType} = ${
						extensions.pagination?.count === undefined ? all : pick(queryParameters)
					};`,
				]),
		...(companions.iterate === undefined || filters.length === 0
			? []
			: [
					`/** Which items of {@link ${name}} are counted or walked through. */\nexport type ${model.filterType} = ${pick(filters)};`,
				]),
	];
}

function sectionOf(api: Api, model: OperationModel, types: SchemaTypes): Section {
	const own = operationSignature(api, model, types);
	const { descriptor } = model;
	const descriptorTypes = descriptorTypesOf(model);
	const companions = companionsOf(model).map((part) => ({
		part,
		signature: companionSignature(api, model, types, part),
		send: sendOf(model, part),
	}));
	const send = {
		list: "sendList",
		single: "sendSingle",
		result: "sendResult",
		batch: "sendBatch",
		plain: "send",
	}[model.kind];
	const texts = [
		`const ${descriptor}: ${descriptorTypes.join(" & ")} = ${literal(descriptorOf(api, model), constant)};`,
		functionText(
			api,
			types,
			own,
			ownComment(api, model, own),
			callText(model, send, own, types, descriptor),
			model.kind === "plain",
		),
		...companions.map(({ part, signature, send: own }) => {
			const status = part === "untilDone" ? `, ${model.status?.descriptor}` : "";
			const call = `return ${own}(client, ${descriptor}${status}, ${signature.request}, options);`;
			return functionText(api, types, signature, companionComment(api, model, signature, part), call, false);
		}),
	];
	return {
		descriptorTypes,
		functions: [send, ...companions.map((one) => one.send)],
		signatures: [own, ...companions.map(({ signature }) => signature)],
		text: texts.join("\n\n"),
	};
}

function functionText(
	api: Api,
	types: SchemaTypes,
	signature: Signature,
	comment: string,
	body: string,
	isAsync: boolean,
): string {
	// Where nothing depends on what decimals are, any client will do.
	const depends = [signature.returns, ...signature.arguments.map(({ type }) => type)].some((type) =>
		type.includes("<D>"),
	);
	const generics = [depends ? types.parameter : "", signature.generics].filter((text) => text !== "").join(", ");
	const client = `client: ${api.pascalName}Api${types.hasDecimals ? (depends ? "<D>" : "<Decimals>") : ""}`;
	const parameters = [client, ...parametersText(signature)].map((text) => `\t${text},`).join("\n");
	return `${comment}export ${isAsync ? "async " : ""}function ${signature.name}${generics === "" ? "" : `<${generics}>`}(
${parameters}
): ${signature.returns} {
	${body}
}`;
}

function callText(model: OperationModel, send: string, own: Signature, types: SchemaTypes, descriptor: string): string {
	const call = (generic: string) => `${send}${generic}(client, ${descriptor}, ${own.request}, options)`;
	switch (model.kind) {
		case "plain":
			return `return (await ${call(`<${types.result(model)}>`)}).data;`;
		case "single":
			return own.generics === ""
				? `return ${call("")};`
				: `// The core knows the options alone, not what follows from them.\n\treturn ${call("")} as ${own.returns};`;
		default:
			return `return ${call("")};`;
	}
}

function ownComment(api: Api, model: OperationModel, own: Signature): string {
	const { summary, remarks, returns, throws } = operationDoc(model);
	const example = exampleArguments(api.directed, model);
	const call = `${model.name}(${["client", ...example].join(", ")})`;
	const lines = [
		summary,
		"",
		...(remarks === undefined ? [] : [`@remarks ${remarks}`, ""]),
		"@param client who asks, and how",
		...own.arguments.map(({ name, text }) => `@param ${name} ${text}`),
		`@returns ${returns}`,
		`@throws ${throws}`,
		`@example ${exampleText(api, model, call)}`,
	];
	return docComment(lines.join("\n"));
}

/** A call, with what is done with what it returns. */
function exampleText(api: Api, { kind }: OperationModel, call: string): string {
	const { facade = "items", item = "item" } = documentExtensions(api.model).client ?? {};
	switch (kind) {
		case "list":
			return `const ${facade} = await ${call};`;
		case "single":
			return `const ${item} = await ${call};`;
		case "result":
			return `const { id } = await ${call};`;
		case "batch":
			return `const { succeeded, failed } = await ${call};`;
		case "plain":
			return `await ${call};`;
	}
}

/** The function of the core behind a companion. */
function sendOf({ extensions }: OperationModel, part: Companion): string {
	if (part === "untilDone") return "sendUntilDone";
	if (extensions.nextPage === undefined) return part;
	return part === "iterate" ? "followItems" : "followPages";
}

function companionComment(api: Api, model: OperationModel, signature: Signature, part: Companion): string {
	const call = `${signature.name}(client)`;
	const untilDone = `${signature.name}(${["client", ...exampleArguments(api.directed, model)].join(", ")})`;
	const [what, returns, throws, example] = {
		count: [
			`Counts the items of {@link ${model.name}} without reading them.`,
			"how many there are; 0 where there is nothing",
			"ClientError, one of its kinds",
			`const number = await ${call};`,
		],
		iterate: [
			`Walks through all items of {@link ${model.name}}, page by page: each once, with one page in memory.`,
			"the items; leaving the loop ends the requests",
			"ClientError, whose `resumeAt` says where to begin again; RepeatedPageError where an item comes twice",
			`for await (const item of ${call}) console.log(item);`,
		],
		pages: [
			`Walks through all pages of {@link ${model.name}}; none is empty.`,
			"the pages, each with the offset of the next, where a later walk can begin",
			"ClientError, whose `resumeAt` says where to begin again; RepeatedPageError where an item comes twice",
			`for await (const { items, next } of ${call}) console.log(items.length, next);`,
		],
		untilDone: [
			`Does what {@link ${model.name}} does, and waits until it is done.`,
			`what {@link ${model.status?.name}} says at the end`,
			"LongRunningError where it fails; DOMException named `TimeoutError` where it takes too long; ClientError",
			`const done = await ${untilDone};`,
		],
	}[part] as [string, string, string, string];
	const follows = model.extensions.nextPage !== undefined;
	const lines = [
		follows && part === "pages" ? `Walks through all pages of {@link ${model.name}}.` : what,
		"",
		"@param client who asks, and how",
		...signature.arguments.map(({ name, text }) => `@param ${name} ${text}`),
		`@returns ${follows && part === "pages" ? "the pages, each with the place of the next, where a later walk can begin" : returns}`,
		`@throws ${follows ? "ClientError; RepeatedPageError where a page leads to itself" : throws}`,
		`@example ${example}`,
	];
	return docComment(lines.join("\n"));
}

function descriptorTypesOf({ kind, extensions }: OperationModel): string[] {
	const { pagination, nextPage, longRunning } = extensions;
	const list =
		pagination === undefined
			? "ListOperation"
			: pagination.count === undefined
				? "PagedOperation"
				: "CountableOperation";
	const own = {
		list,
		single: "SingleOperation",
		result: "ResultOperation",
		batch: "BatchOperation",
		plain: "Operation",
	}[kind];
	const more = [...(nextPage ? ["FollowedOperation"] : []), ...(longRunning ? ["LongRunningOperation"] : [])];
	// Each of those is an operation already.
	return kind === "plain" && more.length > 0 ? more : [own, ...more];
}

/** What the core is told of an operation: constants, all of them from the document. */
export function descriptorOf(api: Api, model: OperationModel): Record<string, unknown> {
	const { id, operation, kind, extensions, successes, failures } = model;
	const cause = (one: Cause | undefined) =>
		one && {
			status: one.status,
			message: messageOf(api.model, causesOf(operation, one.status).get(one.cause)),
		};
	const withoutBody = successes.flatMap(({ status, body }) =>
		body === undefined && status !== 204 && status !== 205 ? [status] : [],
	);
	const all = [...failures, ...successes.map(({ status }) => status).filter((status) => status === "default")];
	const wire = wireOf(api.directed, model);
	const security = securityOf(api)?.operations.get(`${operation.method} ${operation.path}`);
	return {
		id,
		method: operation.method,
		// What follows a # tells operations of one path apart, and never reaches a server.
		path: operation.path.replace(/#.*/s, ""),
		// What stands for every status describes failures too: of those it is no success.
		success: successes.map(({ status }) => (status === "default" ? "2XX" : status)),
		failures: all.length === 0 ? undefined : all,
		...(withoutBody.length > 0 && { withoutBody }),
		...(wire !== undefined && { wire }),
		...(security !== undefined && { security }),
		notFound: cause(extensions.notFound),
		...(kind === "list" ? { empty: cause(extensions.empty), pagination: paginationOf(api, model, cause) } : {}),
		...(kind === "single" ? { single: extensions.single } : {}),
		...(kind === "result" ? { result: extensions.result } : {}),
		...(kind === "batch" ? { batch: batchOf(api, model) } : {}),
		following: followingOf(api, model),
		longRunning: extensions.longRunning && { ...extensions.longRunning, status: undefined },
	};
}

function paginationOf(api: Api, { operation, extensions }: OperationModel, cause: (one?: Cause) => unknown) {
	const { pagination } = extensions;
	if (pagination === undefined) return undefined;
	const limit = querySchema(api.model, operation, pagination.limit);
	return {
		limit: { name: pagination.limit, default: limit?.default, maximum: limit?.maximum },
		offset: { name: pagination.offset, first: pagination.first },
		count: pagination.count,
		pastTheEnd: cause(pagination.pastTheEnd),
		key: pagination.key,
	};
}

function followingOf({ model }: Api, { operation, extensions }: OperationModel) {
	if (extensions.nextPage === undefined) return undefined;
	const { by, items, size, ...next } = extensions.nextPage;
	const maximum = size === undefined ? undefined : querySchema(model, operation, size)?.maximum;
	return { items, size: size && { parameter: size, maximum }, next: { kind: by, ...next } };
}

function batchOf(api: Api, { request, extensions }: OperationModel) {
	const { batch } = extensions;
	if (batch === undefined) return undefined;
	const { partial, failed, item: key } = batch;
	const list = request?.schema && listOf(api.directed, request.schema)?.list;
	return { partial, failed, key, maximum: list?.maxItems };
}

function byName(left: string, right: string): number {
	const [a, b] = [left, right].map((name) => name.replace("type ", "")) as [string, string];
	return a < b ? -1 : a > b ? 1 : 0;
}
