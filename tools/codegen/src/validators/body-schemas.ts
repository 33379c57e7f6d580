import {
	branchesOf,
	type DocumentModel,
	type Parameter,
	refName,
	resolve,
	type Schema,
} from "@onespec/openapi-document";
import type { Api } from "../api.js";
import { Names, pascalCase } from "../names.js";
import { type Answer, componentOf, type OperationModel } from "../operation-model.js";

/** The validators of one operation, each by the name of its function. */
export interface OperationValidatorNames {
	readonly id: string;
	readonly path?: string;
	readonly query?: string;
	readonly body?: string;
	/** By status. */
	readonly responses: Readonly<Record<number, string>>;
}

/** What the generated validators are made for. */
export interface ValidatorPlan {
	/** Component schemas by the name of their function. */
	readonly named: Readonly<Record<string, string>>;
	/** Schemas of operations that are no components, by the name of their function. */
	readonly more: Readonly<Record<string, Schema>>;
	readonly operations: readonly OperationValidatorNames[];
}

const plans = new WeakMap<Api, ValidatorPlan>();

/**
 * The schemas that get a validator: those of request bodies and of bodies of success, with their items and branches,
 * and for each operation one of its parameters in the path and in the query. Made once for each API.
 */
export function validatorPlan(api: Api): ValidatorPlan {
	const plan = plans.get(api) ?? planOf(api);
	plans.set(api, plan);
	return plan;
}

/** Names that ajv and the quick checks use in the same module. */
const MODULE_NAMES = [
	"components",
	"Validator",
	"ValidatorError",
	"validate",
	"quickly",
	"exact",
	"decimals",
	"isDecimal",
	"withNumbers",
	"longer",
	"shorter",
	"isSame",
];

function planOf({ directed: model, operations: named }: Api): ValidatorPlan {
	const found = new Set<string>();
	const bodies = named.flatMap(({ request, successes }) => [
		request?.schema,
		...successes.map(({ body }) => body?.schema),
	]);
	for (const schema of bodies) if (schema !== undefined) collect(model, schema, found);
	const names = new Names(MODULE_NAMES);
	const schemas = Object.keys(model.schemas).filter((name) => found.has(name));
	const functions = new Map(schemas.map((name) => [name, validatorName(name, names)] as const));
	const more: Record<string, Schema> = {};
	const nameOf = (schema: Schema, wanted: string): string => {
		const component = componentOf(schema);
		const known = component === undefined ? undefined : functions.get(component);
		if (known !== undefined) return known;
		const inline = names.take(wanted);
		more[inline] = schema;
		return inline;
	};
	const operations = named.map((one): OperationValidatorNames => {
		const operation = one.name.charAt(0).toUpperCase() + one.name.slice(1);
		const parameters = (place: "path" | "query") => {
			const schema = parametersSchema(one, place);
			return schema === undefined ? {} : { [place]: nameOf(schema, `validate${operation}${pascalCase(place)}`) };
		};
		const { request } = one;
		return {
			id: one.id,
			...parameters("path"),
			...parameters("query"),
			...(isChecked(request) && { body: nameOf(request.schema, `validate${operation}Body`) }),
			responses: Object.fromEntries(
				one.successes.flatMap(({ status, body }) =>
					typeof status === "number" && isChecked(body)
						? [[status, nameOf(body.schema, `validate${operation}${status}`)]]
						: [],
				),
			),
		};
	});
	return {
		named: Object.fromEntries([...functions].map(([schema, name]) => [name, schema])),
		more,
		operations,
	};
}

/** The function that validates a component schema; `validate10` and the like are ajv's. */
function validatorName(schema: string, names: Names): string {
	const word = schema.replace(/[^\w$]/g, "_");
	return names.take(/^(\d|$)/.test(word) ? `validate_${word}` : `validate${word}`);
}

/** Whether the values of a body are checked: those that are read and written by their schemas. */
function isChecked<Body extends Answer["body"]>(body: Body): body is NonNullable<Body> & { readonly schema: Schema } {
	return body?.schema !== undefined && (body.kind === "json" || body.kind === "xml");
}

function parametersSchema({ operation }: OperationModel, place: Parameter["in"]): Schema | undefined {
	const parameters = operation.parameters.filter((one) => one.in === place);
	if (parameters.length === 0) return undefined;
	const required = parameters.filter((one) => one.required).map(({ name }) => name);
	return {
		type: "object",
		additionalProperties: false,
		...(required.length === 0 ? {} : { required }),
		properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
	};
}

/** The components that a body is of, as a whole, item by item and branch by branch. */
function collect(model: DocumentModel, schema: Schema, found: Set<string>): void {
	const component = refName(schema);
	if (component !== undefined) {
		if (found.has(component)) return;
		found.add(component);
	}
	const resolved = resolve(model, schema);
	for (const part of [...(resolved.oneOf ?? []), ...(resolved.anyOf ?? [])]) collect(model, part, found);
	for (const { items } of branchesOf(model, schema)) if (items !== undefined) collect(model, items, found);
}
