import { join } from "node:path";
import { CommandError } from "@onespec/stack/command-error";
import { median } from "../figures.js";
import { interleave, spread } from "../measure.js";
import { seedSqlite } from "../seed.js";
import { createStore, startService } from "../service.js";
import type { Context, Outcome, Part } from "./part.js";

/** How long from starting the process to the first answer. */
export const startUp: Part = { title: "start to first answer", run };

async function run({ root, folder, rounds }: Context): Promise<Outcome> {
	const database = join(folder, "start.db");
	const credentials = await createStore(root, database);
	seedSqlite(database, { groups: 100 });
	const untilAnswer = async () => {
		const started = performance.now();
		const { host, port, base, stop } = await startService(root, database);
		try {
			const response = await fetch(`http://${host}:${port}${base}/CustomerGroups`, { headers: { ...credentials } });
			const text = await response.text();
			if (response.status !== 200) throw new CommandError(`The first answer was ${response.status}: ${text}`);
			return (performance.now() - started) / 1000;
		} finally {
			await stop();
		}
	};
	const { seconds } = await interleave({ seconds: untilAnswer }, rounds);
	return { figures: [median("start to first answer", spread(seconds), "s", { aim: { atMost: 0.4 } })] };
}
