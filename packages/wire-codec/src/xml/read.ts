import type { Fault, ReadResult } from "../codec.js";
import { decimalMessage, isXmlDecimal, readXmlDecimal } from "../decimal.js";
import { DUPLICATE, report, within } from "../faults.js";
import type { ArrayShape, Member, ObjectShape, Shape } from "../shape.js";
import { setMember } from "../value.js";
import { acceptorOf } from "./accept.js";
import { memberAttributes, memberElements, type NamedBranch, namedBranches, rootBranches } from "./names.js";
import { parseXml, type XmlElement, XSI } from "./parse.js";
import { collapse, readScalar } from "./scalars.js";

/** Reads an element whose name fits its place. */
type Read = (element: XmlElement, faults: Fault[]) => unknown;

const NO_ATTRIBUTES: ReadonlyMap<string, unknown> = new Map();

/** The reader of a whole document of a shape. */
export function compileXmlReader(shape: Shape): (text: string) => ReadResult {
	const branches = rootBranches(shape);
	const builder = new ReaderBuilder(namespacesOf(shape));
	const read = builder.alternatives(branches);
	const expected = branches.map(({ name, namespace = "" }) => ({ name, namespace }));
	const spaces = [...new Set(expected.map(({ namespace }) => namespace))];
	const words = spaces.map((namespace) => {
		const names = new Set(expected.filter((one) => one.namespace === namespace).map(({ name }) => name));
		return `${[...names].join(" or ")}, in ${namespace === "" ? "no namespace" : `the namespace ${namespace}`}`;
	});
	return (text) => {
		const root = parseXml(text);
		const faults: Fault[] = [];
		const isRoot = expected.some(({ name, namespace }) => name === root.name && namespace === root.namespace);
		if (isRoot) return { value: read(root, faults), faults };
		report(faults, "root", `must have the root element ${words.join(" or ")}`);
		return { value: builder.anything(root, []), faults };
	};
}

/** The namespaces that the schemas of a shape name, which their elements and attributes may be in. */
function namespacesOf(shape: Shape, seen: Set<Shape> = new Set(), found: Set<string> = new Set()): Set<string> {
	if (seen.has(shape)) return found;
	seen.add(shape);
	if (shape.namespace !== undefined) found.add(shape.namespace);
	const inside =
		shape.kind === "object"
			? [...[...shape.members.values()].map((member) => member.shape), ...(shape.other ? [shape.other] : [])]
			: shape.kind === "array"
				? [shape.items]
				: shape.kind === "choice"
					? shape.branches
					: [];
	for (const one of inside) namespacesOf(one, seen, found);
	return found;
}

class ReaderBuilder {
	readonly #built = new Map<Shape, Read>();
	readonly #namespaces: ReadonlySet<string>;

	constructor(namespaces: ReadonlySet<string>) {
		this.#namespaces = namespaces;
	}

	/** The reader of an element that may be one of several things. */
	alternatives(branches: readonly NamedBranch[]): Read {
		const [only, ...others] = branches;
		if (only && others.length === 0) return this.build(only.shape);
		const readers = branches.map(({ name, shape }) => ({
			name,
			accepts: acceptorOf(shape),
			read: this.build(shape),
		}));
		return (element, faults) => {
			// Whether nothing may stand here is the validator's to say.
			if (isNil(element)) return this.anything(element, faults);
			const named = readers.filter(({ name }) => name === undefined || name === element.name);
			const reader = named.find(({ accepts }) => accepts(element)) ?? named[0];
			return (reader?.read ?? this.anything)(element, faults);
		};
	}

	/** Reads an element of which no schema says anything: as an object where there are elements inside, else as text. */
	readonly anything: Read = (element, faults) => {
		const content = this.#inspect(element, NO_ATTRIBUTES, faults);
		if (content === "nil") return null;
		if (content === "refused" || element.children.length === 0) return element.text;
		const value: Record<string, unknown> = {};
		for (const child of element.children) {
			const first = faults.length;
			if (Object.hasOwn(value, child.name)) report(faults, "duplicate", DUPLICATE);
			setMember(value, child.name, this.anything(child, faults));
			if (faults.length > first) within(faults, first, child.name);
		}
		refuseText(element, faults);
		return value;
	};

	/** Looks at an element's namespace and attributes, and says whether its content counts. */
	#inspect(
		element: XmlElement,
		attributes: ReadonlyMap<string, unknown>,
		faults: Fault[],
	): "present" | "nil" | "refused" {
		if (element.namespace !== "" && !this.#namespaces.has(element.namespace)) {
			report(faults, "namespace", "must be an element in no namespace");
			return "refused";
		}
		if (element.attributes.length === 0) return "present";
		for (const { name, namespace, value } of element.attributes) {
			if (namespace === XSI) {
				const isBoolean = name !== "nil" || readScalar("boolean", value) !== undefined;
				if (!isBoolean) report(faults, "nil", "must have true or false as xsi:nil");
			} else if ((namespace !== "" && !this.#namespaces.has(namespace)) || !attributes.has(name)) {
				report(faults, "attribute", "must not have attributes that the schema does not name");
			}
		}
		if (!isNil(element)) return "present";
		if (element.children.length > 0 || element.text !== "")
			report(faults, "nil", "must be empty where xsi:nil is true");
		return "nil";
	}

	build(shape: Shape): Read {
		const built = this.#built.get(shape);
		if (built) return built;
		// Kept before its parts are built, so that a schema may contain itself.
		let read: Read = this.anything;
		this.#built.set(shape, (element, faults) => read(element, faults));
		read = this.#compile(shape);
		this.#built.set(shape, read);
		return read;
	}

	#compile(shape: Shape): Read {
		switch (shape.kind) {
			case "object":
				return this.#object(shape);
			case "array":
				return this.#array(shape);
			case "decimal":
				return (element, faults) => {
					const text = collapse(element.text);
					const content = this.#inspect(element, NO_ATTRIBUTES, faults);
					if (content === "refused") return text;
					if (content === "nil" && shape.nullable) return null;
					const exact = element.children.length === 0 ? readXmlDecimal(text, shape.rule) : undefined;
					if (exact === undefined) {
						const isTooLong = content !== "nil" && element.children.length === 0 && isXmlDecimal(text);
						report(faults, isTooLong ? "x-decimal" : "type", decimalMessage(shape.rule));
					}
					return content === "nil" ? null : (exact ?? text);
				};
			case "choice":
				return this.alternatives(namedBranches(shape));
			case "any":
				return this.anything;
			default:
				return (element, faults) => {
					if (element.children.length > 0) return this.anything(element, faults);
					const content = this.#inspect(element, NO_ATTRIBUTES, faults);
					if (content === "nil") return null;
					return readScalar(shape.kind, element.text, shape.wide) ?? element.text;
				};
		}
	}

	#array(shape: ArrayShape): Read {
		const branches = namedBranches(shape.items);
		const read = this.alternatives(branches);
		return (element, faults) => {
			const content = this.#inspect(element, NO_ATTRIBUTES, faults);
			if (content !== "present") return content === "nil" ? null : [];
			refuseText(element, faults);
			return element.children.map((child, index) => {
				const first = faults.length;
				const isItem = branches.some((branch) => (branch.name ?? element.name) === child.name);
				if (!isItem) {
					const names = branches.map((branch) => branch.name ?? element.name);
					report(faults, "name", `must be an element ${names.join(" or ")}`);
				}
				const item = (isItem ? read : this.anything)(child, faults);
				if (faults.length > first) within(faults, first, index);
				return item;
			});
		};
	}

	#object(shape: ObjectShape): Read {
		const attributes = memberAttributes(shape);
		const elements = new Map<string, { member: string; repeated: boolean; read: Read }>();
		for (const { member, repeated, branches } of memberElements(shape)) {
			const read = this.alternatives(branches);
			for (const branch of branches) elements.set(branch.name ?? member, { member, repeated, read });
		}
		const other = shape.other ? this.build(shape.other) : this.anything;
		const text = [...shape.members.values()].find((member) => member.text);

		return (element, faults) => {
			const content = this.#inspect(element, attributes, faults);
			if (content === "nil") return null;
			const value: Record<string, unknown> = {};
			if (content === "refused") return value;
			if (attributes.size > 0) this.#attributes(attributes, element, value, faults);
			for (const child of element.children) {
				const entry = elements.get(child.name);
				const name = entry?.member ?? child.name;
				const first = faults.length;
				if (entry?.repeated) {
					addItem(value, name, child, entry.read, faults);
				} else {
					if (Object.hasOwn(value, name)) report(faults, "duplicate", DUPLICATE);
					if (!entry && shape.members.has(name)) report(faults, "name", "has another name in XML");
					setMember(value, name, (entry?.read ?? other)(child, faults));
				}
				if (faults.length > first) within(faults, first, name);
			}
			if (text === undefined) refuseText(element, faults);
			else this.#text(text, element, value, faults);
			return value;
		};
	}

	/** Reads the member that is the text of its object's element. */
	#text(
		{ name, shape }: Member,
		{ text, namespace }: XmlElement,
		value: Record<string, unknown>,
		faults: Fault[],
	): void {
		if (text === "" && shape.kind !== "string") return;
		const first = faults.length;
		setMember(value, name, this.build(shape)({ name, namespace, attributes: [], children: [], text }, faults));
		if (faults.length > first) within(faults, first, name);
	}

	#attributes(
		members: ReturnType<typeof memberAttributes>,
		element: XmlElement,
		value: Record<string, unknown>,
		faults: Fault[],
	): void {
		for (const { name, namespace, value: text } of element.attributes) {
			const entry = namespace === "" || this.#namespaces.has(namespace) ? members.get(name) : undefined;
			if (!entry) continue;
			const first = faults.length;
			const leaf = { name, namespace: "", attributes: [], children: [], text };
			setMember(value, entry.member, this.build(entry.shape)(leaf, faults));
			if (faults.length > first) within(faults, first, entry.member);
		}
	}
}

function addItem(value: Record<string, unknown>, name: string, child: XmlElement, read: Read, faults: Fault[]): void {
	const present = Object.hasOwn(value, name) ? value[name] : undefined;
	const items: unknown[] = Array.isArray(present) ? present : [];
	if (items !== present) setMember(value, name, items);
	const first = faults.length;
	items.push(read(child, faults));
	if (faults.length > first) within(faults, first, items.length - 1);
}

function isNil(element: XmlElement): boolean {
	const nil = element.attributes.find(({ name, namespace }) => namespace === XSI && name === "nil");
	return nil !== undefined && readScalar("boolean", nil.value) === true;
}

function refuseText(element: XmlElement, faults: Fault[]): void {
	if (element.text !== "" && /[^ \t\r\n]/.test(element.text)) {
		report(faults, "text", "must not have text beside its elements");
	}
}
