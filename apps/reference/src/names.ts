import { type DocumentModel, type Operation, refName, type Schema, subschemas } from "@onespec/openapi-document";
import { slugsOf } from "./slugs.js";

/** Operations that belong together: those of a tag, or, where a document has no tags, those below the same path. */
export interface Group {
	readonly name: string;
	readonly description: string | undefined;
	readonly operations: readonly Operation[];
}

/** Where each thing of a document has its page, relative to the folder of its API. */
export interface Names {
	readonly groups: readonly Group[];
	groupOf(operation: Operation): Group;
	operation(id: string): string;
	group(group: Group): string;
	/** `undefined` for a schema that the document does not have. */
	object(name: string): string | undefined;
}

/** Gives every operation, group and object of a document its page. */
export function namesOf(model: DocumentModel): Names {
	const groups = groupsOf(model);
	const byOperation = new Map(groups.flatMap((group) => group.operations.map((one) => [one.id, group] as const)));
	const operations = slugsOf(model.operations.map(({ id }) => id));
	const groupSlugs = slugsOf(groups.map(({ name }) => name));
	const objects = slugsOf(Object.keys(model.schemas));
	return {
		groups,
		groupOf: ({ id }) => byOperation.get(id) as Group,
		operation: (id) => `operations/${operations.get(id)}.html`,
		group: ({ name }) => `groups/${groupSlugs.get(name)}.html`,
		object: (name) => (objects.has(name) ? `objects/${objects.get(name)}.html` : undefined),
	};
}

function groupsOf(model: DocumentModel): Group[] {
	const groups = new Map<string, Operation[]>();
	// In the order in which the document names its tags, then in that of its operations.
	for (const { name } of model.tags) groups.set(name, []);
	for (const operation of model.operations) {
		const name = operation.tags[0] ?? firstWord(operation.path);
		const own = groups.get(name) ?? [];
		groups.set(name, own);
		own.push(operation);
	}
	return [...groups]
		.filter(([, operations]) => operations.length > 0)
		.map(([name, operations]) => ({
			name,
			operations,
			description: model.tags.find((tag) => tag.name === name)?.description,
		}));
}

/** The first part of a path that is no parameter: `things` of `/{store}/things/{id}`. */
function firstWord(path: string): string {
	return path.split("/").find((part) => part !== "" && !part.includes("{")) ?? "/";
}

/** What an operation is called: its summary, else its id. */
export function titleOf({ summary, id }: Operation): string {
	return summary?.trim() || id;
}

/** The names of the schemas that a schema needs, itself among them where it has a name. */
export function closureOf(model: DocumentModel, schemas: readonly Schema[]): Set<string> {
	const names = new Set<string>();
	const visit = (schema: Schema): void => {
		const name = refName(schema);
		if (name !== undefined && !names.has(name) && Object.hasOwn(model.schemas, name)) {
			names.add(name);
			visit(model.schemas[name] as Schema);
		}
		for (const [, inner] of subschemas(schema)) visit(inner);
	};
	for (const schema of schemas) visit(schema);
	return names;
}
