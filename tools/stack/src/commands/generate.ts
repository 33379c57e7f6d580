import { readFlags } from "../flags.js";
import { generateApi, registerPackages } from "../generate.js";
import { step } from "../terminal.js";
import { guarded } from "../verification.js";
import { chooseApis } from "../workspace.js";

const help = `
npm run generate [-- --api NAME]

Generates packages/<api> from every spec/<api>/openapi.yaml, and brings the files that name the packages up to date:
tsconfig.json, package-lock.json, and the versions in other package.jsons. Nothing is written where nothing changed. A document that can't be
generated is named with the reason, and the others are generated all the same.

  --api NAME   only this API (a folder of spec/)
`;

/** Generates the packages of every API; shows what changed. */
export async function generate(args: string[], root: string): Promise<number> {
	const flags = readFlags(args, { api: { type: "string" } }, help);
	if (!flags) return 0;
	let exitCode = 0;
	for (const api of chooseApis(root, flags.api)) {
		const code = await guarded(api, async () => {
			const output = await step(`generating ${api.name}`, () => generateApi(root, api));
			if (output) console.log(output);
			return 0;
		});
		exitCode = Math.max(exitCode, code);
	}
	for (const file of await registerPackages(root)) console.log(`${file} agrees with the packages again.`);
	return exitCode;
}
