import type { DecimalDeclaration } from "@onespec/openapi-document/schema";
import { branchesOf, type ObjectShape, type Shape } from "../shape.js";

/** What the JSON reader needs to know of a place, sorted by what a value may begin with. */
export interface Plan {
	/** The alternatives for an object; mostly one. */
	readonly objects: readonly ObjectPlan[];
	/** The items of an array. */
	readonly items: Plan | undefined;
	/** How a number is kept as its exact text. */
	readonly decimal: DecimalDeclaration | undefined;
	/** Whether nothing but a decimal may stand here, and whether null may beside it. */
	readonly only: "decimal" | "decimal-or-null" | undefined;
	/** Whether a number must be an integer, and whether one that a double can't hold is a bigint. */
	readonly integer: boolean;
	readonly wide: boolean;
}

export interface ObjectPlan {
	readonly shape: ObjectShape;
	readonly members: ReadonlyMap<string, MemberPlan>;
	readonly other: Plan | undefined;
}

export interface MemberPlan {
	readonly name: string;
	/** What a member mostly begins with: its name and the colon. */
	readonly opening: string;
	readonly value: Plan;
}

/** The plan of a shape. */
export function planOf(shape: Shape): Plan {
	return new PlanBuilder().build([shape]);
}

class PlanBuilder {
	readonly #ids = new Map<Shape, number>();
	readonly #built = new Map<string, Plan>();

	/** The plan of several alternatives. */
	build(shapes: readonly Shape[]): Plan {
		const key = this.#keyOf(shapes);
		const built = this.#built.get(key);
		if (built) return built;

		const branches = shapes.flatMap((alternative) => branchesOf(alternative));
		const decimals = branches.filter((branch) => branch.kind === "decimal");
		const numeric = branches.filter((branch) => ["integer", "number", "any"].includes(branch.kind));
		const only = decimals.length > 0 && decimals.length === branches.length;
		const nullable = [...shapes, ...decimals].some((branch) => "nullable" in branch && branch.nullable);
		const objects: ObjectPlan[] = [];
		const plan: { -readonly [K in keyof Plan]: Plan[K] } = {
			objects,
			items: undefined,
			decimal: decimals[0]?.rule,
			only: only ? (nullable ? "decimal-or-null" : "decimal") : undefined,
			wide: numeric.some((branch) => "wide" in branch && branch.wide === true),
			integer: numeric.length > 0 && numeric.every((branch) => branch.kind === "integer"),
		};
		// Kept before its parts are built, so that a schema may contain itself.
		this.#built.set(key, plan);

		for (const branch of branches) if (branch.kind === "object") objects.push(this.#object(branch));
		const arrays = branches.filter((branch) => branch.kind === "array");
		if (arrays.length > 0) plan.items = this.build(arrays.map((array) => array.items));
		return plan;
	}

	#keyOf(shapes: readonly Shape[]): string {
		const ids = shapes.map((shape) => {
			const id = this.#ids.get(shape) ?? this.#ids.size;
			this.#ids.set(shape, id);
			return id;
		});
		return [...new Set(ids)].sort((left, right) => left - right).join();
	}

	#object(shape: ObjectShape): ObjectPlan {
		const members = [...shape.members.values()].map(({ name, shape: value }): [string, MemberPlan] => [
			name,
			{ name, opening: `${JSON.stringify(name)}:`, value: this.build([value]) },
		]);
		return { shape, members: new Map(members), other: shape.other && this.build([shape.other]) };
	}
}
