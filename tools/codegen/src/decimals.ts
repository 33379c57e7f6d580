import { type DocumentModel, refName, type Schema, subschemas, typesOf } from "@onespec/openapi-document";

const known = new WeakMap<DocumentModel, ReadonlySet<string>>();

/** Whether a schema is a decimal: a number of format `decimal`. Others have strings of this format, which stay strings. */
export function isDecimal(schema: Schema): boolean {
	return schema.format === "decimal" && typesOf(schema).includes("number");
}

/** Whether a value of the schema can hold a decimal, in whatever depth: then its type depends on what decimals are. */
export function hasDecimals(model: DocumentModel, schema: Schema): boolean {
	const named = namesWithDecimals(model);
	const look = (one: Schema): boolean => {
		const name = refName(one);
		if (isDecimal(one) || (name !== undefined && named.has(name))) return true;
		return [...subschemas(one)].some(([, inner]) => look(inner));
	};
	return look(schema);
}

/** Whether any schema of a document can hold a decimal. */
export function documentHasDecimals(model: DocumentModel): boolean {
	if (namesWithDecimals(model).size > 0) return true;
	return model.operations.some(({ requestBody, responses, parameters }) =>
		[...(requestBody?.content ?? []), ...responses.flatMap(({ content }) => content), ...parameters].some(
			({ schema }) => schema !== undefined && hasDecimals(model, schema),
		),
	);
}

/** The names of the schemas that can hold a decimal. */
function namesWithDecimals(model: DocumentModel): ReadonlySet<string> {
	const found = known.get(model);
	if (found !== undefined) return found;
	const users = new Map<string, Set<string>>();
	const names = new Set<string>();
	for (const [name, schema] of Object.entries(model.schemas)) {
		const visit = (one: Schema): void => {
			if (isDecimal(one)) names.add(name);
			const target = refName(one);
			if (target !== undefined) users.set(target, (users.get(target) ?? new Set()).add(name));
			for (const [, inner] of subschemas(one)) visit(inner);
		};
		visit(schema);
	}
	for (const name of names) for (const user of users.get(name) ?? []) names.add(user);
	known.set(model, names);
	return names;
}

/** Whether there are integers of 64 bits, of which a number may lose digits. */
export function hasWideIntegers(part: object): boolean {
	const { format } = part as { format?: unknown };
	if (format === "int64" || format === "uint64") return true;
	return Object.values(part).some((held) => typeof held === "object" && held !== null && hasWideIntegers(held));
}
