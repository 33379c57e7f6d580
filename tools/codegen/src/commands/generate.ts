import { generatePackage } from "../generate.js";
import { writePackage } from "../write-package.js";
import type { Command } from "./command.js";

/** `codegen generate`: writes the package and prints what changed, and what the package does without. */
export const generate: Command = async ({ spec, out, name, timings }, print) => {
	const warnings: string[] = [];
	const parts: [string, number][] = [];
	const files = await generatePackage(
		spec,
		(text) => warnings.push(text),
		name,
		(...part) => parts.push(part),
	);
	const { missing, stale, extra } = await writePackage(files, out);
	if (warnings.length > 0) print(`${spec}, warnings:\n${warnings.map((line) => `  ${line}`).join("\n")}`);
	const lines = [
		...missing.map((file) => `added    ${file}`),
		...stale.map((file) => `changed  ${file}`),
		...extra.map((file) => `removed  ${file}`),
	];
	if (lines.length === 0) print(`${out} is current.`);
	else print(`${out}:\n${lines.map((line) => `  ${line}`).join("\n")}`);
	if (timings) {
		const lines = parts.map(([part, seconds]) => `  ${part.padEnd(12)} ${seconds.toFixed(2)} s`);
		print(`CPU time:\n${lines.join("\n")}`);
	}
	return 0;
};
