import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { readSpec } from "../load-api.js";
import { jsonText } from "../text.js";
import type { Command } from "./command.js";

/** `codegen bundle`: writes the document as one JSON file. */
export const bundle: Command = async ({ spec, out }) => {
	const text = jsonText((await readSpec(spec)).bundled);
	await mkdir(path.dirname(path.resolve(out)), { recursive: true });
	await writeFile(out, text);
	return 0;
};
