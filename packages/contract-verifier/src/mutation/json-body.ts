import { readStrictJson } from "../json/strict.js";
import type { Body, Written } from "./body.js";
import { PlantError } from "./plant-error.js";

type Node = { kind: "object"; members: [name: string, node: Node][] } | { kind: "array"; items: Node[] } | Scalar;
type Scalar = { kind: "scalar"; raw: string };

/** A JSON body; see {@link Body}. */
export class JsonBody implements Body {
	#root: Node;

	/** @throws PlantError where the text is no JSON. */
	constructor(text: string) {
		try {
			const { value, numbers } = readStrictJson(text);
			this.#root = nodeOf(value, "", numbers);
		} catch (error) {
			throw new PlantError(`the answer is no JSON: ${(error as Error).message}`);
		}
	}

	replace(place: string[], value: Written): void {
		this.#put(place, written(value));
	}

	setNull(place: string[]): void {
		this.#put(place, { kind: "scalar", raw: "null" });
	}

	remove(place: string[]): void {
		const { members, index } = this.#member(place);
		members.splice(index, 1);
	}

	add(object: string[], name: string, value: Written): void {
		const node = this.#at(object);
		if (node.kind !== "object") throw new PlantError(`there is no object at /${object.join("/")}`);
		node.members.push([name, written(value)]);
	}

	repeatMember(place: string[]): void {
		const { members, index } = this.#member(place);
		members.splice(index, 0, members[index] as [string, Node]);
	}

	read(place: string[]): string {
		const node = this.#at(place);
		if (node.kind !== "scalar") throw new PlantError(`there is no scalar at /${place.join("/")}`);
		return node.raw.startsWith('"') ? (JSON.parse(node.raw) as string) : node.raw;
	}

	clear(array: string[]): void {
		this.#array(array).splice(0);
	}

	fill(array: string[], count: number): void {
		const items = this.#array(array);
		const [first] = items;
		if (first === undefined) throw new PlantError(`the array at /${array.join("/")} is empty`);
		while (items.length < count) items.push(first);
	}

	/** Puts the first item of the root in the place of the root array, or the root into an array. */
	turnRoot(): void {
		const root = this.#root;
		const item = root.kind === "array" ? root.items[0] : ({ kind: "array", items: [root] } as Node);
		if (item === undefined) throw new PlantError("the array at the root is empty");
		this.#root = item;
	}

	toString(): string {
		return textOf(this.#root);
	}

	#at(place: string[]): Node {
		let node: Node | undefined = this.#root;
		for (const segment of place) {
			if (node?.kind === "array") node = node.items[Number(segment)];
			else if (node?.kind === "object") node = node.members.find(([name]) => name === segment)?.[1];
			else node = undefined;
		}
		if (node === undefined) throw new PlantError(`the answer has nothing at /${place.join("/")}`);
		return node;
	}

	#array(place: string[]): Node[] {
		const node = this.#at(place);
		if (node.kind !== "array") throw new PlantError(`there is no array at /${place.join("/")}`);
		return node.items;
	}

	#member(place: string[]): { members: [string, Node][]; index: number } {
		const parent = this.#at(place.slice(0, -1));
		const members = parent.kind === "object" ? parent.members : [];
		const index = members.findIndex(([name]) => name === place.at(-1));
		if (index < 0) throw new PlantError(`the answer has no member /${place.join("/")}`);
		return { members, index };
	}

	#put(place: string[], node: Node): void {
		if (place.length === 0) {
			this.#root = node;
			return;
		}
		const { members, index } = this.#member(place);
		members[index] = [place.at(-1) ?? "", node];
	}
}

function nodeOf(value: unknown, pointer: string, numbers: Map<string, string>): Node {
	const inside = (segment: string | number, one: unknown) =>
		nodeOf(one, `${pointer}/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`, numbers);
	if (Array.isArray(value)) return { kind: "array", items: value.map((item, index) => inside(index, item)) };
	if (typeof value === "object" && value !== null) {
		return { kind: "object", members: Object.entries(value).map(([name, one]) => [name, inside(name, one)]) };
	}
	return { kind: "scalar", raw: (typeof value === "number" && numbers.get(pointer)) || JSON.stringify(value) };
}

function textOf(node: Node): string {
	if (node.kind === "scalar") return node.raw;
	if (node.kind === "array") return `[${node.items.map(textOf).join(",")}]`;
	return `{${node.members.map(([name, one]) => `${JSON.stringify(name)}:${textOf(one)}`).join(",")}}`;
}

function written(value: Written): Scalar {
	return { kind: "scalar", raw: "token" in value ? value.token : JSON.stringify(value.text) };
}
