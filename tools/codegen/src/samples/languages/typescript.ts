import { firstExample, sampleOf } from "@onespec/contract-verifier/request";
import type { MediaType, Parameter } from "@onespec/openapi-document";
import { flatten } from "@onespec/openapi-document";
import { parameterValue } from "@onespec/openapi-document/parameter-value";
import type { Api } from "../../api.js";
import { isSecured, secretType } from "../../files/security.js";
import { code, literal } from "../../literal.js";
import type { OperationModel } from "../../operation-model.js";
import { speaksXml } from "../../xml.js";
import type { HttpRequest, Variable, Variant } from "../http-request.js";
import type { Language } from "../language.js";

/** TypeScript with the generated package, which must be installed where the sample stands. */
export const typescript: Pick<Language, "name" | "label" | "extension" | "runtime"> = {
	name: "typescript",
	label: "TypeScript",
	extension: "mts",
	// The samples are valid JavaScript, which every Node runs; only the compiler needs to know better.
	runtime: {
		programs: ["node"],
		files: (samples) =>
			new Map(
				samples.flatMap(({ fileName, source }) => [
					[fileName, source],
					[`${fileName}.mjs`, source],
				]),
			),
		build: (samples) => [["node", ...COMPILER, ...samples.map(({ fileName }) => fileName)]],
		run: ({ fileName }) => ["node", `${fileName}.mjs`],
		check: (samples) => samples.map(({ fileName }) => ["node", "--check", `${fileName}.mjs`]),
	},
};

/** Of the folder's own packages, as a user would have them. */
const COMPILER =
	"node_modules/typescript/bin/tsc --noEmit --strict --target es2022 --module nodenext --types node".split(" ");

/** What a sample with the generated package is made from. */
export interface TypedCall {
	readonly api: Api;
	readonly model: OperationModel;
	readonly variant: Variant;
	/** The request as the other languages send it. */
	readonly request: HttpRequest;
	/** The same in the media type that the package's functions take values for, where it is another one. */
	readonly twin: HttpRequest;
	readonly variables: ReadonlyMap<string, Variable>;
}

/**
 * Why the package's function does not send the request of a variant; `undefined` where it does. It has one media type
 * for each operation, and XML where the whole API has it.
 */
export function typescriptRefusal(api: Api, model: OperationModel | undefined, variant: Variant): string | undefined {
	const { request, answer } = variant;
	if (model === undefined) return "the package has no function for it";
	const kind = request?.kind ?? answer?.kind;
	const own = model.request?.kind ?? model.successes[0]?.body?.kind;
	if (kind === own || (request === undefined && kind !== "xml")) return undefined;
	if (kind === "xml" && speaksXml(api.model)) return undefined;
	const spoken = model.request?.mediaType ?? (request === undefined ? model.successes[0]?.body?.mediaType : undefined);
	return spoken === undefined ? "its function sends no body" : `its function speaks ${spoken}`;
}

/** A program that calls the function of the generated package; it is valid JavaScript, too. */
export function typescriptSource({ api, model, variant, request, twin, variables }: TypedCall): string {
	const create = `create${api.pascalName}Api`;
	const isXml = (variant.request ?? variant.answer)?.kind === "xml" && speaksXml(api.model);
	const credentials = api.credentials.filter(({ required, scheme }) => required || request.credentials.has(scheme));
	const isSecret = isSecured(api.credentials);
	const pairs: string[] = [];
	const members = credentials.map((one) => {
		const variable = variables.get(one.scheme) as Variable;
		if (!isSecret || !secretType(one).startsWith("{")) return `${one.member}: ${environment(variable)},`;
		pairs.push(`const [username = "", password = ""] = (${environment(variable)}).split(":");`);
		return `${one.member}: { username, password },`;
	});
	const options = [
		`baseUrl: ${environment(request.baseUrl)},`,
		...(members.length === 0 ? [] : [`credentials: {\n${members.map((one) => `\t\t${one}`).join("\n")}\n\t},`]),
		...(isXml ? ['format: "xml",'] : []),
		"hooks: { onResponse: ({ status }) => console.log(status) },",
	];
	const call = `${model.name}(${["client", ...argumentsOf(api, model, twin)].join(", ")})`;
	return `import process from "node:process";
import { ${[create, model.name].sort().join(", ")} } from ${JSON.stringify(api.packageName)};

${pairs.map((one) => `${one}\n`).join("")}const client = ${create}({
${options.map((one) => `\t${one}`).join("\n")}
});

// Every failure is thrown, as an error of a class of its own.
const answer = await ${call};
console.log(answer);
`;
}

function environment({ name, fallback }: Variable): string {
	return `process.env.${name} ?? ${JSON.stringify(fallback)}`;
}

/** The arguments behind the client: the values of the request, read by the document. */
function argumentsOf(api: Api, model: OperationModel, request: HttpRequest): string[] {
	const { path, query, headers } = partsOf(model, request);
	const read = (one: Parameter) => parameterValue(api.model, one, { path, query, headers });
	const others = [model.queryParameters, model.headerParameters, model.cookieParameters]
		.filter((all) => all.length > 0)
		.map((all) => {
			const values = all.map((one) => [one.name, read(one)]).filter(([, value]) => value !== undefined);
			return values.length === 0 ? undefined : literal(Object.fromEntries(values));
		});
	const last = others.findLastIndex((one) => one !== undefined);
	return [
		...model.pathParameters.map((one) => code(read(one))),
		...(model.request === undefined ? [] : [bodyOf(api, model.request, request)]),
		...others.slice(0, last + 1).map((one) => one ?? "undefined"),
	];
}

/** The parts of a request as they are read by parameters. */
function partsOf({ operation }: OperationModel, { target, headers }: HttpRequest) {
	const [pathname = "", search = ""] = target.split("?", 2);
	const names: string[] = [];
	const pattern = operation.path
		.split(/\{([^{}]+)\}/)
		.map((text, index) => {
			if (index % 2 === 0) return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
			names.push(text);
			return "([^/]*)";
		})
		.join("");
	const found = new RegExp(`^${pattern}$`).exec(pathname)?.slice(1) ?? [];
	return {
		path: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index] ?? "")])),
		query: new URLSearchParams(search),
		headers: Object.fromEntries(
			headers.map(({ name, value }) => [
				name.toLowerCase(),
				value.map((piece) => (typeof piece === "string" ? piece : "")).join(""),
			]),
		),
	};
}

function bodyOf(api: Api, media: MediaType, { body = "" }: HttpRequest): string {
	if (media.kind === "json") return literal(JSON.parse(body));
	if (media.kind === "text") return JSON.stringify(body);
	if (media.kind === "binary" || media.kind === "any") return `new Blob([${JSON.stringify(body)}])`;
	const { schema = {} } = media;
	const value = firstExample(api.model, media) ?? sampleOf(api.model, schema);
	if (media.kind !== "multipart" || typeof value !== "object" || value === null) return literal(value);
	const { properties = {} } = flatten(api.model, schema);
	const isFile = (name: string): boolean => {
		const whole = flatten(api.model, properties[name] ?? {});
		const item = flatten(api.model, whole.items ?? whole);
		return item.format === "binary" || (item.contentMediaType !== undefined && item.contentEncoding === undefined);
	};
	const blob = (one: unknown) => `new Blob([${JSON.stringify(String(one))}])`;
	const members = Object.entries(value).map(([name, held]) => {
		const text = !isFile(name) ? code(held) : Array.isArray(held) ? `[${held.map(blob).join(", ")}]` : blob(held);
		return `${JSON.stringify(name)}: ${text}`;
	});
	return `{ ${members.join(", ")} }`;
}
