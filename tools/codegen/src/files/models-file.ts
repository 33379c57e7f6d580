import { type Api, type Files, marker } from "../api.js";
import { documentHasDecimals, hasDecimals } from "../decimals.js";
import { hasAlias } from "../schema-types.js";
import { docComment } from "../text.js";

/**
 * `models.ts`: a short name for each component schema. Where a schema can hold decimals the name takes what they are,
 * `number` unless told.
 */
export function modelsFile(api: Api): Files {
	const exact = documentHasDecimals(api.document);
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
	return Object.keys(api.document.components?.schemas ?? {}).filter((name) => hasAlias(api, name));
}

function aliases(api: Api): string[] {
	return modelNames(api).map((name) => {
		const schema = api.document.components?.schemas?.[name] ?? {};
		const comment = typeof schema.description === "string" ? docComment(schema.description) : "";
		const place = `["${name}"]`;
		return hasDecimals(api.document, schema)
			? `${comment}export type ${name}<D extends Decimals = "number"> = Schemas<D>${place};\n`
			: `${comment}export type ${name} = components["schemas"]${place};\n`;
	});
}
