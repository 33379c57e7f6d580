import { branchesOf, type ChoiceShape, type ObjectShape, type Shape } from "../shape.js";

/** An element that may stand at a place, and what it holds. A choice gives several. */
export interface NamedBranch {
	/** Undefined where no `xml.name` is given: then the element is named as its place is. */
	readonly name: string | undefined;
	readonly namespace: string | undefined;
	readonly prefix: string | undefined;
	readonly shape: Exclude<Shape, ChoiceShape>;
}

/** The elements of a member or item: named by its `xml.name`, for a choice also by that of the branches. */
export function namedBranches(shape: Shape): NamedBranch[] {
	return branchesOf(shape).map((branch) => ({
		name: shape.xmlName ?? branch.xmlName,
		namespace: shape.namespace ?? branch.namespace,
		prefix: shape.prefix ?? branch.prefix,
		shape: branch,
	}));
}

/** The elements that may be the root: named by `xml.name`, else by the component, else `root`. */
export function rootBranches(shape: Shape): (NamedBranch & { readonly name: string })[] {
	return namedBranches(shape).map((branch) => ({
		...branch,
		name: branch.name ?? branch.shape.component ?? shape.component ?? "root",
	}));
}

/** How XML carries a member of an object. */
export interface MemberElement {
	readonly member: string;
	/** Whether the elements are the items of an array, side by side. */
	readonly repeated: boolean;
	readonly branches: readonly NamedBranch[];
}

/** The members that are elements, in the order of the schema. */
export function memberElements(shape: ObjectShape): MemberElement[] {
	const members = [...shape.members.values()].filter((member) => !member.attribute && !member.text);
	return members.map(({ name, shape: held }) => {
		const repeated = held.kind === "array" && !held.wrapped;
		return { member: name, repeated, branches: namedBranches(repeated ? held.items : held) };
	});
}

/** The members that are attributes, by the attribute's name. */
export function memberAttributes(shape: ObjectShape): Map<string, { member: string; shape: Shape }> {
	const members = [...shape.members.values()].filter((member) => member.attribute);
	return new Map(members.map(({ name, shape: held }) => [held.xmlName ?? name, { member: name, shape: held }]));
}
