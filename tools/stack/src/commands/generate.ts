import { readFlags } from "../flags.js";
import { runNx } from "../nx.js";

const help = `
npm run generate

Generates packages/<api> from every spec/<api>/openapi.yaml. Nothing is written where nothing changed.
`;

/** Generates the packages of every API; shows what changed. */
export async function generate(args: string[], root: string): Promise<number> {
	if (!readFlags(args, {}, help)) return 0;
	return (await runNx(root, ["run-many", "-t", "generate"], true)).code;
}
