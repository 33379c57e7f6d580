import type { Flag } from "./command.js";

export const DATABASE_FLAG: Flag = {
	name: "database",
	value: "FILE|URL",
	help: "SQLite file, or postgres:// URL (DATABASE_URL for a URL, API_DATABASE for a file; default .data/customer-groups.db)",
};

export const JSON_FLAG: Flag = { name: "json", help: "Print JSON" };
