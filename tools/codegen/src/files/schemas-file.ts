import { flatten, typeOf } from "@onespec/openapi-document";
import { type Api, type Files, marker } from "../api.js";
import { documentHasDecimals } from "../decimals.js";
import { Names } from "../names.js";
import { validatorPlan } from "../validators/body-schemas.js";
import { validators } from "./validator-files.js";

/**
 * `schemas.ts`: each object of a request or of a success as a Standard Schema, which form libraries take. Nothing where
 * there is no such object.
 */
export function schemasFile(api: Api): Files {
	const objects = schemaObjects(api);
	if (objects.length === 0) return new Map();
	const numbers = documentHasDecimals(api.model) ? ', { decimals: "number" }' : "";
	const constants = objects.map(
		({ name, validator, constant }) => `/** Whether a value is a \`${name}\`. */
export const ${constant}: StandardSchema<${name}> = /* @__PURE__ */ standardSchema(${validator}${numbers});
`,
	);
	const text = `// ${marker(api)}

import { type StandardSchema, standardSchema } from "@onespec/client-core/standard-schema";
import type { ${objects.map(({ name }) => name).join(", ")} } from "./models.js";
import {
${objects.map(({ validator }) => `\t${validator},`).join("\n")}
} from "./validators.js";

${constants.join("\n")}`;
	return new Map([["src/generated/schemas.ts", text]]);
}

/** The component schemas that are objects and travel in a request or a success, with the constant of each: `thingCreateSchema`. */
export function schemaObjects(
	api: Api,
): { readonly name: string; readonly schema: string; readonly validator: string; readonly constant: string }[] {
	const names = new Names(["standardSchema", "StandardSchema"]);
	const made = validators(api).names;
	return Object.entries(validatorPlan(api).named).flatMap(([validator, schema]) => {
		const name = api.aliases.get(schema);
		if (name === undefined || !made.has(validator)) return [];
		if (typeOf(flatten(api.directed, { ...api.directed.schemas[schema] })) !== "object") return [];
		return [{ name, schema, validator, constant: names.take(`${name.charAt(0).toLowerCase()}${name.slice(1)}Schema`) }];
	});
}
