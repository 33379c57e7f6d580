import { isPostgresUrl } from "../data/postgres/database-url.js";
import { backUp } from "../data/sqlite/backup.js";
import { type Command, DATABASE_FLAG, flagText, JSON_FLAG } from "./command.js";
import { CommandError } from "./errors.js";
import { databaseSetting } from "./settings.js";

/** `backup` */
export const backup: Command = {
	name: "backup",
	summary: "Copies a SQLite database while it is served, and checks the copy.",
	flags: [{ name: "out", value: "FILE", help: "The copy; must not exist", required: true }, DATABASE_FLAG, JSON_FLAG],
	async run(flags, { env, print }) {
		const database = databaseSetting(flags, env);
		if (isPostgresUrl(database)) {
			throw new CommandError(
				"backup copies SQLite files. Copy PostgreSQL with: copy --from URL --to FILE, or pg_dump.",
			);
		}
		const out = flagText(flags, "out") ?? "";
		const contents = backUp(database, out);
		const { stores, tokens, groups } = contents;
		print(
			flags.json
				? JSON.stringify({ out, ...contents })
				: `Backed ${database} up to ${out}, and checked it: stores ${stores}, tokens ${tokens}, groups ${groups}.`,
		);
	},
};
