import { UsageError } from "./usage-error.js";

/**
 * The words of a command, split at blanks; single and double quotes keep blanks in. Nothing else has a meaning: no
 * variables, no pipes, no backslashes, so that a path of any system stays what it is.
 *
 * @throws UsageError for a quote that does not end, or no word at all.
 * @example
 * splitWords('node "my server.js" --port 0'); // ["node", "my server.js", "--port", "0"]
 */
export function splitWords(command: string): [string, ...string[]] {
	const words: string[] = [];
	const rest = command.replace(/\s*((?:"[^"]*"|'[^']*'|[^\s"'])+)/gy, (_, word: string) => {
		words.push(
			word.replace(/"([^"]*)"|'([^']*)'/g, (_all, double?: string, single?: string) => double ?? single ?? ""),
		);
		return "";
	});
	if (rest.trim() !== "") throw new UsageError("--start: a quote does not end.");
	const [first, ...others] = words;
	if (first === undefined) throw new UsageError("--start: there is no command.");
	return [first, ...others];
}
