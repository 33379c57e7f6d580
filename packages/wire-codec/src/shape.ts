import {
	type DecimalDeclaration,
	flatten,
	merge,
	refName,
	resolve,
	type Schema,
	type SchemaScope,
	typeOf,
	typesOf,
	withoutNull,
} from "@onespec/openapi-document/schema";

/** A schema as the codecs walk it: references resolved, `allOf` merged, alternatives listed. May refer to itself. */
export type Shape = ObjectShape | ArrayShape | DecimalShape | ScalarShape | ChoiceShape | AnyShape;

interface Named {
	/** `xml.name`, `xml.namespace` and `xml.prefix` of the schema. */
	readonly xmlName: string | undefined;
	readonly namespace: string | undefined;
	readonly prefix: string | undefined;
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
	/** Whether XML carries the member as the text of the object's element. */
	readonly text: boolean;
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
	/** Whether an integer that a double can't hold is a bigint: those of 64 bits. */
	readonly wide?: boolean;
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
 * @throws Error when a reference leads nowhere, or a schema is part of its own `allOf`
 */
export function shapeOf(scope: SchemaScope, schema: Schema): Shape {
	return new ShapeBuilder(scope).build(schema);
}

class ShapeBuilder {
	readonly #scope: SchemaScope;
	/** By what the schema says, for merging makes the same schema anew each time. */
	readonly #built = new Map<string, Shape>();

	constructor(scope: SchemaScope) {
		this.#scope = scope;
	}

	build(schema: Schema): Shape {
		const key = JSON.stringify(schema);
		const built = this.#built.get(key);
		if (built) return built;

		// A shape is kept before its parts are built, so that a schema may contain itself.
		const keep = <S extends Shape>(shape: S): S => {
			this.#built.set(key, shape);
			return shape;
		};
		const { oneOf, anyOf, ...common } = flatten(this.#scope, schema);
		const alternatives = oneOf ?? anyOf;
		const branches = alternatives?.filter((one) => !this.#isNull(one)) ?? [];
		// What is left of "this or null" is the one alternative itself.
		const [only] = branches.length === 1 ? branches.map((one) => flatten(this.#scope, one)) : [];
		const single = only !== undefined && only.oneOf === undefined && only.anyOf === undefined;
		const own = withoutNull(this.#scope, single ? merge(only, common) : common);
		const flat = own.schema;
		const nullable = own.nullable || branches.length < (alternatives?.length ?? 0);
		const component = (single ? this.#componentOf(branches[0] ?? {}) : undefined) ?? this.#componentOf(schema);
		const { name: xmlName, namespace, prefix } = flat.xml ?? {};
		const named = { xmlName, namespace, prefix, component };
		const choice = (several: readonly Schema[]): Shape => {
			const shape = keep<ChoiceShape>({ kind: "choice", nullable, branches: [], ...named });
			shape.branches = several.map((branch) => this.build(branch));
			return shape;
		};
		if (branches.length > 0 && !single) {
			const adds = common.properties ?? common.items ?? common.additionalProperties;
			return choice(adds === undefined ? branches : branches.map((one) => merge(common, flatten(this.#scope, one))));
		}
		const types = typesOf(flat);
		if (typeOf(flat) === undefined && types.length > 1) {
			return choice(types.map((type) => ({ ...flat, type })));
		}
		switch (typeOf(flat)) {
			case "object":
				return this.#object(keep, flat, named);
			case "array":
				return this.#array(keep, flat, named);
			case "number":
				return keep(
					flat.format === "decimal"
						? { kind: "decimal", rule: flat["x-decimal"] ?? DEFAULT_RULE, nullable, ...named }
						: { kind: "number", ...named },
				);
			case "string":
				return keep({ kind: "string", ...named });
			case "integer":
				return keep({ kind: "integer", wide: /^u?int64$/.test(flat.format ?? ""), ...named });
			case "boolean":
				return keep({ kind: "boolean", ...named });
			default:
				return keep({ kind: "any", ...named });
		}
	}

	#isNull(schema: Schema): boolean {
		const { type, const: value } = resolve(this.#scope, schema);
		return type === "null" || value === null;
	}

	/** The name of the schema at the end of a chain of references. */
	#componentOf(schema: Schema): string | undefined {
		const name = refName(schema);
		const target = name === undefined ? undefined : this.#scope.schemas[name];
		return (target && this.#componentOf(target)) ?? name;
	}

	#object(keep: <S extends Shape>(shape: S) => S, flat: Schema, named: Named): Shape {
		const { additionalProperties } = flat;
		const shape = keep<ObjectShape>({
			kind: "object",
			members: new Map(),
			required: flat.required ?? [],
			closed: additionalProperties === false,
			other: undefined,
			...named,
		});
		for (const [name, member] of Object.entries(flat.properties ?? {})) {
			const { attribute = false, text = false } = flatten(this.#scope, member).xml ?? {};
			shape.members.set(name, { name, shape: this.build(member), attribute, text });
		}
		if (typeof additionalProperties === "object") shape.other = this.build(additionalProperties);
		return shape;
	}

	#array(keep: <S extends Shape>(shape: S) => S, flat: Schema, named: Named): Shape {
		const shape = keep<ArrayShape>({
			kind: "array",
			items: { kind: "any", xmlName: undefined, namespace: undefined, prefix: undefined, component: undefined },
			wrapped: flat.xml?.wrapped === true,
			...named,
		});
		if (flat.items) shape.items = this.build(flat.items);
		return shape;
	}
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
