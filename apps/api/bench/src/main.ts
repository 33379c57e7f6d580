/** `main.js <root of the workspace> api|client [flags]`, for `npm run bench`. */
import { CommandError } from "@onespec/stack/command-error";
import { benchApi } from "./api/index.js";
import { benchClient } from "./client/index.js";

const [root = ".", name, ...args] = process.argv.slice(2);
try {
	process.exitCode = await (name === "client" ? benchClient : benchApi)(args, root);
} catch (error) {
	if (!(error instanceof CommandError)) throw error;
	console.error(error.message);
	process.exitCode = error.exitCode;
}
