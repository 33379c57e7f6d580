/**
 * The ids of operations: each `operationId` that no operation before has, else a name made of method and path.
 * `GET /pets/{petId}/toys` is `getPetsByPetIdToys`. All are different.
 */
export function operationIds(
	operations: readonly { readonly operationId: unknown; readonly method: string; readonly path: string }[],
): string[] {
	const written = operations.map(({ operationId }) =>
		typeof operationId === "string" && operationId !== "" ? operationId : undefined,
	);
	const taken = new Set<string>();
	const kept = written.map((id) => {
		if (id === undefined || taken.has(id)) return undefined;
		taken.add(id);
		return id;
	});
	return operations.map(({ method, path }, index) => {
		const own = kept[index];
		if (own !== undefined) return own;
		const wanted = madeOf(method, path);
		let id = wanted;
		for (let number = 2; taken.has(id); number++) id = `${wanted}${number}`;
		taken.add(id);
		return id;
	});
}

function madeOf(method: string, path: string): string {
	const words = path
		.replace(/\{([^{}]*)\}/g, " by $1 ")
		.split(/[^A-Za-z0-9]+/)
		.filter((word) => word !== "")
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
	return method.toLowerCase().replace(/[^a-z0-9]/g, "") + words.join("");
}
