import { type DocumentModel, resolve, type Schema, typeOf } from "@onespec/openapi-document";
import { escapeXml } from "../xml/escape.js";
import { memberNameOf, whole } from "../xml/names.js";
import type { Body, Written } from "./body.js";
import { PlantError } from "./plant-error.js";

/** An element with its attributes as they stand, and either elements or text inside. */
interface XmlNode {
	name: string;
	attributes: string;
	children: XmlNode[];
	/** As written, with its references. */
	text: string;
}

/** An XML body, read by the names that a schema gives its elements; see {@link Body}. */
export class XmlBody implements Body {
	readonly #model: DocumentModel;
	readonly #schema: Schema;
	/** What stands before the root. */
	readonly #prolog: string;
	readonly root: XmlNode;

	/** @throws PlantError where the text is no XML of the plain kind that an API answers with. */
	constructor(model: DocumentModel, schema: Schema, text: string) {
		this.#model = model;
		this.#schema = schema;
		this.#prolog = /^(\ufeff?\s*(<\?xml[^>]*\?>)?\s*)/.exec(text)?.[0] ?? "";
		this.root = readElements(text.slice(this.#prolog.length));
	}

	replace(place: string[], value: Written): void {
		const { node } = this.#at(place);
		node.children = [];
		node.text = escapeXml("text" in value ? value.text : value.token);
	}

	setNull(place: string[]): void {
		const { node } = this.#at(place);
		node.children = [];
		node.text = "";
		node.attributes += ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"';
	}

	remove(place: string[]): void {
		const { node, parent } = this.#at(place);
		if (parent === undefined) throw new PlantError("the root cannot be removed");
		parent.children.splice(parent.children.indexOf(node), 1);
	}

	add(object: string[], name: string, value: Written): void {
		const text = escapeXml("text" in value ? value.text : value.token);
		this.at(object).children.push({ name, attributes: "", children: [], text });
	}

	repeatMember(place: string[]): void {
		const { node, parent } = this.#at(place);
		if (parent === undefined) throw new PlantError("the root cannot be repeated");
		parent.children.splice(parent.children.indexOf(node), 0, node);
	}

	read(place: string[]): string {
		return this.at(place).text;
	}

	clear(array: string[]): void {
		this.at(array).children = [];
	}

	fill(array: string[], count: number): void {
		const { children } = this.at(array);
		const [first] = children;
		if (first === undefined) throw new PlantError(`the array at /${array.join("/")} is empty`);
		while (children.length < count) children.push(first);
	}

	/** The element at a place. */
	at(place: string[]): XmlNode {
		return this.#at(place).node;
	}

	toString(): string {
		return this.#prolog + textOf(this.root);
	}

	#at(place: string[]): { node: XmlNode; parent: XmlNode | undefined } {
		let node: XmlNode | undefined = this.root;
		let parent: XmlNode | undefined;
		let schema = this.#schema;
		for (const segment of place) {
			const object: Schema = whole(this.#model, schema);
			parent = node;
			if (typeOf(object) === "array") {
				schema = object.items ?? {};
				node = node?.children[Number(segment)];
			} else {
				const member: Schema = object.properties?.[segment] ?? {};
				const name = memberNameOf(this.#model, segment, member);
				schema = resolve(this.#model, member);
				node = node?.children.find((child) => child.name === name);
			}
		}
		if (node === undefined) throw new PlantError(`the answer has no element for /${place.join("/")}`);
		return { node, parent };
	}
}

function textOf({ name, attributes, children, text }: XmlNode): string {
	return `<${name}${attributes}>${children.map(textOf).join("")}${text}</${name}>`;
}

/** Reads elements with text or elements inside; white space between elements is left out. */
function readElements(text: string): XmlNode {
	const top: XmlNode = { name: "", attributes: "", children: [], text: "" };
	const open: XmlNode[] = [top];
	for (const [whole, close, name = "", attributes = "", empty] of text.matchAll(
		/<(\/?)([^\s/>!?]+)((?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+|<[!?]/g,
	)) {
		const inside = open.at(-1) ?? top;
		if (whole.startsWith("<!") || whole.startsWith("<?")) throw new PlantError("the answer is more than plain XML");
		if (!whole.startsWith("<")) inside.text += whole;
		else if (close === "/") {
			if (inside.name !== name) throw new PlantError(`the answer is no XML: </${name}> closes <${inside.name}>`);
			if (inside.children.length > 0) inside.text = inside.text.trim();
			open.pop();
		} else {
			const node: XmlNode = { name, attributes, children: [], text: "" };
			inside.children.push(node);
			if (empty !== "/") open.push(node);
		}
	}
	const [root] = top.children;
	if (root === undefined || open.length !== 1) throw new PlantError("the answer is no XML: an element is not closed");
	return root;
}
