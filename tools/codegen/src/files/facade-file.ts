import { type ClientNames, documentExtensions } from "@onespec/openapi-document";
import { type Api, type Files, marker } from "../api.js";
import { pascalCase } from "../names.js";
import { operationDoc } from "../operation-docs.js";
import { companionNames, type OperationModel } from "../operation-model.js";
import { SchemaTypes } from "../schema-types.js";
import {
	companionSignature,
	companionsOf,
	coreTypesIn,
	operationSignature,
	parametersText,
	type Signature,
	wordsOf,
} from "../signature.js";
import { docComment } from "../text.js";

/** A method of the façade, and the function behind it. */
interface Method {
	readonly name: string;
	readonly signature: Signature;
	readonly comment: string;
}

/**
 * `facade.ts`: the operations that have an `x-client-method` as the methods of one object, named by `x-client`. Nothing
 * where the document has no façade.
 */
export function facadeFile(api: Api): Files {
	const names = documentExtensions(api.model).client;
	if (names === undefined) return new Map();
	const types = new SchemaTypes(api);
	const methods = api.operations.flatMap((model) => methodsOf(api, model, types));
	const facade = pascalCase(names.facade);
	const d = types.hasDecimals ? "<D>" : "";
	const generic = types.hasDecimals ? '<D extends Decimals = "number">' : "";
	const text = [
		`// ${marker(api)}\n\n${imports(api, methods, types)}`,
		`/** ${api.title}, by methods. */
export interface ${facade}${generic} {
${methods.map(declaration).join("\n\n")}
}`,
		`/**
 * Creates a client of ${api.title} whose operations are methods.
 *
 * @param options where the API lives, who asks, and how
 * @throws InvalidBaseUrlError, InvalidCredentialError where the options cannot be used; neither holds a credential
 * @example const ${names.facade} = create${facade}({ credentials });
 */
export function create${facade}${generic}(options: ${api.pascalName}ClientOptions${d}): ${facade}${d} {
	return ${names.facade}Of(create${api.pascalName}Api(options));
}`,
		`/** The same methods over a client that is there already. */
export function ${names.facade}Of${generic}(client: ${api.pascalName}Api${d}): ${facade}${d} {
	return {
${methods.map(implementation).join("\n")}
	};
}`,
	];
	return new Map([["src/generated/facade.ts", `${text.join("\n\n")}\n`]]);
}

/** What the façade's entry is called: `groups` of `{ facade: "groups" }`. */
export function facadeEntry({ facade }: ClientNames): string {
	return facade.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function methodsOf(api: Api, model: OperationModel, types: SchemaTypes): Method[] {
	const { method } = model.extensions;
	if (method === undefined) return [];
	const signature = operationSignature(api, model, types);
	const doc = operationDoc(model);
	const own = {
		name: method,
		signature,
		comment: comment(
			[doc.summary, ...(doc.remarks === undefined ? [] : ["", `@remarks ${doc.remarks}`])],
			signature,
			doc,
		),
	};
	const names = companionNames(method, model.extensions);
	const walk = ["ClientError, whose `resumeAt` says where to begin again"] as const;
	const words = {
		count: ["Counts all items without reading them.", "how many there are", "ClientError"],
		iterate: ["Walks through all items, page by page.", "the items", ...walk],
		pages: ["Walks through all pages; none is empty.", "the pages", ...walk],
		untilDone: ["Does the same, and waits until it is done.", "the state at the end", "LongRunningError, ClientError"],
	} as const;
	return [
		own,
		...companionsOf(model).map((part) => {
			const found = companionSignature(api, model, types, part);
			const [text, returns, throws] = words[part];
			return { name: names[part] ?? part, signature: found, comment: comment([text], found, { returns, throws }) };
		}),
	];
}

function comment(lines: string[], signature: Signature, doc: { returns: string; throws: string }): string {
	const parameters = signature.arguments.map(({ name, text }) => `@param ${name} ${text}`);
	return docComment([...lines, "", ...parameters, `@returns ${doc.returns}`, `@throws ${doc.throws}`].join("\n"), "\t");
}

function declaration({ name, signature, comment: text }: Method): string {
	const generics = signature.generics === "" ? "" : `<${signature.generics}>`;
	return `${text}\t${name}${generics}(${parametersText(signature).join(", ")}): ${signature.returns};`;
}

function implementation({ name, signature }: Method): string {
	const given = signature.arguments.map((argument) => argument.name).join(", ");
	return `\t\t${name}: (${given}) => ${signature.name}(client${given === "" ? "" : `, ${given}`}),`;
}

function imports(api: Api, methods: Method[], types: SchemaTypes): string {
	const signatures = methods.map(({ signature }) => signature);
	const core = [...(types.hasDecimals ? ["Decimals"] : []), ...coreTypesIn(signatures)].sort();
	const text = signatures.map((one) => [one.returns, ...one.arguments.map(({ type }) => type)].join(" ")).join(" ");
	const words = wordsOf(text);
	const used = (name: string) => words.has(name);
	const queries = signatures.flatMap((one) =>
		one.arguments.filter(({ name }) => name === "query").map(({ type }) => type),
	);
	const functions = [
		...signatures.map(({ name }) => name).sort(),
		...[...new Set(queries)].sort().map((name) => `type ${name}`),
	];
	const models = [...types.models].filter((name) => name !== "operations" && used(name)).sort();
	return [
		...(core.length === 0 ? [] : [`import type { ${core.join(", ")} } from "@onespec/client-core";`]),
		`import { type ${api.pascalName}Api, type ${api.pascalName}ClientOptions, create${api.pascalName}Api } from "./client.js";`,
		...(models.length === 0 ? [] : [`import type { ${models.join(", ")} } from "./models.js";`]),
		`import {\n${functions.map((name) => `\t${name},`).join("\n")}\n} from "./operations.js";`,
		...(used("operations") ? ['import type { operations } from "./types.js";'] : []),
	].join("\n");
}
