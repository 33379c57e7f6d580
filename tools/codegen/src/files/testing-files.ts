import {
	type DocumentModel,
	documentExtensions,
	operationExtensions,
	refName,
	resourcesOf,
} from "@onespec/openapi-document";
import { type Api, type Files, marker } from "../api.js";
import { literal } from "../literal.js";
import { pascalCase } from "../names.js";
import { trimForTesting } from "../trim-for-testing.js";

/** `testing.ts`: the API in memory and its fixtures, for the tests of consumers; and the part of the document behind it. */
export function testingFiles(api: Api): Files {
	return new Map([
		["src/generated/testing.ts", testingFile(api)],
		["src/generated/testing-document.ts", documentFile(api)],
	]);
}

function documentFile(api: Api): string {
	const model = trimForTesting(api.model);
	const shared = new Map<string, { readonly value: object; count: number }>();
	for (const response of model.operations.flatMap(({ responses }) => responses)) {
		const key = JSON.stringify(response);
		const found = shared.get(key) ?? { value: response, count: 0 };
		shared.set(key, { ...found, count: found.count + 1 });
	}
	// Most operations have the same errors; each is written once.
	const repeated = [...shared].filter(([, { count }]) => count > 1);
	const names = new Map(repeated.map(([key], index) => [key, `response${index + 1}`]));
	// A mark that no document has tells a name from a text, wherever the name is written.
	const named = (response: object) => {
		const name = names.get(JSON.stringify(response));
		return name === undefined ? response : `\0${name}`;
	};
	const operations = model.operations.map((one) => ({ ...one, responses: one.responses.map(named) }));
	const text = literal({ ...model, operations }).replace(/"\\u0000(response\d+)"/g, "$1");
	return `// ${marker(api)}

import type { DocumentModel } from "@onespec/client-testing";

${repeated.map(([key, { value }]) => `const ${names.get(key)} = ${literal(value)};\n`).join("\n")}
const value: object = ${text};

/** What the document says, without its words and without examples in XML. */
export const model = value as DocumentModel;
`;
}

/** The collection that the façade is about. */
interface Named {
	/** `groups` */
	readonly plural: string;
	/** `group` */
	readonly item: string;
	/** `Group` */
	readonly type: string;
	readonly path: string;
	readonly schema: string;
}

function namedCollection(model: DocumentModel): Named | undefined {
	const names = documentExtensions(model).client;
	const resource = resourcesOf(model).find(
		({ list }) => list !== undefined && operationExtensions(list.operation).method !== undefined,
	);
	const schema = resource && refName(resource.item);
	if (names === undefined || resource === undefined || schema === undefined) return undefined;
	const { path } = resource;
	// Below a path with parameters there is not one collection but many.
	if (path.includes("{")) return undefined;
	return { plural: names.facade, item: names.item, type: pascalCase(names.item), path, schema };
}

function testingFile(api: Api): string {
	const { pascalName, model, credentials, title } = api;
	const named = namedCollection(model);
	const credentialType = credentials.length === 0 ? "object" : `${pascalName}Credentials`;
	const schemes = Object.fromEntries(credentials.map(({ member, scheme }) => [member, scheme]));
	const service = `${pascalName}TestService`;
	const imports = [
		`import { ${named ? "fixtureOf, " : ""}type PlannedFailure } from "@onespec/client-testing";`,
		'import { createTestService as createService, type TestOptions, type TestService } from "@onespec/client-testing/msw";',
		'import type { HttpHandler } from "msw";',
		...(credentials.length === 0 ? [] : [`import type { ${credentialType} } from "./client.js";`]),
		'import { model } from "./testing-document.js";',
		...(named ? ['import type { components } from "./types.js";'] : []),
	];
	const parts = [
		`// ${marker(api)}

${imports.join("\n")}`,
		`/** The security scheme of each credential, for tools that know them by their schemes. */
export const credentialSchemes = ${literal(schemes)} as const;`,
		...(named
			? [
					`/** ${capital(article(named.item))}, as the API answers it in JSON. */
export type ${named.type} = components["schemas"][${JSON.stringify(named.schema)}];`,
				]
			: []),
		`/** What the API in memory is like. */
export interface TestingOptions extends ${
			named ? `Omit<TestOptions<${credentialType}>, "items">` : `TestOptions<${credentialType}>`
		} {${
			named
				? `
	/** What is there from the start; nothing where it is absent. */
	readonly ${named.plural}?: readonly ${named.type}[] | undefined;
`
				: ""
		}}`,
		`/** ${title} in memory. */
export interface ${service} extends TestService {${
			named
				? `
	/** What is there now. */
	${named.plural}(store?: string): ${named.type}[];
`
				: ""
		}}`,
		`/** A failure that a test asks for, such as \`{ status: ${failureExample(model)} }\`. */
export type Failure = PlannedFailure;`,
		`/**
 * Makes ${title} in memory, with handlers for MSW: it keeps what is written, and pages, refuses, throttles and answers in
 * JSON and XML as the document says.
 *
 * @example
 * const service = createTestService({ ${named ? `${named.plural}: ${named.item}Fixtures(3)` : "baseUrl"} });
 * const server = setupServer(...service.handlers);
 */
export function createTestService(options: TestingOptions = {}): ${service} {
${
	named
		? `	const { ${named.plural} = [], ...others } = options;
	const service = createService({ model, schemes: credentialSchemes }, { ...others, items: { ${JSON.stringify(named.path)}: ${named.plural} } });
	return { ...service, ${named.plural}: (store) => service.items(${JSON.stringify(named.path)}, store) as ${named.type}[] };`
		: "	return createService({ model, schemes: credentialSchemes }, options);"
}
}`,
		`/**
 * The handlers of MSW alone.
 *
 * @example
 * const server = setupServer(...createHandlers({ ${named ? `${named.plural}: ${named.item}Fixtures(3)` : "baseUrl"} }));
 */
export function createHandlers(options: TestingOptions = {}): HttpHandler[] {
	return createTestService(options).handlers;
}`,
		...(named
			? [
					`/**
 * The n-th ${named.item}, always the same one.
 *
 * @param n from 1 on
 * @param members what is to be otherwise
 */
export function ${named.item}Fixture(n = 1, members: Partial<${named.type}> = {}): ${named.type} {
	const fixture = fixtureOf(model, { $ref: ${JSON.stringify(`#/components/schemas/${named.schema}`)} }, n) as ${named.type};
	return { ...fixture, ...members };
}`,
					`/** The first so many ${named.plural}. */
export function ${named.item}Fixtures(count: number): ${named.type}[] {
	return Array.from({ length: count }, (_, index) => ${named.item}Fixture(index + 1));
}`,
				]
			: []),
	];
	return `${parts.join("\n\n")}\n`;
}

/** A documented failure of some operation, for the eye. */
function failureExample(model: DocumentModel): string {
	const statuses = model.operations.flatMap(({ responses }) => responses.map(({ status }) => status));
	return statuses.find((status) => /^[45]\d\d$/.test(status)) ?? "500";
}

function article(noun: string): string {
	return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
