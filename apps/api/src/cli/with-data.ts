import type { Environment, Flags } from "../config.js";
import { databaseSetting } from "../config.js";
import { openData } from "../store/open-data.js";
import type { DataStore } from "../store/store.js";

/** Opens the data that a command names, and closes it when the work is done or has failed. */
export async function withData<T>(flags: Flags, env: Environment, work: (data: DataStore) => Promise<T>): Promise<T> {
	const data = await openData(databaseSetting(flags, env));
	try {
		return await work(data);
	} finally {
		await data.close();
	}
}
