import { type Api, type Files, marker } from "../api.js";
import { credentialsOf } from "../credentials.js";
import { clientNamesOf } from "../extensions/habits.js";
import { literal } from "../literal.js";
import { pascalCase } from "../names.js";
import type { OpenApiDocument } from "../openapi.js";
import { operationModels } from "../operation-model.js";
import { trimForTesting } from "../trim-for-testing.js";

/** `testing.ts`: the API in memory and its fixtures, for the tests of consumers; and the part of the document behind it. */
export function testingFiles(api: Api): Files {
	return new Map([
		["src/generated/testing.ts", testingFile(api)],
		["src/generated/testing-document.ts", documentFile(api)],
	]);
}

function documentFile(api: Api): string {
	return `// ${marker(api)}

import type { ApiDocument } from "@onespec/client-testing";

const value: object = ${literal(trimForTesting(api.document))};

/** What the document says, without its words and without examples in XML. */
export const document = value as ApiDocument;
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

function namedCollection(document: OpenApiDocument): Named | undefined {
	const names = clientNamesOf(document);
	const list = operationModels(document).find(({ kind, habits }) => kind === "list" && habits.method !== undefined);
	const schema = /^#\/components\/schemas\/(.+)$/.exec(list?.result?.$ref ?? "")?.[1];
	if (names === undefined || list === undefined || schema === undefined) return undefined;
	const { path } = list.placed;
	// Below a path with parameters there is not one collection but many.
	if (path.includes("{")) return undefined;
	return { plural: names.facade, item: names.item, type: pascalCase(names.item), path, schema };
}

function testingFile(api: Api): string {
	const { document, pascalName } = api;
	const { title } = document.info;
	const named = namedCollection(document);
	const credentials = credentialsOf(document);
	const credentialType = credentials.length === 0 ? "object" : `${pascalName}Credentials`;
	const schemes = Object.fromEntries(credentials.map(({ member, scheme }) => [member, scheme]));
	const service = `${pascalName}TestService`;
	const imports = [
		`import { ${named ? "fixtureOf, " : ""}type PlannedFailure } from "@onespec/client-testing";`,
		'import { createTestService as createService, type TestOptions, type TestService } from "@onespec/client-testing/msw";',
		'import type { HttpHandler } from "msw";',
		...(credentials.length === 0 ? [] : [`import type { ${credentialType} } from "./client.js";`]),
		'import { document } from "./testing-document.js";',
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
		`/** A failure that a test asks for, such as \`{ status: ${failureExample(document)} }\`. */
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
	const service = createService({ document, schemes: credentialSchemes }, { ...others, items: { ${JSON.stringify(named.path)}: ${named.plural} } });
	return { ...service, ${named.plural}: (store) => service.items(${JSON.stringify(named.path)}, store) as ${named.type}[] };`
		: "	return createService({ document, schemes: credentialSchemes }, options);"
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
	const fixture = fixtureOf(document, { $ref: ${JSON.stringify(`#/components/schemas/${named.schema}`)} }, n) as ${named.type};
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
function failureExample(document: OpenApiDocument): number {
	return operationModels(document).flatMap(({ failures }) => failures)[0] ?? 500;
}

function article(noun: string): string {
	return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
