import { basePathOf, documentExtensions, serverUrl } from "@onespec/openapi-document";
import { type Api, type Files, marker } from "../api.js";
import type { Credential } from "../credentials.js";
import { documentHasDecimals, hasWideIntegers } from "../decimals.js";
import { constant, literal } from "../literal.js";
import type { OperationModel } from "../operation-model.js";
import { docComment } from "../text.js";
import { parametersOf } from "../wire.js";
import { hasXml, speaksXml } from "../xml.js";
import { descriptorOf } from "./operations-file.js";
import { isSecured, secretType, securityOf } from "./security.js";

/**
 * `client.ts`: the functions that create a client of the API, the type of its credentials, and what the document says
 * of the API as a whole.
 */
export function clientFile(api: Api): Files {
	const { credentials } = api;
	const url = serverUrlOf(api);
	const exact = documentHasDecimals(api.model);
	const sections = [
		`// ${marker(api)}

${imports(credentials, exact)}${securityImports(credentials)}
import type { paths } from "./types.js";`,
		`/** The version of the document that this package was generated from. */
export const specVersion = ${JSON.stringify(api.model.info.version)};`,
		...(url === undefined
			? []
			: [
					`/** The server that the document names; the default of \`baseUrl\`. */\nexport const serverUrl = ${JSON.stringify(url)};`,
				]),
		`/** The path that the paths of the API are below, on whatever host. */
export const basePath = ${JSON.stringify(basePathOf(api.model.servers))};`,
		...(credentials.length === 0 ? [] : [credentialsType(api, credentials)]),
		optionsType(api, credentials, url, exact),
		...clientTypes(api, exact),
		description(api, exact),
		...createFunctions(api, credentials, url, exact),
	];
	return new Map([["src/generated/client.ts", `${sections.join("\n\n")}\n`]]);
}

/** The absolute URL of the first server, without a slash at its end; `undefined` where that is relative or missing. */
export function serverUrlOf({ model }: Api): string | undefined {
	const [server] = model.servers;
	const url = server === undefined ? "" : serverUrl(server);
	return /^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url).href.replace(/\/+$/, "") : undefined;
}

function securityImports(credentials: readonly Credential[]): string {
	if (!isSecured(credentials)) return "";
	const types = credentials.map(secretType).join(" ");
	const names = [
		...(types.includes("ClientCredentials") ? ["type ClientCredentials"] : []),
		...(types.includes("Secret") ? ["type Secret"] : []),
		"type SecurityDescription",
		"secured",
	];
	return `\nimport { ${names.join(", ")} } from "@onespec/client-core/security";`;
}

function imports(credentials: readonly Credential[], exact: boolean): string {
	const names = [
		"type ApiClient",
		"type ApiDescription",
		...(!isSecured(credentials) && credentials.some(({ bearer }) => bearer) ? ["bearer"] : []),
		"type Client",
		"type ClientOptions",
		"createApiClient",
		"createClient",
		...(exact ? ["type Decimals"] : []),
		...(!isSecured(credentials) && credentials.some(({ form }) => form !== undefined) ? ["urlCredential"] : []),
	];
	return `import {\n${names.map((name) => `\t${name},`).join("\n")}\n} from "@onespec/client-core";`;
}

function title(api: Api): string {
	return api.title;
}

function credentialsType(api: Api, credentials: readonly Credential[]): string {
	const secured = isSecured(credentials);
	const members = credentials.map((credential) => {
		const { member, required, description, header, scheme } = credential;
		const text = description || (header === undefined ? `For the scheme ${scheme}.` : `Sent in the header ${header}.`);
		const type = secured ? secretType(credential) : "string";
		return `${docComment(text, "\t")}\treadonly ${member}${required ? "" : "?"}: ${type}${secured && !required ? " | undefined" : ""};`;
	});
	return `/** Who asks: what each request to ${title(api)} carries${secured ? "" : " in its headers"}. */
export interface ${api.pascalName}Credentials {
${members.join("\n")}
}`;
}

function optionsType(api: Api, credentials: readonly Credential[], url: string | undefined, exact: boolean): string {
	const baseUrl =
		url === undefined
			? "\t/** Where the API lives, such as `http://localhost:3000/v1`. */\n\treadonly baseUrl: string;"
			: "\t/** Where the API lives, such as a mock's URL; by default the document's server. */\n\treadonly baseUrl?: string;";
	const optional = credentials.every(({ required }) => !required);
	const members = [
		baseUrl,
		...(credentials.length === 0
			? []
			: [
					`\t/** Who asks. They stay inside the client. */\n\treadonly credentials${optional ? "?" : ""}: ${api.pascalName}Credentials;`,
				]),
		...(exact
			? [
					"\t/** What decimals are: numbers, or their exact text, of which no digit is lost. */\n\treadonly decimals?: D;",
				]
			: []),
	];
	const own = ["baseUrl", "credentials", "decimals", ...(speaksXml(api.model) ? [] : ["format"])];
	return `/** What {@link create${api.pascalName}Api} and {@link create${api.pascalName}Client} take. */
export interface ${api.pascalName}ClientOptions${exact ? '<D extends Decimals = "number">' : ""}
	extends Omit<ClientOptions, ${own.map((name) => JSON.stringify(name)).join(" | ")}> {
${members.join("\n")}
}`;
}

function clientTypes(api: Api, exact: boolean): string[] {
	const name = `${api.pascalName}Api`;
	const comment = `/** A client of ${title(api)} for the functions of this package. */`;
	const d = exact ? '<D extends Decimals = "number">' : "";
	return [
		...(exact
			? [
					"declare const decimals: unique symbol;",
					`${comment}
export interface ${name}${d} extends ApiClient {
	/** Nothing at run time: it tells the compiler what decimals are. */
	readonly [decimals]?: D;
}`,
				]
			: [`${comment}\nexport type ${name} = ApiClient;`]),
		`/** A client of ${title(api)} that also has one function for each HTTP method, typed by path. */
export type ${api.pascalName}Client${d} = Client<paths> & ${name}${exact ? "<D>" : ""};`,
	];
}

function description(api: Api, exact: boolean): string {
	const { errorShape: shape, throttle } = documentExtensions(api.model);
	const loaders = [
		...(hasXml(api.model) ? ['\txml: () => import("./xml.js"),'] : []),
		...(hasWideIntegers(api.model) ? ['\tjson: () => import("@onespec/client-core/wide-json"),'] : []),
		...(exact ? ['\texactJson: () => import("./exact-json.js"),'] : []),
		...(api.operations.some((model) => "wire" in descriptorOf(api, model))
			? ['\twire: () => import("@onespec/client-core/wire"),']
			: []),
		'\tvalidators: () => import("./operation-validators.js"),',
	];
	const constants = {
		...(shape === undefined ? {} : { errors: withoutList(shape) }),
		...(throttle === undefined ? {} : { throttle }),
	};
	const members = Object.entries(constants).map(([name, value]) => `\t${name}: ${literal(value, constant)},`);
	return `/** What the document says of the API as a whole. What is loaded is loaded when it is first needed. */
const api: ApiDescription = {
${[...members, ...loaders].join("\n")}
};`;
}

function withoutList({ list: _, ...shape }: { readonly list?: boolean }): object {
	return shape;
}

function createFunctions(
	api: Api,
	credentials: readonly Credential[],
	url: string | undefined,
	exact: boolean,
): string[] {
	const type = `${api.pascalName}ClientOptions${exact ? "<D>" : ""}`;
	const generic = exact ? '<D extends Decimals = "number">' : "";
	const optional = url !== undefined && credentials.every(({ required }) => !required);
	const parameter = `options: ${type}${optional ? " = {}" : ""}`;
	// Functions bring their own along, so that a bundle has no other's.
	const tables = [
		["operations", 'SecurityDescription["operations"]', [...(securityOf(api)?.operations ?? [])]],
		["parameters", 'ApiDescription["parameters"]', api.operations.flatMap((model) => parametersByPath(api, model))],
	] as const;
	const own = tables.filter(([, , entries]) => entries.length > 0);
	const has = (name: string) => own.some(([one]) => one === name);
	const constants = own.map(
		([name, type, entries]) =>
			`\tconst ${name}: ${type} = ${literal(Object.fromEntries(entries), constant).replaceAll("\n", "\n\t")};\n`,
	);
	const callOf = {
		Api: "createApiClient(coreOptions(options), api)",
		Client: `createClient<paths>(coreOptions(options${has("operations") ? ", operations" : ""}), ${has("parameters") ? "{ ...api, parameters }" : "api"})`,
	};
	const create = (kind: "Api" | "Client", text: string) => `/**
 * ${text}
 *
 * @param options where the API lives, who asks, and how
 * @returns the client
 * @throws ${
		credentials.length === 0
			? "InvalidBaseUrlError where the base URL cannot be used"
			: "InvalidBaseUrlError, InvalidCredentialError where the options cannot be used; neither holds a credential"
 }
 */
export function create${api.pascalName}${kind}${generic}(${parameter}): ${api.pascalName}${kind}${exact ? "<D>" : ""} {
${kind === "Client" ? constants.join("") : ""}\treturn ${callOf[kind]};
}`;
	return [
		create("Api", `Creates a client of ${title(api)} for the functions of this package.`),
		create("Client", `Creates a client of ${title(api)} that also has \`GET\`, \`POST\` and so on, typed by path.`),
		coreOptions(api, credentials, url, exact),
	];
}

/** The styles of the parameters of an operation, as a call by path looks them up. */
function parametersByPath(api: Api, model: OperationModel): [string, object][] {
	const { method, path } = model.operation;
	const styles = parametersOf(api.directed, model);
	return styles === undefined ? [] : [[`${method} ${path}`, styles]];
}

function coreOptions(api: Api, credentials: readonly Credential[], url: string | undefined, exact: boolean): string {
	const security = securityOf(api);
	if (security !== undefined) return securedOptions(api, security, credentials, url, exact);
	const headers = credentials.map(({ member, header, bearer, form, required }) => {
		const value = `credentials.${member}`;
		const key = JSON.stringify(header);
		const sent = bearer
			? `bearer(${value})`
			: form === undefined
				? value
				: `urlCredential(${key}, ${value}, ${JSON.stringify(form.scheme)})`;
		return required ? `\t\t\t${key}: ${sent},` : `\t\t\t...(${value} === undefined ? {} : { ${key}: ${sent} }),`;
	});
	const optionalCredentials = credentials.every(({ required }) => !required);
	const given = optionalCredentials
		? "\tconst credentials = options.credentials ?? {};\n"
		: `\t// Without types they may be missing; each is then refused by its header's name.
\tconst credentials: ${api.pascalName}Credentials = options.credentials ?? {};\n`;
	const type = `${api.pascalName}ClientOptions${exact ? "<Decimals>" : ""}`;
	return `function coreOptions(options: ${type}): ClientOptions {
${credentials.length === 0 ? "" : given}\treturn {
		...options,
		baseUrl: ${url === undefined ? "options.baseUrl" : "options.baseUrl ?? serverUrl"},
${credentials.length === 0 ? "" : `\t\tcredentials: {\n${headers.join("\n")}\n\t\t},\n`}\t};
}`;
}

/** The options of the core for an API with more than keys in headers: a transport adds what each operation asks for. */
function securedOptions(
	api: Api,
	{ description, operations }: NonNullable<ReturnType<typeof securityOf>>,
	credentials: readonly Credential[],
	url: string | undefined,
	exact: boolean,
): string {
	const given = credentials.map(({ scheme, member }) => `\t\t${JSON.stringify(scheme)}: credentials.${member},`);
	const type = `${api.pascalName}ClientOptions${exact ? "<Decimals>" : ""}`;
	const own = operations.size > 0;
	return `const security: SecurityDescription = ${literal(description, constant)};

function coreOptions(options: ${type}${own ? ', operations?: SecurityDescription["operations"]' : ""}): ClientOptions {
	const { credentials: who, ...others } = options;
	// Without types they may be missing; an operation that needs them then says so.
	const credentials: Partial<${api.pascalName}Credentials> = who ?? {};
	const byScheme = {
${given.join("\n")}
	};
	return {
		...others,
		baseUrl: ${url === undefined ? "options.baseUrl" : "options.baseUrl ?? serverUrl"},
		transport: secured(${own ? "operations ? { ...security, operations } : security" : "security"}, byScheme, options.transport),
	};
}`;
}
