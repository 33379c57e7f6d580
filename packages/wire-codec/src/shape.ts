import type { DecimalDeclaration, OpenApiDocument, SchemaObject } from "./document.js";
import { flattenSchema, mergeSchemas, resolveSchema } from "./resolve.js";

/** A schema as the codecs walk it: references resolved, `allOf` merged, alternatives listed. May refer to itself. */
export type Shape = ObjectShape | ArrayShape | DecimalShape | ScalarShape | ChoiceShape | AnyShape;

interface Named {
	/** `xml.name` of the schema. */
	readonly xmlName: string | undefined;
	/** The schema's name among the document's components. */
	readonly component: string | undefined;
}

export interface ObjectShape extends Named {
	readonly kind: "object";
	readonly members: Map<string, Member>;
	readonly required: readonly string[];
	/** Whether other members are refused. */
	readonly closed: boolean;
	/** The shape of other members. */
	other: Shape | undefined;
}

export interface Member {
	readonly name: string;
	readonly shape: Shape;
	/** Whether XML carries the member as an attribute. */
	readonly attribute: boolean;
}

export interface ArrayShape extends Named {
	readonly kind: "array";
	items: Shape;
	/** Whether XML has an element around the items. */
	readonly wrapped: boolean;
}

export interface DecimalShape extends Named {
	readonly kind: "decimal";
	readonly rule: DecimalDeclaration;
	readonly nullable: boolean;
}

export interface ScalarShape extends Named {
	readonly kind: "string" | "integer" | "number" | "boolean";
}

/** `oneOf` or `anyOf`. */
export interface ChoiceShape extends Named {
	readonly kind: "choice";
	readonly nullable: boolean;
	branches: Shape[];
}

/** A schema that says nothing of the value's type. */
export interface AnyShape extends Named {
	readonly kind: "any";
}

/** Where `format: decimal` stands without `x-decimal`: as many digits as a double tells apart. */
const DEFAULT_RULE: DecimalDeclaration = { significantDigits: 17, jsonFractionDigits: 0 };

/**
 * The shape of a schema of the document.
 *
 * @throws {Error} when a `$ref` leads nowhere, out of the document or in a circle
 */
export function shapeOf(document: OpenApiDocument, schema: SchemaObject): Shape {
	return new ShapeBuilder(document).build(schema);
}

class ShapeBuilder {
	readonly #document: OpenApiDocument;
	readonly #components: Map<SchemaObject, string>;
	readonly #built = new Map<SchemaObject, Shape>();

	constructor(document: OpenApiDocument) {
		this.#document = document;
		const schemas = Object.entries(document.components?.schemas ?? {});
		this.#components = new Map(schemas.map(([name, schema]) => [schema, name]));
	}

	build(schema: SchemaObject): Shape {
		const resolved = resolveSchema(this.#document, schema);
		const built = this.#built.get(resolved);
		if (built) return built;

		const flat = flattenSchema(this.#document, resolved);
		const named = { xmlName: flat.xml?.name, component: this.#components.get(resolved) };
		const alternatives = flat.oneOf ?? flat.anyOf;
		if (alternatives) return this.#choice(resolved, flat, alternatives, named);
		switch (flat.type ?? impliedType(flat)) {
			case "object":
				return this.#object(resolved, flat, named);
			case "array":
				return this.#array(resolved, flat, named);
			case "number":
				return this.#keep(resolved, numberShape(flat, named));
			case "string":
				return this.#keep(resolved, { kind: "string", ...named });
			case "integer":
				return this.#keep(resolved, { kind: "integer", ...named });
			case "boolean":
				return this.#keep(resolved, { kind: "boolean", ...named });
			default:
				return this.#keep(resolved, { kind: "any", ...named });
		}
	}

	/** A shape is kept before its parts are built, so that a schema may contain itself. */
	#keep<S extends Shape>(schema: SchemaObject, shape: S): S {
		this.#built.set(schema, shape);
		return shape;
	}

	#choice(schema: SchemaObject, flat: SchemaObject, alternatives: readonly SchemaObject[], named: Named): Shape {
		const shape: ChoiceShape = this.#keep(schema, {
			kind: "choice",
			nullable: flat.nullable === true,
			branches: [],
			...named,
		});
		const { oneOf: _oneOf, anyOf: _anyOf, ...common } = flat;
		const adds = common.properties ?? common.items ?? common.additionalProperties;
		shape.branches = alternatives.map((alternative) =>
			this.build(adds === undefined ? alternative : mergeSchemas(common, flattenSchema(this.#document, alternative))),
		);
		return shape;
	}

	#object(schema: SchemaObject, flat: SchemaObject, named: Named): Shape {
		const { additionalProperties } = flat;
		const shape: ObjectShape = this.#keep(schema, {
			kind: "object",
			members: new Map(),
			required: flat.required ?? [],
			closed: additionalProperties === false,
			other: undefined,
			...named,
		});
		for (const [name, member] of Object.entries(flat.properties ?? {})) {
			const attribute = flattenSchema(this.#document, member).xml?.attribute === true;
			shape.members.set(name, { name, shape: this.build(member), attribute });
		}
		if (typeof additionalProperties === "object") shape.other = this.build(additionalProperties);
		return shape;
	}

	#array(schema: SchemaObject, flat: SchemaObject, named: Named): Shape {
		const items: AnyShape = { kind: "any", xmlName: undefined, component: undefined };
		const shape: ArrayShape = this.#keep(schema, {
			kind: "array",
			items,
			wrapped: flat.xml?.wrapped === true,
			...named,
		});
		if (flat.items) shape.items = this.build(flat.items);
		return shape;
	}
}

function numberShape(schema: SchemaObject, named: Named): Shape {
	if (schema.format !== "decimal") return { kind: "number", ...named };
	return { kind: "decimal", rule: schema["x-decimal"] ?? DEFAULT_RULE, nullable: schema.nullable === true, ...named };
}

function impliedType(schema: SchemaObject): string | undefined {
	if (schema.properties || schema.additionalProperties !== undefined || schema.required) return "object";
	return schema.items ? "array" : undefined;
}

/** The alternatives of a shape, those of a choice within a choice included. */
export function branchesOf(shape: Shape, around: ReadonlySet<Shape> = new Set()): Exclude<Shape, ChoiceShape>[] {
	if (shape.kind !== "choice") return [shape];
	if (around.has(shape)) return [];
	const inside = new Set(around).add(shape);
	return shape.branches.flatMap((branch) => branchesOf(branch, inside));
}

/** Whether an object with these member names fits the shape: nothing required is missing, nothing refused is there. */
export function fitsMembers(shape: ObjectShape, names: ReadonlySet<string>): boolean {
	if (!shape.required.every((name) => names.has(name))) return false;
	return !shape.closed || [...names].every((name) => shape.members.has(name));
}

/** The branch for an object with these member names: the first that fits, else the first. */
export function chooseObject(branches: readonly ObjectShape[], names: ReadonlySet<string>): ObjectShape | undefined {
	return branches.find((branch) => fitsMembers(branch, names)) ?? branches[0];
}
