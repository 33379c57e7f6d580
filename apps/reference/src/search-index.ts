import { membersOf, type Schema } from "@onespec/openapi-document";
import { plainText } from "./markdown.js";
import { titleOf } from "./names.js";
import type { Place } from "./page.js";

/** One thing that can be found: what it is, its title, a line about it, its page, and further words that lead to it. */
export type SearchEntry = readonly [kind: string, title: string, about: string, path: string, words: string];

/** So much of a description is searched. */
const LONGEST = 400;

/** All that can be found in an API: operations, objects with their members, and the other pages. */
export function searchIndex({ model, names, source }: Place): SearchEntry[] {
	const pages: SearchEntry[] = [
		["page", "Overview", model.info.title, "index.html", "servers authentication paging throttling errors"],
		["page", "Verification", "How the last verification went", "verification.html", "matrix"],
		...(source.decisions === undefined ? [] : [["page", "Decisions", "", "decisions.html", "sources"] as const]),
		...(source.changelog === undefined ? [] : [["page", "Changelog", "", "changelog.html", "versions"] as const]),
	];
	const operations = model.operations.map((operation): SearchEntry => {
		const { id, method, path, parameters, description = "" } = operation;
		const words = [
			id,
			...operation.tags,
			...parameters.map(({ name }) => name),
			plainText(description.slice(0, LONGEST)),
		];
		return [method, titleOf(operation), path, names.operation(id), words.join(" ")];
	});
	const objects = Object.entries(model.schemas).map(([name, schema]): SearchEntry => {
		const about = plainText((schema.description ?? "").slice(0, LONGEST));
		return ["object", name, about, names.object(name) ?? "", memberNames(model, schema).join(" ")];
	});
	return [...operations, ...objects, ...pages];
}

function memberNames(model: Place["model"], schema: Schema): string[] {
	try {
		return [...membersOf(model, schema).keys()];
	} catch {
		return [];
	}
}
