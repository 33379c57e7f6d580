import { branchesOf, parametersOf, requestOf, successesOf } from "../around.js";
import { type OpenApiDocument, operationsOf, type Parameter, type Schema } from "../openapi.js";
import { type OperationModel, operationModels } from "../operation-model.js";
import { resolveReference } from "../resolve-reference.js";

const prefix = "#/components/schemas/";

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
	readonly components: Readonly<Record<string, string>>;
	/** Schemas of operations that are no components, by the name of their function. */
	readonly more: Readonly<Record<string, Schema>>;
	readonly operations: readonly OperationValidatorNames[];
}

/**
 * The schemas that get a validator: those of request bodies and of bodies of success, with their items and branches,
 * and for each operation one of its parameters in the path and in the query.
 */
export function validatorPlan(document: OpenApiDocument): ValidatorPlan {
	const more: Record<string, Schema> = {};
	const found = new Set<string>();
	const nameOf = (schema: Schema, inline: string): string => {
		collect(document, schema, found);
		const component = componentOf(schema);
		if (component !== undefined) return validatorName(component);
		more[inline] = schema;
		return inline;
	};
	const operations = operationModels(document).map((model): OperationValidatorNames => {
		const operation = capital(model.name);
		const parameters = (place: Parameter["in"]) => {
			const schema = parametersSchema(document, model, place);
			if (schema === undefined) return {};
			const name = `validate${operation}${capital(place)}`;
			more[name] = schema;
			return { [place]: name };
		};
		const request = requestOf(document, model.placed.operation);
		const responses = successesOf(document, model.placed.operation).flatMap(({ status, schema }) =>
			schema === undefined ? [] : [[status, nameOf(schema, `validate${operation}${status}`)] as const],
		);
		return {
			id: model.id,
			...parameters("path"),
			...parameters("query"),
			...(request === undefined ? {} : { body: nameOf(request.schema, `validate${operation}Body`) }),
			responses: Object.fromEntries(responses),
		};
	});
	// Operations without a function of their own have bodies too.
	for (const { operation } of operationsOf(document)) {
		const bodies = [requestOf(document, operation), ...successesOf(document, operation)];
		for (const body of bodies) if (body?.schema !== undefined) collect(document, body.schema, found);
	}
	const names = Object.keys(document.components?.schemas ?? {}).filter((name) => found.has(name));
	return { components: Object.fromEntries(names.map((name) => [validatorName(name), name])), more, operations };
}

/** The function that validates a component schema. */
export function validatorName(component: string): string {
	return `validate${component.replace(/[^A-Za-z0-9_$]/g, "_")}`;
}

function parametersSchema(
	document: OpenApiDocument,
	{ placed }: OperationModel,
	place: Parameter["in"],
): Schema | undefined {
	const parameters = parametersOf(document, placed).filter((one) => one.in === place);
	if (parameters.length === 0) return undefined;
	const required = parameters.filter((one) => one.required === true).map(({ name }) => name);
	return {
		type: "object",
		additionalProperties: false,
		...(required.length === 0 ? {} : { required }),
		properties: Object.fromEntries(parameters.map(({ name, schema = {} }) => [name, schema])),
	};
}

/** The components that a body is of, as a whole, item by item and branch by branch. */
function collect(document: OpenApiDocument, schema: Schema, found: Set<string>): void {
	const component = componentOf(schema);
	if (component !== undefined) {
		if (found.has(component)) return;
		found.add(component);
	}
	const resolved = resolveReference<Schema>(document, schema as Schema);
	for (const part of [...(resolved.oneOf ?? []), ...(resolved.anyOf ?? [])]) collect(document, part, found);
	for (const { items } of branchesOf(document, schema)) if (items !== undefined) collect(document, items, found);
}

function componentOf({ $ref }: Schema): string | undefined {
	return $ref?.startsWith(prefix) === true ? $ref.slice(prefix.length) : undefined;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
