import { readXmlDecimal } from "../decimal.js";
import { fitsMembers, type Shape } from "../shape.js";
import { memberAttributes, memberElements, namedBranches } from "./names.js";
import type { XmlElement } from "./parse.js";
import { collapse, readScalar } from "./scalars.js";

/**
 * Whether an element may belong to a branch of a choice, by what shows without reading all of it: the names of the
 * elements inside, or the form of the text.
 */
export function acceptorOf(shape: Shape): (element: XmlElement) => boolean {
	switch (shape.kind) {
		case "object": {
			const attributes = memberAttributes(shape);
			const text = [...shape.members.values()].find((member) => member.text);
			const names = new Map(
				memberElements(shape).flatMap(({ member, branches }) =>
					branches.map((branch) => [branch.name ?? member, member] as const),
				),
			);
			return (element) => {
				const members = element.children.map((child) => names.get(child.name) ?? child.name);
				const inner = text !== undefined && element.text !== "" ? [text.name] : [];
				const marked = element.attributes.flatMap(({ name }) => attributes.get(name)?.member ?? []);
				return fitsMembers(shape, new Set([...members, ...marked, ...inner]));
			};
		}
		case "array": {
			const branches = namedBranches(shape.items);
			return (element) => {
				const [first] = element.children;
				if (!first) return collapse(element.text) === "";
				return branches.some((branch) => (branch.name ?? element.name) === first.name);
			};
		}
		case "decimal":
			return ({ children, text }) => children.length === 0 && readXmlDecimal(collapse(text), shape.rule) !== undefined;
		case "any":
		case "choice":
			return () => true;
		default:
			return ({ children, text }) => children.length === 0 && readScalar(shape.kind, text) !== undefined;
	}
}
