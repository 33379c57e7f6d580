import type { DocumentModel } from "@onespec/openapi-document";
import { collectionsOf } from "../live/roles.js";

const ROLES = ["list", "create", "read", "update", "replace", "updateMany", "delete"] as const;

/**
 * What the operations of a document do, one line for each collection; an operation that fits in nowhere has a line too.
 * @example rolesFound(model) // ["/pets: list listPets, create addPet, read getPet"]
 */
export function rolesFound(model: DocumentModel): string[] {
	const placed = new Set<string>();
	const lines = collectionsOf(model).map((resource) => {
		const roles = ROLES.flatMap((role) => {
			const id = resource[role]?.operation.id;
			if (id !== undefined) placed.add(id);
			return id === undefined ? [] : [`${role} ${id}`];
		});
		const at = resource.itemsAt === undefined ? "" : ` (items at ${resource.itemsAt})`;
		return `${resource.path}${at}: ${roles.join(", ")}`;
	});
	const others = model.operations.filter(({ id }) => !placed.has(id)).map(({ id }) => id);
	return others.length === 0 ? lines : [...lines, `in no collection: ${others.join(", ")}`];
}
