import {
	choiceOf,
	type DocumentModel,
	refName,
	refTo,
	type Schema,
	subschemas,
	typesOf,
	writeDocument,
} from "@onespec/openapi-document";
import { faultOf } from "@onespec/openapi-document/check";
import {
	astToString,
	type GlobalContext,
	type OpenAPI3,
	resolveRef,
	scanDiscriminators,
	type TransformNodeOptions,
	transformSchema,
	transformSchemaObject,
} from "openapi-typescript";
import ts from "typescript";
import { type Api, type Files, marker } from "../api.js";
import { withConstraintTags, withParameterTags } from "../constraint-tags.js";
import { documentHasDecimals, isDecimal } from "../decimals.js";
import { heirsOf } from "../heirs.js";

/**
 * The types of an API, twice: in `types.ts` a decimal is a `number`, in `exact-types.ts` a `string`. Descriptions,
 * constraints, defaults and examples are doc comments, which editors show.
 */
export function typeFiles(api: Api): Files {
	const { directed } = api;
	const isTold = reliableDiscriminators(directed);
	const isCircle = circularArrays(directed);
	// The parts of an allOf, and parents that stand beside their heirs already.
	const alone = new WeakSet<Schema>();
	const nameOf = new Map(Object.entries(directed.schemas).map(([name, schema]) => [schema, name]));
	// Of a part with a discriminator openapi-typescript leaves the member out, which is right in an heir alone.
	const withWholeParts = (schema: Schema): Schema => {
		if (schema.allOf === undefined) return schema;
		const own = nameOf.get(schema);
		const allOf = schema.allOf.map((part): Schema => {
			const { discriminator } = directed.schemas[refName(part) ?? ""] ?? {};
			const isWhole = discriminator === undefined || (own !== undefined && heirsOf(directed, part).includes(own));
			return isWhole ? part : { anyOf: [{ ...part }] };
		});
		return { ...schema, allOf };
	};
	const withHeirs = (schema: Schema): Schema => {
		for (const part of schema.allOf ?? []) alone.add(part);
		const heirs = alone.has(schema) ? [] : heirsOf(directed, schema);
		const [{ $ref, ...beside }, parent] = [schema, refName(schema)];
		if (parent === undefined || heirs.length === 0) return schema;
		const anyOf = [parent, ...heirs].map(refTo);
		for (const one of anyOf) alone.add(one);
		return { ...beside, anyOf };
	};
	const names = new TameNames();
	const document = writeDocument(names.model(withParameterTags(directed)), {
		schema: (written) => {
			const schema = withHeirs(withWholeParts(withoutObjectEnum(written)));
			const { discriminator, ...others } = schema;
			const told = discriminator && !isTold(schema) ? others : schema;
			const marked: Schema = isCircle(schema) ? { ...told, [CIRCLE]: true } : told;
			const open = withOpenIndex(alone.has(written) ? marked : withRequired(marked));
			return names.schema(withConstraintTags(withExample(directed, open)));
		},
		// Of parameters alone, and those that are right: no type shows the examples of a body.
		example: ({ value, serialized }, owner) =>
			"explode" in owner && !serialized && faultOf(directed, owner.schema, value) === undefined,
	}) as unknown as OpenAPI3;
	moveNewMethods(document);
	const head = `// ${marker(api)}`;
	const source = (exact: boolean) => names.restore(typesSource(document, exact));
	const types = source(false);
	const exact = documentHasDecimals(api.model)
		? `${head}\n// Decimals are strings here, so that no digit is lost.\n\n${source(true)}`
		: `${head}\n\nexport type { components, operations, paths } from "./types.js";\n`;
	return new Map([
		["src/generated/types.ts", `${head}\n\n${types}`],
		["src/generated/exact-types.ts", exact],
	]);
}

/**
 * Gives the operations of methods that openapi-typescript doesn't know, `QUERY` and those of `additionalOperations`, a place
 * where it does write their types: they are in `operations`, but no call by path has them.
 */
function moveNewMethods(document: OpenAPI3): void {
	const { paths = {} } = document as unknown as { paths?: Record<string, Record<string, unknown>> };
	const webhooks: Record<string, object> = {};
	for (const [path, item] of Object.entries(paths)) {
		const { query, additionalOperations, ...known } = item;
		const unknown = { ...(query !== undefined && { QUERY: query }), ...(additionalOperations as object | undefined) };
		for (const [method, post] of Object.entries(unknown)) webhooks[`${method} ${path}`] = { post };
		if (Object.keys(known).length > 0) paths[path] = known;
		else delete paths[path];
	}
	if (Object.keys(webhooks).length > 0) Object.assign(document, { webhooks });
}

/**
 * Which discriminators the types may tell alternatives apart by. openapi-typescript writes the value into the type of the
 * alternative, wherever it is used: that is wrong where the values of two discriminators differ, or the alternative describes
 * another value.
 */
function reliableDiscriminators(model: DocumentModel): (schema: Schema) => boolean {
	const said = new Map<string, Set<string>>();
	const all = new Map<Schema["discriminator"], boolean>();
	const visit = (schema: Schema): void => {
		const { discriminator } = schema;
		if (discriminator !== undefined && !all.has(discriminator)) {
			const alternatives = schema.oneOf ?? schema.anyOf;
			all.set(discriminator, alternatives === undefined || choiceOf(model, schema) !== undefined);
			for (const [value, name] of Object.entries(discriminator.mapping)) {
				said.set(name, (said.get(name) ?? new Set()).add(`${discriminator.propertyName}=${value}`));
			}
		}
		for (const [, inner] of subschemas(schema)) visit(inner);
	};
	for (const schema of Object.values(model.schemas)) visit(schema);
	for (const { requestBody, responses } of model.operations) {
		const content = [...(requestBody?.content ?? []), ...responses.flatMap((one) => one.content)];
		for (const { schema } of content) if (schema !== undefined) visit(schema);
	}
	return ({ discriminator }) => {
		const targets = Object.values(discriminator?.mapping ?? {});
		return all.get(discriminator) === true && targets.every((name) => said.get(name)?.size === 1);
	};
}

/** openapi-typescript takes the values of an object's `enum` for schemas. */
function withoutObjectEnum(schema: Schema): Schema {
	if (schema.type !== "object" || schema.enum === undefined) return schema;
	const { enum: _, ...others } = schema;
	return others;
}

/** A schema that describes each member which it requires; those that it leaves open may be anything. */
function withRequired(schema: Schema): Schema {
	const { properties, required = [], allOf, oneOf, anyOf } = schema;
	if (properties === undefined || (allOf ?? oneOf ?? anyOf) !== undefined) return schema;
	const others = required.filter((name) => !Object.hasOwn(properties, name));
	if (others.length === 0) return schema;
	return { ...schema, properties: { ...properties, ...Object.fromEntries(others.map((name) => [name, {}])) } };
}

/** Marks an array for which the types need an interface. */
const CIRCLE = "x-circle";

/**
 * Which arrays lead back to themselves without an object between, such as those of a schema for any JSON. TypeScript refuses a
 * type that is written so, but takes an interface.
 */
function circularArrays(model: DocumentModel): (schema: Schema) => boolean {
	const named = (schema: Schema): string[] => {
		const { allOf = [], oneOf = [], anyOf = [], prefixItems = [], items } = schema;
		const parts = [...allOf, ...oneOf, ...anyOf, ...prefixItems, ...(items === undefined ? [] : [items])];
		return [refName(schema) ?? [], parts.flatMap(named)].flat();
	};
	const next = new Map(Object.entries(model.schemas).map(([name, schema]) => [name, named(schema)]));
	const leadsBack = (start: string): boolean => {
		const seen = new Set<string>();
		const waiting = [...(next.get(start) ?? [])];
		for (let name = waiting.pop(); name !== undefined && !seen.has(start); name = waiting.pop()) {
			if (seen.has(name)) continue;
			seen.add(name);
			waiting.push(...(next.get(name) ?? []));
		}
		return seen.has(start);
	};
	const circular = new Set([...next.keys()].filter(leadsBack));
	return ({ items }) => items !== undefined && circular.size > 0 && named(items).some((name) => circular.has(name));
}

/**
 * A schema whose further members may be what its named ones are. TypeScript wants every member to fit an index signature, so
 * that no value could be written for one that is narrower.
 */
function withOpenIndex(schema: Schema): Schema {
	const { properties = {}, additionalProperties } = schema;
	const named = Object.values(properties);
	if (typeof additionalProperties !== "object" || named.length === 0) return schema;
	return { ...schema, additionalProperties: { anyOf: [additionalProperties, ...named] } };
}

/** A schema with its first example that is right, under the name that the types show. */
function withExample(model: DocumentModel, schema: Schema): Schema {
	const { examples, ...others } = schema;
	const example = examples?.find((one) => faultOf(model, others, one) === undefined);
	return example === undefined ? others : ({ ...others, example } as Schema);
}

/**
 * The types of a document that was read already. openapi-typescript's own entry would bundle and validate it once more, which
 * takes longer than writing the types.
 */
function typesSource(document: OpenAPI3, exact: boolean): string {
	const context: GlobalContext = {
		...OPTIONS,
		injectFooter: [],
		discriminators: scanDiscriminators(document, OPTIONS),
		transform: (schema: unknown, options: TransformNodeOptions) =>
			(schema as Schema)[CIRCLE] === true
				? arrayInterface(schema as Schema, options)
				: transformed(schema as { type?: string | string[]; format?: string }, exact),
		resolve: <Node>($ref: string) => resolveRef<Node>(document, $ref, { silent: true }),
	} as unknown as GlobalContext;
	return astToString(transformSchema(document, context));
}

/**
 * openapi-typescript decodes names as parts of URLs, and some it cannot read back. So it gets others for names that are no
 * plain words, which its text is then rid of.
 */
class TameNames {
	readonly #wild = new Map<string, string>();

	/** A model whose schemas and operations have tame names. */
	model(model: DocumentModel): DocumentModel {
		const schemas = Object.entries(model.schemas).map(([name, schema]) => [this.#of(name), schema]);
		const operations = model.operations.map((operation) => ({ ...operation, id: this.#of(operation.id) }));
		return { ...model, operations, schemas: Object.fromEntries(schemas) };
	}

	/** A schema that refers to others by their tame names. */
	schema(schema: Schema): Schema {
		const name = refName(schema);
		const { discriminator } = schema;
		const targets = Object.entries(discriminator?.mapping ?? {}).map(([value, target]) => [value, this.#of(target)]);
		return {
			...schema,
			...(name !== undefined && refTo(this.#of(name))),
			...(discriminator && { discriminator: { ...discriminator, mapping: Object.fromEntries(targets) } }),
		};
	}

	/** A text in which the names are the document's again. */
	restore(text: string): string {
		const names = [...this.#wild.keys()];
		return text.replace(/"?__name_(\d+)__"?/g, (_, index: string) => JSON.stringify(names[Number(index)]));
	}

	#of(name: string): string {
		if (/^[\w.-]+$/.test(name)) return name;
		const tame = this.#wild.get(name) ?? `__name_${this.#wild.size}__`;
		this.#wild.set(name, tame);
		return tame;
	}
}

/** An array as an interface, which is written at the end of the file. */
function arrayInterface({ items = {} }: Schema, options: TransformNodeOptions): ts.TypeNode {
	const { factory } = ts;
	const { injectFooter } = options.ctx;
	const name = `Items${injectFooter.filter(ts.isInterfaceDeclaration).length + 1}`;
	const item = transformSchemaObject(items as Parameters<typeof transformSchemaObject>[0], options);
	const base = factory.createExpressionWithTypeArguments(factory.createIdentifier("Array"), [item]);
	const heritage = factory.createHeritageClause(ts.SyntaxKind.ExtendsKeyword, [base]);
	injectFooter.push(factory.createInterfaceDeclaration(undefined, name, undefined, [heritage], []));
	return factory.createTypeReferenceNode(name);
}

const OPTIONS = {
	silent: true,
	alphabetize: false,
	enum: false,
	immutable: false,
	// A parameter with a default may be left out; without this its member would be required.
	defaultNonNullable: false,
	// An object without described members may have any.
	emptyObjectsUnknown: true,
} as const;

/** What a format is in TypeScript, where that is not what its type is. */
function transformed(
	schema: { type?: string | string[]; format?: string; contentMediaType?: string },
	exact: boolean,
): ts.TypeNode | undefined {
	const isBinary = schema.format === "binary" && typesOf(schema as Schema).includes("string");
	if (!isBinary && !(exact && isDecimal(schema as Schema))) return undefined;
	const { factory } = ts;
	const node = isBinary
		? factory.createUnionTypeNode([
				factory.createTypeReferenceNode("Blob"),
				factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
			])
		: factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
	if (!typesOf(schema as Schema).includes("null")) return node;
	return factory.createUnionTypeNode([node, factory.createLiteralTypeNode(factory.createNull())]);
}
