import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/** Below those that systems give out by themselves, so that no other test is given one before it is used. */
const FROM = 20_000;
const TO = 30_000;

/** Ports of 127.0.0.1 that nobody listens on, for what cannot be told to take any. */
export async function freePorts(count: number): Promise<number[]> {
	const free = new Set<number>();
	while (free.size < count) {
		const port = randomInt(FROM, TO);
		if (await isFree(port)) free.add(port);
	}
	return [...free];
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	try {
		await once(server.listen(port, "127.0.0.1"), "listening");
	} catch {
		return false;
	}
	await once(server.close(), "close");
	return true;
}
