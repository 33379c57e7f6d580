import { type Api, type Files, marker } from "../api.js";
import { documentHasDecimals } from "../decimals.js";
import type { OpenApiDocument, Schema } from "../openapi.js";
import { resolveReference } from "../resolve-reference.js";
import { hasAlias } from "../schema-types.js";
import { validatorPlan } from "../validators/body-schemas.js";

/**
 * `schemas.ts`: each object of a request or of a success as a Standard Schema, which form libraries take. Nothing where
 * there is no such object.
 */
export function schemasFile(api: Api): Files {
	const objects = schemaObjects(api);
	if (objects.length === 0) return new Map();
	const module = documentHasDecimals(api.document) ? "number-validators" : "validators";
	const constants = objects.map(
		({ name, validator }) => `/** Whether a value is a \`${name}\`. */
export const ${schemaConstant(name)}: StandardSchema<${name}> = /* @__PURE__ */ standardSchema(${validator});
`,
	);
	const text = `// ${marker(api)}

import { type StandardSchema, standardSchema } from "@onespec/client-core/standard-schema";
import type { ${objects.map(({ name }) => name).join(", ")} } from "./models.js";
import {
${objects.map(({ validator }) => `\t${validator},`).join("\n")}
} from "./${module}.js";

${constants.join("\n")}`;
	return new Map([["src/generated/schemas.ts", text]]);
}

/** The component schemas that are objects and travel in a request or a success. */
export function schemaObjects(api: Api): { readonly name: string; readonly validator: string }[] {
	return Object.entries(validatorPlan(api.document).components)
		.filter(([, name]) => hasAlias(api, name) && isObject(api.document, name))
		.map(([validator, name]) => ({ name, validator }));
}

/** The constant of a schema: `thingCreateSchema`. */
export function schemaConstant(name: string): string {
	return `${name.charAt(0).toLowerCase()}${name.slice(1)}Schema`;
}

function isObject(document: OpenApiDocument, name: string): boolean {
	const schema = document.components?.schemas?.[name] ?? {};
	return resolveReference<Schema>(document, schema as Schema).type === "object";
}
