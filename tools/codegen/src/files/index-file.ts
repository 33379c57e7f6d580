import { type Api, type Files, marker } from "../api.js";
import { credentialsOf } from "../credentials.js";
import { isIdentifier } from "../names.js";
import { serverOf } from "../server.js";
import { docComment } from "../text.js";

/**
 * `index.ts`: the client, the types, and a short name for each component schema.
 */
export function indexFile(api: Api): Files {
	const client = [
		"basePath",
		`create${api.pascalName}Client`,
		...(serverOf(api.document).url === undefined ? [] : ["serverUrl"]),
		"specVersion",
		`type ${api.pascalName}Client`,
		`type ${api.pascalName}ClientOptions`,
		...(credentialsOf(api.document).length === 0 ? [] : [`type ${api.pascalName}Credentials`]),
	];
	const taken = new Set([...client.map((name) => name.replace("type ", "")), "components", "operations", "paths"]);
	const schemas = Object.entries(api.document.components?.schemas ?? {}).filter(
		// Any other schema is still there as components["schemas"]["…"].
		([name]) => isIdentifier(name) && !taken.has(name),
	);
	const aliases = schemas.map(([name, { description }]) => {
		const comment = typeof description === "string" ? docComment(description) : "";
		return `${comment}export type ${name} = components["schemas"][${JSON.stringify(name)}];\n`;
	});
	return new Map([
		[
			"src/index.ts",
			`// ${marker(api)}

import type { components } from "./generated/types.js";

export { InvalidBaseUrlError, InvalidCredentialError } from "@onespec/client-core";
export {
${client
	.sort(byName)
	.map((name) => `\t${name},`)
	.join("\n")}
} from "./generated/client.js";
export type { components, operations, paths } from "./generated/types.js";

${aliases.join("\n")}`.replace(/\n+$/, "\n"),
		],
	]);
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
