import { type DocumentModel, mapSubschemas, refName, refTo, type Schema, subschemas } from "@onespec/openapi-document";

/** A model whose requests and answers have schemas of their own. */
export interface Direction {
	readonly model: DocumentModel;
}

/**
 * The model as the two sides see it: requests without the members that are `readOnly`, answers without those that are
 * `writeOnly`. A schema that has such members, in whatever depth, gets a second one for requests: `Pet` and `PetRequest`.
 * A document without such members stays as it is.
 */
export function directed(model: DocumentModel): Direction {
	const affected = affectedSchemas(model);
	const isAffected = (schema: Schema): boolean => {
		const name = refName(schema);
		if (name !== undefined && affected.has(name)) return true;
		return marksDirection(schema) || [...subschemas(schema)].some(([, inner]) => isAffected(inner));
	};
	const bodies = model.operations.flatMap(({ requestBody, responses }) => [
		...(requestBody?.content ?? []),
		...responses.flatMap(({ content }) => content),
	]);
	if (affected.size === 0 && !bodies.some(({ schema }) => schema !== undefined && isAffected(schema))) return { model };

	const requestNames = new Map<string, string>();
	for (const name of affected) {
		let free = `${name}Request`;
		for (let number = 2; Object.hasOwn(model.schemas, free); number++) free = `${name}Request${number}`;
		requestNames.set(name, free);
	}
	const turn = (schema: Schema, side: "request" | "response"): Schema => {
		const name = refName(schema);
		const written = name === undefined ? undefined : requestNames.get(name);
		const hidden = side === "request" ? "readOnly" : "writeOnly";
		const gone = new Set(
			Object.entries(schema.properties ?? {}).flatMap(([member, inner]) => (inner[hidden] === true ? [member] : [])),
		);
		const kept: Schema = {
			...schema,
			...(written !== undefined && side === "request" && refTo(written)),
			...(gone.size > 0 && {
				properties: Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([member]) => !gone.has(member))),
				...(schema.required && { required: schema.required.filter((member) => !gone.has(member)) }),
			}),
		};
		return mapSubschemas(
			side === "request" && schema.discriminator
				? { ...kept, discriminator: mappedTo(schema.discriminator, requestNames) }
				: kept,
			(inner) => turn(inner, side),
		);
	};
	const contentOf = <Media extends { readonly schema: Schema | undefined }>(
		content: readonly Media[],
		side: "request" | "response",
	): Media[] => content.map((media) => ({ ...media, schema: media.schema && turn(media.schema, side) }));
	return {
		model: {
			...model,
			schemas: Object.fromEntries(
				Object.entries(model.schemas).flatMap(([name, schema]) => {
					const written = requestNames.get(name);
					const read = [name, turn(schema, "response")] as const;
					return written === undefined ? [read] : [read, [written, turn(schema, "request")] as const];
				}),
			),
			operations: model.operations.map((operation) => ({
				...operation,
				requestBody: operation.requestBody && {
					...operation.requestBody,
					content: contentOf(operation.requestBody.content, "request"),
				},
				responses: operation.responses.map((response) => ({
					...response,
					content: contentOf(response.content, "response"),
				})),
			})),
		},
	};
}

function mappedTo(
	discriminator: NonNullable<Schema["discriminator"]>,
	names: ReadonlyMap<string, string>,
): NonNullable<Schema["discriminator"]> {
	const { mapping, defaultMapping } = discriminator;
	return {
		...discriminator,
		mapping: Object.fromEntries(Object.entries(mapping).map(([value, name]) => [value, names.get(name) ?? name])),
		...(defaultMapping !== undefined && { defaultMapping: names.get(defaultMapping) ?? defaultMapping }),
	};
}

function marksDirection({ properties = {} }: Schema): boolean {
	return Object.values(properties).some((member) => member.readOnly === true || member.writeOnly === true);
}

/** The names of schemas that have such members, themselves or by what they refer to. */
function affectedSchemas({ schemas }: DocumentModel): Set<string> {
	const users = new Map<string, Set<string>>();
	const affected = new Set<string>();
	for (const [name, schema] of Object.entries(schemas)) {
		const visit = (one: Schema): void => {
			if (marksDirection(one)) affected.add(name);
			const target = refName(one);
			if (target !== undefined) users.set(target, (users.get(target) ?? new Set()).add(name));
			for (const [, inner] of subschemas(one)) visit(inner);
		};
		visit(schema);
	}
	// A set may grow while it is walked through; what is added is visited too.
	for (const name of affected) for (const user of users.get(name) ?? []) affected.add(user);
	return affected;
}
