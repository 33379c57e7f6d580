import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../fixtures/shelf/", import.meta.url));

export const shelfSpec = `${folder}openapi.yaml`;
export const shelfScenarios = `${folder}scenarios.yaml`;
export const shelfCredentials = {
	default: { Key: "Key-Default-1a", Shop: "Shop-One" },
	"read-only": { Key: "Key-Reader-2b", Shop: "Shop-One" },
	narrow: { Key: "Key-Narrow-3c", Shop: "Shop-Two" },
	sequences: { Key: "Key-Sequences-4d", Shop: "Shop-Three" },
	wrong: { Key: "Key-Nobody-5e", Shop: "Shop-One" },
};

export interface Shelf {
	url: string;
	/** Every fault that it can have, with what it is in words. */
	faults(): Promise<Record<string, string>>;
	/** Switches faults on, all others off, and empties the store. */
	plant(faults: readonly string[]): Promise<void>;
	close(): void;
}

/** Starts the server of test/fixtures/shelf, which is written in Python. */
export async function startShelf(): Promise<Shelf> {
	const child: ChildProcess = spawn("python3", [`${folder}server.py`], { stdio: ["ignore", "pipe", "inherit"] });
	const [line] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
	const url = /http:\S+/.exec(String(line))?.[0] ?? "";
	const control = new URL("/__faults", url);
	return {
		url,
		faults: async () => (await fetch(control)).json() as Promise<Record<string, string>>,
		plant: async (faults) => {
			const { ok } = await fetch(control, { method: "PUT", body: JSON.stringify(faults) });
			if (!ok) throw new Error(`There is no such fault: ${faults}`);
		},
		close: () => child.kill(),
	};
}
