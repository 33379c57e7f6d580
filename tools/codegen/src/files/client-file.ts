import { type Api, type Files, marker } from "../api.js";
import { type Credential, credentialsOf } from "../credentials.js";
import { serverOf } from "../server.js";
import { docComment } from "../text.js";

/**
 * `client.ts`: the function that creates a client of the API, the type of its credentials, and what the document says
 * of its version and its server.
 */
export function clientFile(api: Api): Files {
	const credentials = credentialsOf(api.document);
	const { url, basePath } = serverOf(api.document);
	const usesBearer = credentials.some(({ bearer }) => bearer);
	const sections = [
		`// ${marker(api)}

import { ${usesBearer ? "bearer, " : ""}type Client, createClient } from "@onespec/client-core";
import type { paths } from "./types.js";`,
		`/** The version of the document that this package was generated from. */
export const specVersion = ${JSON.stringify(api.document.info.version)};`,
		...(url === undefined
			? []
			: [
					`/** The server that the document names; the default of \`baseUrl\`. */\nexport const serverUrl = ${JSON.stringify(url)};`,
				]),
		`/** The path that the paths of the API are below, on whatever host. */
export const basePath = ${JSON.stringify(basePath)};`,
		...(credentials.length === 0 ? [] : [credentialsType(api, credentials)]),
		optionsType(api, credentials, url),
		`/** A client of ${title(api)}: one function for each HTTP method, typed by path. */
export type ${api.pascalName}Client = Client<paths>;`,
		createFunction(api, credentials, url),
	];
	return new Map([["src/generated/client.ts", `${sections.join("\n\n")}\n`]]);
}

function title(api: Api): string {
	return api.document.info.title;
}

function credentialsType(api: Api, credentials: Credential[]): string {
	const members = credentials.map(({ member, required, description, header }) => {
		const text = description ?? `Sent in the header ${header}.`;
		return `${docComment(text, "\t")}\treadonly ${member}${required ? "" : "?"}: string;`;
	});
	return `/** Who asks: what each request to ${title(api)} carries in its headers. */
export interface ${api.pascalName}Credentials {
${members.join("\n")}
}`;
}

function optionsType(api: Api, credentials: Credential[], url: string | undefined): string {
	const baseUrl =
		url === undefined
			? "\t/** Where the API lives, such as `http://localhost:3000/v1`. */\n\treadonly baseUrl: string;"
			: "\t/** Where the API lives, such as a mock's URL; by default the document's server. */\n\treadonly baseUrl?: string;";
	const optional = credentials.every(({ required }) => !required);
	const credentialsMember =
		credentials.length === 0
			? []
			: [
					`\t/** Who asks. They stay inside the client. */\n\treadonly credentials${optional ? "?" : ""}: ${api.pascalName}Credentials;`,
				];
	return `/** What {@link create${api.pascalName}Client} takes. */
export interface ${api.pascalName}ClientOptions {
${[baseUrl, ...credentialsMember].join("\n")}
	/** Replaces the platform's \`fetch\`. */
	readonly fetch?: (request: Request) => Promise<Response>;
}`;
}

function createFunction(api: Api, credentials: Credential[], url: string | undefined): string {
	const name = `create${api.pascalName}Client`;
	const type = `${api.pascalName}ClientOptions`;
	const optional = url !== undefined && credentials.every(({ required }) => !required);
	const optionalCredentials = credentials.every(({ required }) => !required);
	const headers = credentials.map(({ member, header, bearer, required }) => {
		const value = `credentials.${member}`;
		const sent = bearer ? `bearer(${value})` : value;
		const key = JSON.stringify(header);
		return required ? `\t\t\t${key}: ${sent},` : `\t\t\t...(${value} === undefined ? {} : { ${key}: ${sent} }),`;
	});
	const body =
		credentials.length === 0
			? ""
			: `\t\tcredentials: {
${headers.join("\n")}
		},
`;
	const given = optionalCredentials
		? "const credentials = options.credentials ?? {};"
		: `// Without types they may be missing; each is then refused by its header's name.
	const credentials: ${api.pascalName}Credentials = options.credentials ?? {};`;
	return `/**
 * Creates a client of ${title(api)}.
 *
 * @param options where the API lives and who asks
 * @returns the client
 * @throws InvalidBaseUrlError, InvalidCredentialError where the options cannot be used; neither holds a credential
 */
export function ${name}(options: ${type}${optional ? " = {}" : ""}): ${api.pascalName}Client {
${credentials.length === 0 ? "" : `\t${given}\n`}\treturn createClient<paths>({
		baseUrl: ${url === undefined ? "options.baseUrl" : "options.baseUrl ?? serverUrl"},
${body}		...(options.fetch === undefined ? {} : { fetch: options.fetch }),
	});
}`;
}
