import { decimalText, padFraction } from "../decimal.js";
import { branchesOf, type ObjectShape, type Shape } from "../shape.js";
import { chooseBranch } from "../value.js";

/** The text of a value, or undefined where JSON omits it. */
type Writer = (value: unknown) => string | undefined;

/** The writer of a shape. Where no decimal or bigint can occur, JSON.stringify says the same, and faster. */
export function compileJsonWriter(shape: Shape): Writer {
	return new WriterBuilder().build(shape);
}

class WriterBuilder {
	readonly #built = new Map<Shape, Writer>();

	build(shape: Shape): Writer {
		const built = this.#built.get(shape);
		if (built) return built;
		// Kept before its parts are built, so that a schema may contain itself.
		let writer: Writer = JSON.stringify;
		this.#built.set(shape, (value) => writer(value));
		if (isSpecial(shape)) writer = this.#compile(shape);
		this.#built.set(shape, writer);
		return writer;
	}

	#compile(shape: Shape): Writer {
		switch (shape.kind) {
			case "decimal":
				return decimalWriter(shape.rule.jsonFractionDigits);
			case "array":
				return arrayWriter(this.build(shape.items));
			case "object":
				return this.#object(shape);
			case "choice": {
				const branches = branchesOf(shape);
				const writers = new Map<Shape, Writer>(branches.map((branch) => [branch, this.build(branch)]));
				return (value) => (writers.get(chooseBranch(branches, value) ?? shape) ?? JSON.stringify)(value);
			}
			case "integer":
				return (value) => (typeof value === "bigint" ? String(value) : JSON.stringify(value));
			default:
				return JSON.stringify;
		}
	}

	#object(shape: ObjectShape): Writer {
		const members = new Map(
			[...shape.members.values()].map((member) => [
				member.name,
				{ prefix: `${JSON.stringify(member.name)}:`, write: this.build(member.shape) },
			]),
		);
		const other: Writer = shape.other ? this.build(shape.other) : JSON.stringify;
		return (value) => {
			if (!isPlainObject(value)) return JSON.stringify(value);
			let text = "{";
			for (const name of Object.keys(value)) {
				const member = members.get(name);
				const written = (member?.write ?? other)(value[name]);
				if (written === undefined) continue;
				if (text.length > 1) text += ",";
				text += (member?.prefix ?? `${JSON.stringify(name)}:`) + written;
			}
			return `${text}}`;
		};
	}
}

function decimalWriter(fractionDigits: number): Writer {
	return (value) => {
		const text = decimalText(value);
		return text === undefined ? JSON.stringify(value) : padFraction(text, fractionDigits);
	};
}

function arrayWriter(write: Writer): Writer {
	return (value) => {
		if (!Array.isArray(value)) return JSON.stringify(value);
		let text = "[";
		for (let index = 0; index < value.length; index++) {
			if (index > 0) text += ",";
			text += write(value[index]) ?? "null";
		}
		return `${text}]`;
	};
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value) && !("toJSON" in value);
}

function isSpecial(shape: Shape, seen: Set<Shape> = new Set()): boolean {
	if (seen.has(shape)) return false;
	seen.add(shape);
	switch (shape.kind) {
		case "decimal":
			return true;
		case "integer":
			return shape.wide === true;
		case "array":
			return isSpecial(shape.items, seen);
		case "choice":
			return shape.branches.some((branch) => isSpecial(branch, seen));
		case "object":
			return (
				[...shape.members.values()].some((member) => isSpecial(member.shape, seen)) ||
				(shape.other !== undefined && isSpecial(shape.other, seen))
			);
		default:
			return false;
	}
}
