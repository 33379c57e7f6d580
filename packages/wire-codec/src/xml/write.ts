import { decimalText } from "../decimal.js";
import type { ArrayShape, ObjectShape, Shape } from "../shape.js";
import { chooseBranch, isObject } from "../value.js";
import { isName } from "./characters.js";
import { escapeAttribute, escapeText } from "./escape.js";
import { memberAttributes, memberElements, type NamedBranch, namedBranches, rootBranches } from "./names.js";
import { XSI } from "./parse.js";
import { UnwritableNameError } from "./unwritable-name-error.js";

/** Writes a whole element. `declarations` stand in its start tag. */
type Write = (name: string, value: unknown, declarations: string) => string;

const DECLARATIONS = ` xmlns:xsi="${XSI}" xmlns:xsd="http://www.w3.org/2001/XMLSchema"`;

/** The writer of a whole document of a shape. */
export function compileXmlWriter(shape: Shape): (value: unknown) => string {
	const branches = rootBranches(shape);
	const write = new WriterBuilder().alternatives(branches);
	const fallback = branches[0]?.name ?? "root";
	return (value) => write(fallback, value, DECLARATIONS);
}

/** The writer of an element inside a document: `name` is that of its place, for a shape that has none of its own. */
export function compileXmlElementWriter(shape: Shape): (name: string, value: unknown) => string {
	const write = new WriterBuilder().alternatives(namedBranches(shape));
	return (name, value) => write(name, value, "");
}

class WriterBuilder {
	readonly #built = new Map<Shape, Write>();

	/** The writer of an element that may be one of several things; a name that a branch has goes before the place's. */
	alternatives(branches: readonly NamedBranch[]): Write {
		const writers = branches.map((branch) => ({ ...branch, write: qualified(branch, this.build(branch.shape)) }));
		const [first] = writers;
		if (!first) return writeAnything;
		if (writers.length === 1) {
			return (place, value, declarations) => first.write(first.name ?? place, value, declarations);
		}
		const shapes = branches.map((branch) => branch.shape);
		return (place, value, declarations) => {
			const chosen = chooseBranch(shapes, value);
			const { name, write } = writers.find(({ shape }) => shape === chosen) ?? first;
			return write(name ?? place, value, declarations);
		};
	}

	build(shape: Shape): Write {
		const built = this.#built.get(shape);
		if (built) return built;
		// Kept before its parts are built, so that a schema may contain itself.
		let write: Write = writeAnything;
		this.#built.set(shape, (name, value, declarations) => write(name, value, declarations));
		write = this.#compile(shape);
		this.#built.set(shape, write);
		return write;
	}

	#compile(shape: Shape): Write {
		switch (shape.kind) {
			case "object":
				return this.#object(shape);
			case "array":
				return this.#array(shape);
			case "decimal":
				return (name, value, declarations) => writeAnything(name, decimalText(value) ?? value, declarations);
			case "choice":
				return this.alternatives(namedBranches(shape));
			default:
				return writeAnything;
		}
	}

	#array(shape: ArrayShape): Write {
		const write = this.alternatives(namedBranches(shape.items));
		return (name, value, declarations) => {
			if (!Array.isArray(value)) return writeAnything(name, value, declarations);
			let content = "";
			for (const item of value) content += write(name, item, "");
			return elementText(name, declarations, content);
		};
	}

	#object(shape: ObjectShape): Write {
		const attributes = [...memberAttributes(shape)];
		const text = [...shape.members.values()].find((member) => member.text)?.name;
		const elements = memberElements(shape).map((element) => ({
			...element,
			write: this.alternatives(element.branches),
		}));
		const other: Write = shape.other ? this.build(shape.other) : writeAnything;

		return (name, value, declarations) => {
			if (!isObject(value)) return writeAnything(name, value, declarations);
			let start = declarations;
			for (const [attribute, { member, shape: held }] of attributes) {
				const inside = ownMember(value, member);
				if (inside === undefined) continue;
				const { name: own, declaration } = qualifiedName(held, attribute);
				// An attribute without a prefix is in no namespace, and a prefix is declared once in a tag.
				if (held.prefix && !start.includes(declaration)) start += declaration;
				start += ` ${own}="${escapeAttribute(scalarText(inside))}"`;
			}
			const inner = text === undefined ? undefined : ownMember(value, text);
			let content = inner === undefined ? "" : escapeText(scalarText(inner));
			for (const { member, repeated, write } of elements) {
				const held = ownMember(value, member);
				if (held === undefined) continue;
				if (!repeated) content += write(member, held, "");
				else if (Array.isArray(held)) for (const item of held) content += write(member, item, "");
				else content += writeAnything(member, held, "");
			}
			for (const member of Object.keys(value)) {
				const held = value[member];
				if (held !== undefined && !shape.members.has(member)) content += writeOther(other, member, held);
			}
			return elementText(name, start, content);
		};
	}
}

/** A name with its prefix, and the declaration of its namespace. */
function qualifiedName(
	{ namespace, prefix }: Pick<NamedBranch, "namespace" | "prefix">,
	name: string,
): { name: string; declaration: string } {
	const declaration =
		namespace === undefined ? "" : ` xmlns${prefix ? `:${prefix}` : ""}="${escapeAttribute(namespace)}"`;
	return { name: prefix ? `${prefix}:${name}` : name, declaration };
}

function qualified(branch: NamedBranch, write: Write): Write {
	if (branch.namespace === undefined && branch.prefix === undefined) return write;
	return (place, value, declarations) => {
		const { name, declaration } = qualifiedName(branch, place);
		return write(name, value, declarations + declaration);
	};
}

function writeOther(write: Write, name: string, value: unknown): string {
	if (!isName(name)) throw new UnwritableNameError(name);
	return write(name, value, "");
}

/**
 * Writes a value of which no schema says anything, or that does not fit its schema: as it is, for readers to see. An
 * array becomes elements side by side; where the document would get several roots, they stand inside one.
 */
function writeAnything(name: string, value: unknown, declarations: string): string {
	if (value === null || value === undefined) return `<${name}${declarations} xsi:nil="true" />`;
	if (typeof value !== "object") return elementText(name, declarations, escapeText(scalarText(value)));
	if (Array.isArray(value)) {
		const items = value.map((item) => writeAnything(name, item, "")).join("");
		return declarations === "" ? items : elementText(name, declarations, items);
	}
	let content = "";
	for (const [member, held] of Object.entries(value)) {
		if (held !== undefined) content += writeOther(writeAnything, member, held);
	}
	return elementText(name, declarations, content);
}

function elementText(name: string, declarations: string, content: string): string {
	return content === "" ? `<${name}${declarations} />` : `<${name}${declarations}>${content}</${name}>`;
}

/** The text of a scalar; objects, which have no place in an attribute, as JSON. */
function scalarText(value: unknown): string {
	if (typeof value === "string") return value;
	return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function ownMember(value: Record<string, unknown>, name: string): unknown {
	return Object.hasOwn(value, name) ? value[name] : undefined;
}
