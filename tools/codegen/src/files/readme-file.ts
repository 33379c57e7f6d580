import { type Api, type Files, marker } from "../api.js";
import { parametersOf } from "../around.js";
import { hasXml } from "../body-media-types.js";
import { credentialsOf } from "../credentials.js";
import { code } from "../literal.js";
import { memberName } from "../names.js";
import { operationsOf, type Parameter } from "../openapi.js";
import { exampleOf } from "../operation-docs.js";
import type { OperationModel } from "../operation-model.js";
import { ReadmeContext } from "../readme/readme-context.js";
import { type Comparison, comparisons } from "../readme/traps.js";
import { serverOf } from "../server.js";
import { facadeEntry } from "./facade-file.js";
import { schemaConstant, schemaObjects } from "./schemas-file.js";

/**
 * `README.md`: a first request, what the package takes off its callers beside the same with `fetch` alone, and what it
 * exports. Its samples are one program: the first block, then each other one in a scope of its own.
 */
export function readmeFile(api: Api, hasXsd: boolean): Files {
	const context = new ReadmeContext(api);
	const sections = [
		`<!-- ${marker(api)} -->`,
		`# ${context.name}`,
		intro(context),
		`\`\`\`sh\nnpm install ${context.name}\n\`\`\``,
		first(context),
		...traps(context),
		...ways(context),
		...options(context),
		...testing(context),
		exportsTable(context, hasXsd),
		`It is ESM, which \`require()\` loads too, for Node from 20.19, browsers and workers. It was generated from version ${api.document.info.version} of the document.`,
	];
	return new Map([["README.md", `${sections.filter((section) => section !== "").join("\n\n")}\n`]]);
}

function intro({ title }: ReadmeContext): string {
	return `The typed client of ${title}. The compiler checks paths, parameters, bodies and answers
against the document, and what the API does in its own way is taken care of.`;
}

function ts(text: string): string {
	return `\`\`\`ts\n${text}\n\`\`\``;
}

/** The first sample: how a client is made, and a few calls. */
function first(context: ReadmeContext): string {
	const { creation, models, credentials } = context;
	if (models.length === 0) return byPath(context, true);
	const list = context.find(({ habits }) => habits.pagination !== undefined);
	const create = context.find(({ kind, habits }) => kind === "result" && habits.notFound === undefined);
	const get = context.find(({ kind }) => kind === "single") ?? models.find(({ placed }) => placed.method === "get");
	const lines: string[] = [];
	const functions: (string | undefined)[] = [];
	if (create !== undefined) {
		lines.push(`const { id } = await ${context.call(create)};`);
		functions.push(context.functionOf(create));
	}
	if (get !== undefined) {
		const args = create !== undefined && get.pathParameters.length === 1 && get.kind === "single" ? ["id"] : undefined;
		lines.push(`const ${context.item} = await ${context.call(get, args)};`, `console.log(${context.item});`);
		functions.push(context.functionOf(get));
	}
	if (list !== undefined) {
		lines.push(
			`for await (const one of ${context.pagingCall(list, "iterate")}) console.log(one${context.keyOf(list)});`,
		);
		functions.push(context.functionOf(list, "iterate"));
	}
	const imports = [creation.function, ...functions.filter((name) => name !== undefined)];
	const members = credentials.map(({ member }) => `${member}: "…"`);
	const base = `	baseUrl: ${JSON.stringify(context.baseUrl)},${serverOf(context.api.document).url === undefined ? "" : " // or leave it out, for the API's own host"}`;
	return ts(`import { ${[...new Set(imports)].sort().join(", ")} } from "${creation.module}";

const options = {
${[base, ...(members.length === 0 ? [] : [`	credentials: { ${members.join(", ")} },`])].join("\n")}
};
const ${creation.variable} = ${creation.function}(options);

${lines.join("\n")}`);
}

/** The comparisons, and what the samples with `fetch` have in common. */
function traps(context: ReadmeContext): string[] {
	const all = comparisons(context);
	if (all.length === 0) return [];
	const sent = context.credentials.map(({ header, bearer }) => [header, bearer ? "Bearer …" : "…"] as const);
	const types = all
		.flatMap(({ plain }) => [...plain.matchAll(/\bas (\w+)\[\]|: (\w+)\[\] =/g)].map(([, a, b]) => a ?? b))
		.filter((name) => name !== undefined);
	const imported = [...new Set(types)].sort();
	const prelude = [
		...(imported.length === 0 ? [] : [`import type { ${imported.join(", ")} } from "${context.name}";\n`]),
		`const url = ${JSON.stringify(context.baseUrl)};`,
		`const headers = ${code(Object.fromEntries(sent))};`,
	];
	return [
		"## With `fetch` alone, and with this package",
		"What every sample with `fetch` needs:",
		ts(prelude.join("\n")),
		...all.flatMap((one) => comparison(context, one)),
	];
}

function comparison(context: ReadmeContext, { title, text, plain, ours, imports }: Comparison): string[] {
	const head = imports.length === 0 ? "" : `import { ${[...imports].sort().join(", ")} } from "${context.name}";\n\n`;
	return [`### ${title}`, text, ts(`// fetch\n${plain}`), ts(`${head}// ${context.name}\n${ours}`)];
}

/** Function, method, path: the three ways to call an operation. */
function ways(context: ReadmeContext): string[] {
	const model = context.models[0];
	if (model === undefined) return [];
	const api = `create${context.api.pascalName}Api`;
	const arguments_ = callArguments(context, model);
	return [
		"## Three ways to call",
		...(context.names === undefined
			? []
			: [
					"By function, so that a bundle has what is used and no more:",
					ts(`import { ${[api, model.name].sort().join(", ")} } from "${context.name}";

const client = ${api}(options);
const answer = await ${model.name}(${["client", ...arguments_].join(", ")});`),
					`By method: \`${context.creation.function}\` of \`${context.creation.module}\`, as above; \`${context.names.facade}Of(client)\` gives the methods over a client that is there already.`,
				]),
		"By path, as [openapi-fetch](https://openapi-ts.dev/openapi-fetch) has it, with the answer as it came. The same client takes the functions too:",
		byPath(context, false),
	];
}

function callArguments(context: ReadmeContext, { pathParameters }: OperationModel): string[] {
	return pathParameters.map((one) => code(exampleOf(context.api.document, one)));
}

function byPath(context: ReadmeContext, alone: boolean): string {
	const { document, pascalName } = context.api;
	const placed = operationsOf(document).find(({ method }) => method === "get");
	if (placed === undefined) return "";
	const parameters = parametersOf(document, placed);
	const needed = parameters.filter(({ required }) => required === true);
	const shown = needed.length > 0 ? needed : parameters.filter((one) => one.in === "query").slice(0, 1);
	const places = [...new Set(shown.map((one) => one.in))].map(
		(place) => `${place}: { ${membersOf(context, shown, place)} }`,
	);
	const argument = places.length === 0 ? "" : `, { params: { ${places.join(", ")} } }`;
	const members = credentialsOf(document).map(({ member }) => `${member}: "…"`);
	const own = [
		`baseUrl: ${JSON.stringify(context.baseUrl)}`,
		...(members.length === 0 ? [] : [`credentials: { ${members.join(", ")} }`]),
	];
	return ts(`import { create${pascalName}Client } from "${context.name}";

const byPath = create${pascalName}Client(${alone ? `{ ${own.join(", ")} }` : "options"});
const { data, error, response } = await byPath.GET(${JSON.stringify(placed.path)}${argument});
if (error) console.error(response.status, error);
else console.log(data);`);
}

function membersOf(context: ReadmeContext, parameters: readonly Parameter[], place: string): string {
	return parameters
		.filter((one) => one.in === place)
		.map((one) => `${memberName(one.name)}: ${code(exampleOf(context.api.document, one))}`)
		.join(", ");
}

/** What a client can be told, with a sample of what is easily missed. */
function options(context: ReadmeContext): string[] {
	if (context.models.length === 0) return [];
	const { api, creation } = context;
	const exact = context.types.hasDecimals;
	const xml = hasXml(api.document);
	const throttle = api.document["x-throttle"] !== undefined;
	const rows: [string, string, string][] = [
		[
			"`baseUrl`",
			serverOf(api.document).url === undefined ? "" : "the document's server",
			"a mock, a live service, the API's own host",
		],
		...(xml
			? [
					["`format`", '`"json"`', '`"xml"` sends and accepts XML, with the same objects; loaded when it is used'] as [
						string,
						string,
						string,
					],
				]
			: []),
		...(exact
			? [
					[
						"`decimals`",
						'`"number"`',
						'`"string"` keeps every digit, and types them so; a JavaScript number holds about 15',
					] as [string, string, string],
				]
			: []),
		[
			"`validate`",
			"`false`",
			"`true`, or `{ requests, responses }`: hold both against the document; errors name the member and the rule",
		],
		["`timeout`", "`{ try: 30000 }`", "milliseconds for each try, and in `total` for the whole call"],
		["`retry`", "`{ retries: 2 }`", "what is safe to repeat, with growing, random waits; `false` for never"],
		[
			"`throttle`",
			throttle ? "the document's figures" : "none",
			"other figures, a `Throttle` shared by several clients, `false` for none",
		],
		[
			"`hooks`",
			"",
			"`onRequest`, `onResponse`, `onRetry`, `onError`: with operation, attempt and duration, for logs and traces",
		],
		["`middleware`", "", "as openapi-fetch has it; always gets a real `Request`"],
		["`fetch`", "the platform's", "gets a real `Request`"],
		["`transport`", "", "below `fetch`: `nodeTransport()`, which takes a third of the time"],
	];
	const samples = [
		...(exact ? [`const exact = ${creation.function}({ ...options, decimals: "string" });`] : []),
		...(xml ? [`const inXml = ${creation.function}({ ...options, format: "xml" });`] : []),
		`const careful = ${creation.function}({ ...options, validate: true, timeout: { total: 10_000 } });`,
	];
	return [
		"## Options",
		`| option | unless told | |\n| --- | --- | --- |\n${rows.map((row) => `| ${row.join(" | ")} |`).join("\n")}`,
		ts(samples.join("\n")),
		"Each call takes `signal`, `timeout`, `retry` and `headers` of its own, as its last argument.",
		"On Node, with the package `undici` beside this one:",
		ts(`import { nodeTransport } from "${context.name}/node";

const transport = nodeTransport();
const fast = ${creation.function}({ ...options, transport });
await transport.close();`),
		...schemaSample(context),
	];
}

function schemaSample(context: ReadmeContext): string[] {
	const request = context.find((model) => {
		const name = model.request?.schema.$ref?.split("/").at(-1);
		return schemaObjects(context.api).some((object) => object.name === name);
	});
	const name = request?.request?.schema.$ref?.split("/").at(-1);
	if (name === undefined) return [];
	const constant = schemaConstant(name);
	return [
		"For forms, each object of a request is a [Standard Schema](https://standardschema.dev):",
		ts(`import { ${constant} } from "${context.name}/schemas";

const { issues } = ${constant}["~standard"].validate({});
console.log(issues?.map(({ message }) => message));`),
	];
}

function testing(context: ReadmeContext): string[] {
	const { models, names, name, creation } = context;
	if (models.length === 0) return [];
	const fixtures = names === undefined ? undefined : `${names.item}Fixtures`;
	const items = names === undefined ? "" : `, ${names.facade}: ${fixtures}(3)`;
	const count = context.find(({ paging }) => paging?.count !== undefined);
	const call = count === undefined ? undefined : context.pagingCall(count, "count");
	const own = call?.replace(new RegExp(`^${creation.variable}\\.|\\(client\\b`), (text) =>
		text.replace(creation.variable, "inMemory"),
	);
	return [
		"## In your tests",
		"The API in memory, as handlers for [MSW](https://mswjs.io): it keeps what is written, and pages, refuses and answers as the document says.",
		ts(`import { ${["createHandlers", ...(fixtures === undefined ? [] : [fixtures])].join(", ")} } from "${name}/testing";
import { setupServer } from "msw/node";

const server = setupServer(...createHandlers({ baseUrl: options.baseUrl${items} }));
server.listen();
const inMemory = ${creation.function}(options);
${own === undefined ? "" : `console.log(await ${own}); // 3\n`}server.close();`),
	];
}

function exportsTable(context: ReadmeContext, hasXsd: boolean): string {
	const { name, api, names } = context;
	const rows: [string, string][] = [
		[name, "the clients, a function for each operation, the errors, a type for each schema, `specVersion`, `basePath`"],
		...(names === undefined
			? []
			: [
					[`${name}/${facadeEntry(names)}`, `\`${context.creation.function}\`: the operations as methods`] as [
						string,
						string,
					],
				]),
		...(schemaObjects(api).length === 0
			? []
			: [[`${name}/schemas`, "Standard Schemas of the objects"] as [string, string]]),
		[`${name}/testing`, "the API in memory, with handlers for MSW, and fixtures"],
		[`${name}/node`, "Node's fast transport"],
		...(context.types.hasDecimals
			? ([
					[
						`${name}/number-validators`,
						"whether a value fits a schema, decimals as numbers; each can be imported alone",
					],
					[`${name}/validators`, "the same, decimals as strings"],
				] as [string, string][])
			: [[`${name}/validators`, "whether a value fits a schema; each can be imported alone"] as [string, string]]),
		[`${name}/exact-types`, "the types of paths and schemas with decimals as strings"],
		[`${name}/openapi.json`, "the bundled document"],
		...(hasXsd ? [[`${name}/xsd/…`, "an XML Schema for each body that travels as XML"] as [string, string]] : []),
	];
	return `## What it exports

| import | what |
| --- | --- |
${rows.map(([left, right]) => `| \`${left}\` | ${right} |`).join("\n")}`;
}
