import { type Api, type Files, marker } from "../api.js";
import { documentHasDecimals, hasDecimals } from "../decimals.js";
import { docComment } from "../text.js";

/**
 * `models.ts`: a short name for each component schema. Where a schema can hold decimals the name takes what they are,
 * `number` unless told.
 */
export function modelsFile(api: Api): Files {
	const exact = documentHasDecimals(api.model);
	const head = exact
		? `import type { Decimals } from "@onespec/client-core";
import type { components as exactComponents, operations as exactOperations } from "./exact-types.js";
import type { components, operations } from "./types.js";

/** The schemas, by what decimals are. */
export type Schemas<D extends Decimals> = D extends "string" ? exactComponents["schemas"] : components["schemas"];

/** The operations, by what decimals are. */
export type Operations<D extends Decimals> = D extends "string" ? exactOperations : operations;
`
		: 'import type { components } from "./types.js";\n';
	return new Map([["src/generated/models.ts", `// ${marker(api)}\n\n${[head, ...aliases(api)].join("\n")}`]]);
}

/** The names of `models.ts` that the package's entry exports. */
export function modelNames(api: Api): string[] {
	return [...api.aliases.values()];
}

function aliases(api: Api): string[] {
	return [...api.aliases].map(([schemaName, name]) => {
		const schema = api.directed.schemas[schemaName] ?? {};
		const comment = schema.description?.trim() ? docComment(schema.description) : "";
		const place = `[${JSON.stringify(schemaName)}]`;
		return hasDecimals(api.directed, schema)
			? `${comment}export type ${name}<D extends Decimals = "number"> = Schemas<D>${place};\n`
			: `${comment}export type ${name} = components["schemas"]${place};\n`;
	});
}
