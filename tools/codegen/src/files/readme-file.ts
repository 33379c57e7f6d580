import { type Api, type Files, marker } from "../api.js";
import { credentialsOf } from "../credentials.js";
import { type OpenApiDocument, operationsOf, type Parameter, type PlacedOperation } from "../openapi.js";
import { resolveReference } from "../resolve-reference.js";
import { serverOf } from "../server.js";
import { requestSchemas } from "../validators/request-schemas.js";

/** `README.md`: how to install the package, a first request, and what it exports. */
export function readmeFile(api: Api, hasXsd: boolean): Files {
	const { info } = api.document;
	const name = `@onespec/${api.name}`;
	const validators = requestSchemas(api.document);
	const parts: [string, string][] = [
		[
			`\`${name}\``,
			`\`create${api.pascalName}Client\`, \`specVersion\`, \`basePath\`, the types \`paths\`, \`components\`, \`operations\`, and one for each schema`,
		],
		[`\`${name}/exact-types\``, "the same types with decimals as strings, for callers that must not lose a digit"],
		...(validators.length === 0
			? []
			: [
					[
						`\`${name}/validators\``,
						`${validators.map((schema) => `\`validate${schema}\``).join(", ")}: whether a value fits, decimals as strings`,
					] as [string, string],
				]),
		[`\`${name}/openapi.json\``, "the bundled document"],
		...(hasXsd ? [[`\`${name}/xsd/…\``, "an XML Schema for each body that travels as XML"] as [string, string]] : []),
	];
	const text = `<!-- ${marker(api)} -->

# ${name}

The typed client of ${info.title}, version ${info.version}. Every path, parameter, body and status is checked by the
compiler against the document.

\`\`\`sh
npm install ${name}
\`\`\`

${example(api)}
| import | what |
| --- | --- |
${parts.map(([left, right]) => `| ${left} | ${right} |`).join("\n")}
`;
	return new Map([["README.md", text]]);
}

function example(api: Api): string {
	const first = operationsOf(api.document).find(({ method }) => method === "get");
	if (first === undefined) return "";
	const credentials = credentialsOf(api.document).map(({ member }) => `${member}: "…"`);
	const options = [
		...(serverOf(api.document).url === undefined ? ['baseUrl: "http://localhost:3000"'] : []),
		...(credentials.length === 0 ? [] : [`credentials: { ${credentials.join(", ")} }`]),
	];
	const call = `client.GET(${JSON.stringify(first.path)}${argument(api.document, first)})`;
	return `\`\`\`ts
import { create${api.pascalName}Client } from "@onespec/${api.name}";

const client = create${api.pascalName}Client(${options.length === 0 ? "" : `{ ${options.join(", ")} }`});
const { data, error, response } = await ${call};
if (error) console.error(response.status, error);
else console.log(data);
\`\`\`

`;
}

/** The example's parameters: each that must be given, or else the first of the query, so that one is shown. */
function argument(document: OpenApiDocument, { operation, pathItem }: PlacedOperation): string {
	const all = [...(pathItem.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
		resolveReference<Parameter>(document, parameter),
	);
	const needed = all.filter(({ required }) => required === true);
	const shown = needed.length > 0 ? needed : all.filter((parameter) => parameter.in === "query").slice(0, 1);
	if (shown.length === 0) return "";
	const places = [...new Set(shown.map((parameter) => parameter.in))].map((place) => {
		const members = shown
			.filter((parameter) => parameter.in === place)
			.map(
				({ name, example, schema }) =>
					`${key(name)}: ${JSON.stringify(example ?? schema?.example ?? schema?.default ?? "…")}`,
			);
		return `${place}: { ${members.join(", ")} }`;
	});
	return `, { params: { ${places.join(", ")} } }`;
}

function key(name: string): string {
	return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
