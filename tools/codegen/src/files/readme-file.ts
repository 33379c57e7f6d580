import { basePathOf, documentExtensions, type Parameter } from "@onespec/openapi-document";
import { type Api, type Files, inComment, marker } from "../api.js";
import { documentHasDecimals, hasWideIntegers } from "../decimals.js";
import { code } from "../literal.js";
import { memberName } from "../names.js";
import { exampleArguments, exampleOf } from "../operation-docs.js";
import { speaksXml } from "../xml.js";
import { serverUrlOf } from "./client-file.js";
import { hasDefaults } from "./defaults-file.js";
import { facadeEntry } from "./facade-file.js";
import { schemaObjects } from "./schemas-file.js";
import { isSecured, secretType } from "./security.js";

/**
 * `README.md`: the one beside the document, written by hand; else a first request, by function and by path, and what the
 * package exports. The samples of both are compiled by the tests.
 */
export function readmeFile(api: Api, hasXsd: boolean, handwritten: string | undefined): Files {
	if (handwritten !== undefined) return new Map([["README.md", `<!-- ${marker(api)} -->\n\n${handwritten.trim()}\n`]]);
	const name = api.packageName;
	const sections = [
		`<!-- ${marker(api)} -->`,
		`# ${name}`,
		`The typed client of ${api.title}. The compiler checks paths, parameters, bodies and answers against the document.`,
		`\`\`\`sh\nnpm install ${name}\n\`\`\``,
		first(api, name),
		...byPath(api, name),
		...withoutFunction(api),
		exportsTable(api, name, hasXsd),
		`It is ESM, which \`require()\` loads too, for Node from 20.19, browsers and workers. It was generated from version ${inComment(api.model.info.version)} of the document.`,
	];
	return new Map([["README.md", `${sections.join("\n\n")}\n`]]);
}

function sample(text: string): string {
	return `\`\`\`ts\n${text}\n\`\`\``;
}

/** How a client is made, and a call of a function: one that reads, where there is one. */
function first(api: Api, name: string): string {
	const create = `create${api.pascalName}Api`;
	const plain = api.operations.filter(({ kind }) => kind === "plain" || kind === "single" || kind === "list");
	const model = plain.find(({ operation, request }) => operation.method === "GET" && request === undefined) ?? plain[0];
	const called = model !== undefined;
	const secured = isSecured(api.credentials);
	const credentials = api.credentials.map((one) => {
		const isPair = secured && secretType(one).startsWith("{");
		return `${one.member}: ${isPair ? '{ username: "…", password: "…" }' : '"…"'}`;
	});
	const local = JSON.stringify(`http://127.0.0.1:3000${basePathOf(api.model.servers)}`);
	const hint = serverUrlOf(api) === undefined ? "" : " // or leave it out, for the API's own host";
	const calls = called
		? [
				`const item = await ${model.name}(${["client", ...exampleArguments(api.directed, model)].join(", ")});`,
				"console.log(item);",
			]
		: [];
	return sample(`import { ${[create, ...(called ? [model.name] : [])].sort().join(", ")} } from "${name}";

const options = {
	baseUrl: ${local},${hint}${credentials.length === 0 ? "" : `\n	credentials: { ${credentials.join(", ")} },`}
};
const client = ${create}(options);
${calls.length === 0 ? "console.log(client.baseUrl);" : `\n${calls.join("\n")}`}`);
}

/** A call by path, with the answer as it came. */
function byPath(api: Api, name: string): string[] {
	const operation = api.model.operations.find(({ method, path }) => method === "GET" && path.startsWith("/"));
	if (operation === undefined) return [];
	const needed = operation.parameters.filter(({ required }) => required);
	const members = (place: Parameter["in"]) =>
		needed
			.filter((one) => one.in === place)
			.map((one) => `${memberName(one.name)}: ${code(exampleOf(api.model, one))}`)
			.join(", ");
	const places = [...new Set(needed.map((one) => one.in))].map((place) => `${place}: { ${members(place)} }`);
	const argument = places.length === 0 ? "" : `, { params: { ${places.join(", ")} } }`;
	return [
		"By path, as [openapi-fetch](https://openapi-ts.dev/openapi-fetch) has it. The same client takes the functions too:",
		sample(`import { create${api.pascalName}Client } from "${name}";

const byPath = create${api.pascalName}Client(options);
const { data, error } = await byPath.GET(${JSON.stringify(operation.path)}${argument});
console.log(data ?? error);`),
	];
}

function withoutFunction({ unnamed }: Api): string[] {
	if (unnamed.length === 0) return [];
	const lines = unnamed.map(
		({ operation: { method, path }, reason }) => `- \`${method} ${inComment(path)}\`: ${inComment(reason)}`,
	);
	return ["These operations have no function and can be called by path alone:", lines.join("\n")];
}

function exportsTable(api: Api, name: string, hasXsd: boolean): string {
	const facade = documentExtensions(api.model).client;
	const exact = documentHasDecimals(api.model);
	const rows = [
		["", "the clients, a function for each operation, the errors, a type for each schema, `specVersion`, `basePath`"],
		...(facade === undefined ? [] : [[`/${facadeEntry(facade)}`, "the operations as methods"]]),
		...(schemaObjects(api).length === 0
			? []
			: [["/schemas", "the objects as [Standard Schemas](https://standardschema.dev), which forms take"]]),
		...(hasDefaults(api) ? [["/defaults", "what a new item has where the request does not say"]] : []),
		["/testing", "the API in memory, with handlers for [MSW](https://mswjs.io)"],
		["/node", "Node's fast transport"],
		[
			"/validators",
			`whether a value fits a schema${exact ? ', decimals as strings, or as numbers with `{ decimals: "number" }`' : ""}; each can be imported alone`,
		],
		["/exact-types", "the types of paths and schemas with decimals as strings"],
		["/openapi.json", "the bundled document"],
		...(hasXsd ? [["/xsd/…", "an XML Schema for each body that travels as XML"]] : []),
	];
	const more = [
		...(speaksXml(api.model) ? ['`format: "xml"` makes a client speak XML.'] : []),
		...(exact ? ['`decimals: "string"` keeps every digit of decimals.'] : []),
		...(hasWideIntegers(api.model)
			? [
					"An integer beyond 2^53 of `format: int64` comes as a `bigint`, and may be given as one, though its type says `number`; by path it loses digits, as with `JSON.parse`.",
				]
			: []),
		"`validate: true` checks requests and answers by the document. Errors are typed: `ClientError` is the class of all.",
	];
	return `${more.join(" ")}\n\n## What it exports\n\n| import | what |\n| --- | --- |\n${rows
		.map(([entry, text]) => `| \`${name}${entry}\` | ${text} |`)
		.join("\n")}`;
}
