import type { HttpRequest, Piece } from "../http-request.js";
import { type Language, snake, variablesIn } from "../language.js";

/** A text for the shell: in single quotes, in which nothing has a meaning but their end. */
function literal(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Pieces for the shell: in double quotes where a variable stands among them. */
function argument(pieces: readonly Piece[]): string {
	if (pieces.every((piece) => typeof piece === "string")) return literal(pieces.join(""));
	const texts = pieces.map((piece, index) => {
		if (typeof piece === "string") return piece.replace(/[\\"$`]/g, "\\$&");
		const name = snake(piece.variable);
		if (piece.as === "base64") return `$(printf %s "$${name}" | base64 | tr -d '\\n')`;
		const next = pieces[index + 1];
		return typeof next === "string" && /^\w/.test(next) ? `\${${name}}` : `$${name}`;
	});
	return `"${texts.join("")}"`;
}

function options({ method, baseUrl, target, queryVariables, headers, body }: HttpRequest): string[] {
	return [
		method === "HEAD" ? "--head" : `--request ${literal(method).replace(/^'(\w+)'$/, "$1")}`,
		argument([{ variable: baseUrl, as: "plain" }, target]),
		...queryVariables.map(({ name, variable }) => `--url-query ${argument([`${name}=`, { variable, as: "plain" }])}`),
		// A header without a value would be left out; the semicolon keeps it.
		...headers.map(
			({ name, value }) => `--header ${argument(value.length === 0 ? [`${name};`] : [`${name}: `, ...value])}`,
		),
		...(body === undefined ? [] : [`--data-raw ${literal(body)}`]),
	];
}

/** curl in a POSIX shell; for credentials in the query 7.87 or later. */
export const curl: Language = {
	name: "curl",
	label: "curl",
	extension: "sh",
	runtime: {
		programs: ["sh", "curl"],
		run: ({ fileName }) => ["sh", fileName],
		check: (samples) => samples.map(({ fileName }) => ["sh", "-n", fileName]),
	},
	refusal: ({ body }) => (body?.includes("\0") ? "no argument of a program carries a NUL" : undefined),
	source(request) {
		const { statuses } = request;
		const patterns = statuses.length === 0 ? "2??" : statuses.join(" | ");
		return `#!/bin/sh
${variablesIn(request)
	.map((one) => `${snake(one)}=\${${one.name}-${literal(one.fallback)}}`)
	.join("\n")}

answer=$(mktemp)
status=$(curl --silent --show-error --output "$answer" --write-out '%{http_code}' \\
  ${options(request).join(" \\\n  ")})
echo "$status"
cat "$answer"
rm "$answer"
case "$status" in ${patterns}) exit 0 ;; *) exit 1 ;; esac
`;
	},
};
