import type { Environment, Flags } from "../config.js";
import { databaseSetting } from "../config.js";
import { openSqliteStore } from "../store/sqlite/sqlite-store.js";
import type { DataStore } from "../store/store.js";

/** Opens the data that a command names, and closes it when the work is done or has failed. */
export async function withData<T>(flags: Flags, env: Environment, work: (data: DataStore) => Promise<T>): Promise<T> {
	const data = openSqliteStore(databaseSetting(flags, env));
	try {
		return await work(data);
	} finally {
		await data.close();
	}
}
