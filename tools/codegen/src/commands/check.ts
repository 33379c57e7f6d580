import { generatePackage } from "../generate.js";
import { compareWithPackage } from "../write-package.js";
import type { Command } from "./command.js";

/** `codegen check`: tells whether the package is what the document would give now; 1 where it is not. */
export const check: Command = async ({ spec, out, name }, print) => {
	const { missing, stale, extra } = await compareWithPackage(await generatePackage(spec, () => {}, name), out);
	const lines = [
		...missing.map((file) => `  missing  ${out}/${file}`),
		...stale.map((file) => `  stale    ${out}/${file}`),
		...extra.map((file) => `  extra    ${out}/${file}`),
	];
	if (lines.length === 0) {
		print(`${out} is current.`);
		return 0;
	}
	print(`${out} is not what ${spec} gives:\n${lines.join("\n")}\nRun npm run generate, and commit what it writes.`);
	return 1;
};
