import { join } from "node:path";
import type { Figure } from "../figures.js";
import { spread } from "../measure.js";
import { seedSqlite } from "../seed.js";
import { createStore, startService } from "../service.js";
import type { Context } from "./context.js";

/** How long from starting the process to the first answer. */
export async function startUp({ root, folder, rounds, step }: Context): Promise<Figure[]> {
	step("start to first answer");
	const database = join(folder, "start.db");
	const credentials = await createStore(root, database);
	seedSqlite(database, { groups: 100 });
	const times: number[] = [];
	for (let round = 0; round <= rounds; round++) {
		const started = performance.now();
		const server = await startService(root, database);
		const { host, port, base } = server;
		const response = await fetch(`http://${host}:${port}${base}/CustomerGroups`, { headers: { ...credentials } });
		await response.text();
		if (round > 0) times.push((performance.now() - started) / 1000);
		await server.stop();
		if (response.status !== 200) throw new Error(`The first answer was ${response.status}.`);
	}
	const seconds = spread(times);
	return [{ what: "start to first answer", value: seconds.median, spread: seconds, unit: "s", aim: { atMost: 0.4 } }];
}
