/**
 * Verifies one target in a process of its own, so that two targets use two cores. Gets a {@link WorkerRequest} from its
 * parent, sends {@link WorkerMessage}s back, and ends.
 */
import { type Verification, type VerifyOptions, verify } from "@onespec/contract-verifier";

/** What the parent asks for; functions do not travel. */
export type WorkerRequest = Omit<VerifyOptions, "onProgress" | "signal">;

/** What comes back. */
export type WorkerMessage =
	| { kind: "progress"; done: number; total: number }
	| { kind: "result"; verification: Verification }
	| { kind: "error"; message: string };

process.once("message", async (request: WorkerRequest) => {
	const send = (message: WorkerMessage) => new Promise((resolve) => process.send?.(message, resolve));
	const abort = new AbortController();
	process.once("disconnect", () => abort.abort());
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => abort.abort());
	try {
		let shown = -1;
		const verification = await verify({
			...request,
			signal: abort.signal,
			onProgress: (done, total) => {
				const percent = Math.floor((done * 100) / total);
				if (percent !== shown) void send({ kind: "progress", done, total });
				shown = percent;
			},
		});
		await send({ kind: "result", verification });
	} catch (error) {
		await send({ kind: "error", message: error instanceof Error ? error.message : String(error) });
	}
	if (process.connected) process.disconnect();
});
