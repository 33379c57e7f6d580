import { allVisible } from "./visible.js";

/** Why an answer does not fit, with what is needed to tell it once for all cells that have the same reason. */
export interface Reason {
	/** What is wrong, with its place: `/0/Id: must be integer`. */
	text: string;
	/** The same for all that one mending puts right; it names neither operation nor index nor value where these don't matter. */
	key: string;
	/** What is wrong without the place in this one answer; `text` where it is not given. */
	title?: string;
	/** Where the document says so: `#/components/schemas/Thing/properties/Id/type`. */
	pointer?: string;
	/** What would be enough to put it right. */
	mend?: string;
	/** The operation whose answer it needed: where that one is wrong itself, this only follows from it. */
	after?: string;
}

/** A reason, or only its text: then its key is the text without numbers and quoted values. */
export type Told = Reason | string;

/** The reason that somebody told. */
export function asReason(told: Told): Reason {
	return typeof told === "string" ? { text: told, key: generalised(told) } : told;
}

/** A reason with each of its texts mapped, such as by a mask, and made visible. */
export function mapReason(told: Told, map: (text: string) => string): Reason {
	const mapped = Object.entries(asReason(told)).map(([name, text]) => [name, map(text as string)]);
	return allVisible(Object.fromEntries(mapped) as unknown as Reason);
}

/** Takes out of a text what differs from answer to answer: quoted values, ids, numbers. */
function generalised(text: string): string {
	return text
		.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, "…")
		.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "…")
		.replace(/\d+(?:\.\d+)?/g, "…");
}
