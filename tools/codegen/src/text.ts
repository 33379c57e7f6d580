/**
 * A text as a doc comment, safe against a comment's end within it.
 *
 * @param text one or more lines
 * @param indent what each line starts with
 * @returns the comment with a line break at its end
 */
export function docComment(text: string, indent = ""): string {
	const lines = text
		.trim()
		.replaceAll("*/", "*\\/")
		.split(/\r\n|[\n\r\u2028\u2029]/);
	if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
	return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

/** A value as JSON text, indented by two blanks, with a line break at its end. */
export function jsonText(value: unknown): string {
	return `${JSON.stringify(value, undefined, 2)}\n`;
}
