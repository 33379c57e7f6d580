import { branchesOf, type DocumentModel, membersOf, type Schema } from "@onespec/openapi-document";

/** What a path such as `meta.next` leads to. */
export interface PathTarget {
	readonly schema: Schema;
	/** The same as a type, from the type that it begins at. */
	readonly type: (root: string) => string;
}

/**
 * Follows a path of members.
 *
 * @param path names of members with dots between; undefined or empty for the schema itself
 * @returns undefined where a member is missing, or only some alternatives of its object have it
 */
export function memberAt(model: DocumentModel, schema: Schema, path: string | undefined): PathTarget | undefined {
	let found: PathTarget = { schema, type: (root) => root };
	for (const name of path?.split(".") ?? []) {
		const { schema: around, type } = found;
		const member = branchesOf(model, around).length === 1 ? membersOf(model, around).get(name) : undefined;
		if (member === undefined) return undefined;
		found = { schema: member.schema, type: (root) => `NonNullable<${type(root)}>[${JSON.stringify(name)}]` };
	}
	return found;
}
