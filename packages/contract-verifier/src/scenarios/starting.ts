import type { DocumentModel } from "@onespec/openapi-document";
import { planOf } from "../plan.js";
import type { Profile } from "../requests/credentials.js";

/** A cause that is open on a live server as long as no scenario brings it about. */
export interface OpenCause {
	readonly operation: string;
	readonly status: string;
	readonly cause: string;
	/** Its path has parameters. */
	readonly hasPath: boolean;
	/** What is missing. */
	readonly reason: string;
}

/** A scenarios file to start from. */
export interface StartingScenarios {
	/** The file's text: YAML, in which each open cause is a line in a comment. */
	readonly text: string;
	readonly open: readonly OpenCause[];
	/** How many causes the document has in all, each counted once for its operation and status. */
	readonly total: number;
}

/** Settings of a scenario that such a status usually needs; a person fills in the values. */
const HINTS: readonly (readonly [status: RegExp, hint: string])[] = [
	[/^400|^422/, "{ body: { } }   # or query, path: what the server must refuse"],
	[/^401/, "{ profile: wrong }   # a profile of the credentials file that the server must refuse"],
	[/^403/, "{ profile: read-only }   # a profile without the permission"],
	[/^404/, "{ path: { id: nobody } }   # a name that nothing has"],
	[/^409|^412|^423/, "{ fixtures: [ ] }   # what must be there before, so that it conflicts"],
	[/^429/, "{ profile: small-bucket, repeat: { until: 429, atMost: 60 } }"],
	[/^[45]|^default/, "{ }   # the request that brings it about"],
	[/^./, "{ fixtures: [ ] }   # what must be there before"],
];

/**
 * Writes a scenarios file to start from: what the verifier can't bring about by itself stands in it as a line in a comment,
 * with what it needs.
 *
 * @param model the document
 * @param schema where the JSON Schema of scenarios files is, for editors; left out where it is `undefined`
 * @example startingScenarios(model).text // "# How each documented answer …"
 */
export function startingScenarios(model: DocumentModel, schema?: string): StartingScenarios {
	// What no scenario could mend is not asked for: all credentials are there.
	const every: Profile = Object.fromEntries(Object.keys(model.securitySchemes).map((scheme) => [scheme, "given"]));
	const planned = planOf({ model, target: "live", scenarios: undefined, credentials: { default: every } });
	const seen = new Set<string>();
	const causes = planned.flatMap(({ operation, cell, cause, open }) => {
		const key = JSON.stringify([operation.id, cell.status, cause]);
		if (seen.has(key)) return [];
		seen.add(key);
		return [
			{ operation: operation.id, status: cell.status, cause, hasPath: operation.path.includes("{"), reason: open },
		];
	});
	const open = causes.flatMap(({ reason, ...one }) => (reason === undefined ? [] : [{ ...one, reason }]));
	return { text: textOf(open, schema), open, total: causes.length };
}

function textOf(open: readonly OpenCause[], schema: string | undefined): string {
	const lines = [
		...(schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`, "#"]),
		"# How each documented answer is brought about on a live server. What is not here, the verifier brings about by itself.",
		"# Each line in a comment is an answer that is open: take its `#` away, fill it in, and take the `{}` away.",
		"",
	];
	if (open.length === 0) return `${[...lines, "operations: {}"].join("\n")}\n`;
	lines.push("operations: {}");
	let operation: string | undefined;
	let status: string | undefined;
	for (const one of open) {
		if (one.operation !== operation) {
			lines.push(`#  ${yamlKey(one.operation)}:`);
			status = undefined;
		}
		if (one.status !== status) lines.push(`#    "${one.status}":`);
		({ operation, status } = one);
		const usual = HINTS.find(([pattern]) => pattern.test(one.status))?.[1] ?? "{ }";
		const hint = one.status.startsWith("404") && !one.hasPath ? "{ body: { } }   # names that nothing has" : usual;
		lines.push(`#      ${yamlKey(one.cause)}: ${hint}`);
	}
	return `${lines.join("\n")}\n`;
}

function yamlKey(name: string): string {
	return /^[A-Za-z_][\w-]*$/.test(name) ? name : JSON.stringify(name);
}
