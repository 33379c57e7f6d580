import { join } from "node:path";
import { runNode } from "../child.js";

/** Runs other teams' documents through every step. The work itself is a program of its own, in tools/documents. */
export async function documents(args: string[], root: string): Promise<number> {
	const program = join(root, "tools/documents/dist/main.js");
	return (await runNode(program, args, { cwd: root, inherit: true })).code;
}
