import { type Api, type Files, marker } from "../api.js";
import { coreTypes, coreValues } from "../core-exports.js";
import { serverUrlOf } from "./client-file.js";
import { modelNames } from "./models-file.js";
import { operationNames } from "./operations-file.js";

/**
 * `index.ts`: the clients, the functions of the operations, the errors, the types, and a short name for each component
 * schema.
 */
export function indexFile(api: Api): Files {
	const client = [
		"basePath",
		`create${api.pascalName}Api`,
		`create${api.pascalName}Client`,
		...(serverUrlOf(api) === undefined ? [] : ["serverUrl"]),
		"specVersion",
		`type ${api.pascalName}Api`,
		`type ${api.pascalName}Client`,
		`type ${api.pascalName}ClientOptions`,
		...(api.credentials.length === 0 ? [] : [`type ${api.pascalName}Credentials`]),
	];
	const { functions, types } = operationNames(api);
	const operations = [...functions, ...types.map((name) => `type ${name}`)];
	const parts = [
		exportOf([...coreValues, ...coreTypes.map((name) => `type ${name}`)], "@onespec/client-core"),
		exportOf(client, "./generated/client.js"),
		exportOf(modelNames(api), "./generated/models.js", "type "),
		...(operations.length === 0 ? [] : [exportOf(operations, "./generated/operations.js")]),
		'export type { components, operations, paths } from "./generated/types.js";',
	];
	return new Map([["src/index.ts", `// ${marker(api)}\n\n${parts.filter((part) => part !== "").join("\n")}\n`]]);
}

function exportOf(names: readonly string[], module: string, kind = ""): string {
	if (names.length === 0) return "";
	const sorted = [...names].sort(byName);
	const line = `export ${kind}{ ${sorted.join(", ")} } from ${JSON.stringify(module)};`;
	// As wide as the workspace's formatter lets a line be.
	if (line.length <= 120) return line;
	return `export ${kind}{\n${sorted.map((name) => `\t${name},`).join("\n")}\n} from ${JSON.stringify(module)};`;
}

/** As the workspace's formatter sorts exports: letter by letter, an upper-case letter before the same in lower case. */
function byName(left: string, right: string): number {
	const [a, b] = [left, right].map((name) => name.replace("type ", "")) as [string, string];
	for (let index = 0; index < Math.min(a.length, b.length); index++) {
		const [x, y] = [a.charAt(index), b.charAt(index)];
		if (x !== y)
			return x.toLowerCase() === y.toLowerCase() ? (x < y ? -1 : 1) : x.toLowerCase() < y.toLowerCase() ? -1 : 1;
	}
	return a.length - b.length;
}
