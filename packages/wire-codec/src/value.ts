import { decimalText } from "./decimal.js";
import { branchesOf, type ChoiceShape, fitsMembers, type Shape } from "./shape.js";

type Branch = Exclude<Shape, ChoiceShape>;

/**
 * The branch that a value to be written belongs to: the first whose kind, required members and closedness fit it, for
 * an array also its first item; else the first of its kind.
 */
export function chooseBranch(branches: readonly Branch[], value: unknown): Branch | undefined {
	return branches.find((branch) => fits(branch, value)) ?? branches.find((branch) => isOfKind(branch, value));
}

function fits(branch: Branch, value: unknown): boolean {
	if (!isOfKind(branch, value)) return false;
	if (branch.kind === "object") return fitsMembers(branch, namesOf(value));
	if (branch.kind !== "array" || !Array.isArray(value) || value.length === 0) return true;
	return branchesOf(branch.items).some((item) => fits(item, value[0]));
}

function namesOf(value: unknown): Set<string> {
	const entries = Object.entries(value as object).filter(([, member]) => member !== undefined);
	return new Set(entries.map(([name]) => name));
}

function isOfKind(branch: Branch, value: unknown): boolean {
	switch (branch.kind) {
		case "any":
			return true;
		case "array":
			return Array.isArray(value);
		case "object":
			return isObject(value);
		case "integer":
			return Number.isInteger(value) || typeof value === "bigint";
		case "decimal":
			return decimalText(value) !== undefined;
		default:
			return typeof value === branch.kind;
	}
}

/** Whether a value is an object with members. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Sets a member as plain data; by an assignment, `__proto__` would change the object instead. */
export function setMember(value: Record<string, unknown>, name: string, member: unknown): void {
	if (name === "__proto__") {
		Object.defineProperty(value, name, { value: member, enumerable: true, configurable: true, writable: true });
	} else {
		value[name] = member;
	}
}
