import type { Flag } from "./command.js";

export const DATABASE_FLAG: Flag = {
	name: "database",
	value: "FILE",
	help: "SQLite file (API_DATABASE; default .data/customer-groups.db)",
};

export const JSON_FLAG: Flag = { name: "json", help: "Print JSON" };
