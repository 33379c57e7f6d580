import type { Fault } from "./codec.js";

/** How many faults of one body are reported; a hostile body could otherwise bring forth millions. */
const MAX_FAULTS = 100;

/** Adds a fault at the place being read; the places around it are added by {@link within}. */
export function report(faults: Fault[], keyword: string, message: string): void {
	if (faults.length < MAX_FAULTS) faults.push({ pointer: "", keyword, message });
}

/** Puts the faults from `first` on below a member or item. Costs nothing where there are none. */
export function within(faults: Fault[], first: number, token: string | number): void {
	for (let index = first; index < faults.length; index++) {
		const fault = faults[index];
		if (fault) fault.pointer = `/${escapeToken(token)}${fault.pointer}`;
	}
}

function escapeToken(token: string | number): string {
	return typeof token === "number" ? String(token) : token.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The rule that a member occurs once, in both representations. */
export const DUPLICATE = "must not occur more than once";
