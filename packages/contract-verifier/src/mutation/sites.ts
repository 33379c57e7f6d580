import { isNullable, resolve, type Schema, typeOf } from "@onespec/openapi-document";
import { memberNameOf, whole } from "../xml/names.js";
import type { PlantContext } from "./kind.js";

/** A place that every valid body of a schema has. */
export interface Site {
	/** Segments of a JSON pointer. */
	place: string[];
	/** Merged and resolved, without its alternative `null`. */
	schema: Schema;
	nullable: boolean;
	/** The property's name, as XML names its element; empty for roots and items. */
	element: string;
}

const known = { xml: new WeakMap<Schema, Site[]>(), other: new WeakMap<Schema, Site[]>() };

/** The places that every body of a context's schema has: the root, first items, required members. */
export function sitesOf({ model, schema, family }: PlantContext): Site[] {
	if (schema === undefined) return [];
	const bySchema = known[family === "xml" ? "xml" : "other"];
	const made = bySchema.get(schema);
	if (made !== undefined) return made;
	const sites: Site[] = [];
	const walk = (place: string[], here: Schema, element: string) => {
		const merged = whole(model, here);
		sites.push({ place, schema: merged, nullable: isNullable(model, here), element });
		if (typeOf(merged) === "array" && (merged.minItems ?? 0) > 0) walk([...place, "0"], merged.items ?? {}, "");
		for (const name of merged.required ?? []) {
			const member = merged.properties?.[name];
			if (member === undefined) continue;
			const { xml } = resolve(model, member);
			const isArray = typeOf(whole(model, member)) === "array";
			// Attributes and unwrapped arrays are no elements of their own.
			if (family === "xml" && (xml?.attribute === true || (isArray && xml?.wrapped !== true))) continue;
			walk([...place, name], member, memberNameOf(model, name, member));
		}
	};
	walk([], schema, "");
	bySchema.set(schema, sites);
	return sites;
}

/** The members among the places, that is all that have a name. */
export function membersOf(context: PlantContext): Site[] {
	return sitesOf(context).filter(({ element }) => element !== "");
}

/** One of several, another one each turn; `undefined` where there is none. */
export function pick<T>(several: T[], { turn }: PlantContext): T | undefined {
	return several.length === 0 ? undefined : several[turn % several.length];
}

/** A reason of the verifier about a site: in JSON by its pointer, in XML by its element. */
export function reasonAt({ family }: PlantContext, site: Site, json: string, xml: string): RegExp {
	if (family === "xml") return new RegExp(`/${escapeRegExp(site.element)}(\\[\\d+\\])?: .*(${xml})`, "s");
	const pointer = site.place.length === 0 ? "body" : `/${site.place.join("/")}`;
	return new RegExp(`^${escapeRegExp(pointer)}: (${json})`);
}

export function escapeRegExp(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
