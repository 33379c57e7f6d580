import type { DocumentProblem, Extensions } from "./model.js";
import { escapeToken, valueAt } from "./pointer.js";

export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What all parts of the reading share: the document, and what could not be read. */
export class Reader {
	readonly document: Node;
	readonly #problems = new Map<string, DocumentProblem>();
	/** The operation that is being read. */
	operation: string | undefined;

	constructor(document: Node) {
		this.document = document;
	}

	get problems(): DocumentProblem[] {
		return [...this.#problems.values()];
	}

	/** @param loses whether a constraint is lost */
	problem(pointer: string, message: string, loses = false): void {
		this.#problems.set(`${pointer} ${message}`, { pointer, message, operation: this.operation, loses });
	}

	/**
	 * The object at a place, its references followed. Beside a reference `summary` and `description` win over those of the
	 * target, as OpenAPI 3.1 says.
	 *
	 * @returns the object and where it stands; `undefined`, and a problem, where there is none
	 */
	follow(value: unknown, pointer: string): { readonly node: Node; readonly pointer: string } | undefined {
		const seen = new Set<string>();
		let node = value;
		let place = pointer;
		let described: Node = {};
		while (isNode(node) && typeof node.$ref === "string") {
			const ref = node.$ref;
			const { summary, description } = node;
			described = {
				...(summary !== undefined && { summary }),
				...(description !== undefined && { description }),
				...described,
			};
			if (!ref.startsWith("#")) {
				this.problem(place, `the reference ${ref} leads out of the document; what it stands for is left out.`, true);
				return undefined;
			}
			if (seen.has(ref)) {
				this.problem(place, `the reference ${ref} leads in a circle; what it stands for is left out.`, true);
				return undefined;
			}
			seen.add(ref);
			node = valueAt(this.document, ref);
			place = ref;
		}
		if (!isNode(node)) {
			if (node !== undefined || seen.size > 0) {
				const what = seen.size > 0 ? `the reference leads to nothing: ${place}` : "must be an object";
				this.problem(pointer, `${what}; it is left out.`, true);
			}
			return undefined;
		}
		return { node: Object.keys(described).length === 0 ? node : { ...node, ...described }, pointer: place };
	}

	/** The entries of a map of objects, references followed; extensions of the map itself are left out. */
	*entries(
		map: unknown,
		pointer: string,
		extensible = false,
	): Generator<{ readonly name: string; readonly node: Node; readonly pointer: string }> {
		if (map === undefined) return;
		if (!isNode(map)) {
			this.problem(pointer, "must be an object; it is left out.");
			return;
		}
		for (const [name, value] of Object.entries(map)) {
			// `x-world/x-vrml` is a media type.
			if (extensible && name.startsWith("x-") && !name.includes("/")) continue;
			const found = this.follow(value, `${pointer}/${escapeToken(name)}`);
			if (found !== undefined) yield { name, ...found };
		}
	}

	/** The objects of a list, references followed. */
	*items(list: unknown, pointer: string): Generator<{ readonly node: Node; readonly pointer: string }> {
		if (list === undefined) return;
		if (!Array.isArray(list)) {
			this.problem(pointer, "must be an array; it is left out.");
			return;
		}
		for (const [index, value] of list.entries()) {
			const found = this.follow(value, `${pointer}/${index}`);
			if (found !== undefined) yield found;
		}
	}
}

/** The extensions of an object. */
export function extensionsOf(node: Node): Extensions {
	const extensions: Record<`x-${string}`, unknown> = {};
	for (const name in node) if (name.startsWith("x-")) extensions[name as `x-${string}`] = node[name];
	return extensions;
}

/** A text, or `undefined` where there is none. */
export function textOf(value: unknown): string | undefined {
	return typeof value === "string" ? value : undefined;
}
