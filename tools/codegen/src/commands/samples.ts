import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { apiName } from "../api.js";
import { documentFile, readSpec } from "../load-api.js";
import { withCodeSamples } from "../samples/samples-document.js";
import { samplesOf } from "../samples/samples-of.js";
import { jsonText } from "../text.js";
import type { Command } from "./command.js";

/**
 * `codegen samples`: writes the code samples of an API into a folder, `<api>/<file>`, and beside them `<api>.json`, the
 * document that carries them.
 */
export const samples: Command = async ({ spec, out, name: packageName }, print) => {
	const { model, bundled } = await readSpec(spec);
	const name = apiName(path.resolve(documentFile(spec)));
	const all = samplesOf(model, { name, packageName });
	const folder = path.join(out, name);
	await mkdir(folder, { recursive: true });
	for (const { fileName, source } of all.flatMap((one) => one.samples)) {
		await writeFile(path.join(folder, fileName), source);
	}
	await writeFile(path.join(out, `${name}.json`), jsonText(withCodeSamples(bundled, model, all)));
	for (const { operation, language, mediaType, reason } of all.flatMap(({ missing }) => missing)) {
		print(`${operation} has no sample in ${language}${mediaType && ` with ${mediaType}`}: ${reason}`);
	}
	print(`${folder} has ${all.flatMap((one) => one.samples).length} samples of ${all.length} operations.`);
	return 0;
};
