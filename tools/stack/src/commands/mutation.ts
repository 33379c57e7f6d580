import { fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
	kindsOf,
	type MutationMessage,
	type MutationReport,
	type MutationRequest,
	objectionsTo,
	renderMutation,
	type Tally,
} from "@onespec/contract-verifier/mutation";
import { endWithUs, temporaryFolder } from "../clean-up.js";
import { CommandError } from "../command-error.js";
import { readFlags } from "../flags.js";
import { step } from "../terminal.js";
import { makeProfiles, requireLive, settleAll, startLiveServer } from "../verification.js";
import { type Api, chooseApis } from "../workspace.js";

const help = `
npm run mutation [-- --api NAME] [-- --kind NAME] [-- --workers N]

Plants faults between the verification and a live service of its own, one kind after the other, and counts how many of
them the verification notices at their place and for their reason. See docs/verification.md.

  --api NAME      only this API (a folder of spec/)
  --kind NAME     only this kind of fault; several with commas
  --workers N     services side by side, 2 by default

Exit code: 0 all faults killed, 1 a fault survived, 2 called wrongly.
`;

/** Prints killed/planted by kind and operation, and the survivors by name. */
export async function mutation(args: string[], root: string): Promise<number> {
	const flags = readFlags(
		args,
		{ api: { type: "string" }, kind: { type: "string" }, workers: { type: "string" } },
		help,
	);
	if (!flags) return 0;
	const workers = Number(flags.workers ?? 2);
	if (!Number.isInteger(workers) || workers < 1)
		throw new CommandError("--workers must be a whole number from 1 on.", 2);
	const apis = chooseApis(root, flags.api).filter((api) => api.live);
	if (apis.length === 0) throw new CommandError("There is no such API with a live service.", 2);
	const kinds = new Map(
		await Promise.all(apis.map(async (api) => [api, await kindsOf(api.spec, api.scenarios)] as const)),
	);
	const only = readKinds(flags.kind, [...kinds.values()].flat());
	let exitCode = 0;
	for (const api of apis) {
		// Kinds that were asked for need not apply to every API.
		if (only && !only.some((name) => kinds.get(api)?.includes(name))) continue;
		const report = await step(`planting faults in ${api.name}`, (detail) => scoreApi(api, workers, only, detail));
		process.stdout.write(`\n${renderMutation(report)}`);
		if (objectionsTo(report).length > 0) exitCode = 1;
	}
	return exitCode;
}

/** @throws CommandError, with all that could have been asked for, where a kind applies to no API. */
function readKinds(text: string | undefined, kinds: string[]): string[] | undefined {
	const names = text?.split(",").map((name) => name.trim());
	const unknown = names?.filter((name) => !kinds.includes(name)) ?? [];
	if (unknown.length === 0) return names;
	const quoted = unknown.map((name) => `"${name}"`).join(", ");
	throw new CommandError(`There is no kind of fault ${quoted}. There are:\n  ${[...new Set(kinds)].join("\n  ")}`, 2);
}

async function scoreApi(
	api: Api,
	count: number,
	only: string[] | undefined,
	detail: (text: string) => void,
): Promise<MutationReport> {
	let operations: string[] = [];
	let kinds: string[] = [];
	let queue: string[] | undefined;
	let done = 0;
	const tallies: Tally[] = [];
	await settleAll(
		Array.from({ length: count }, () =>
			withWorker(api, async (worker) => {
				const opened = await worker.ask({ kind: "open", options: worker.options });
				if (opened.kind !== "opened") throw new CommandError("The worker did not open.");
				const wanted = opened.kinds.filter((name) => only === undefined || only.includes(name));
				[operations, kinds] = [opened.operations, wanted];
				queue ??= [...wanted];
				for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
					detail(`${done}/${wanted.length} ${name}`);
					const scored = await worker.ask({ kind: "score", name });
					if (scored.kind !== "scored") throw new CommandError("The worker did not score.");
					tallies.push(...scored.tallies);
					detail(`${++done}/${wanted.length}`);
				}
			}).catch((error: unknown) => {
				queue = [];
				throw error;
			}),
		),
	);
	return { operations, kinds, tallies, chosen: only !== undefined };
}

interface Worker {
	options: Extract<MutationRequest, { kind: "open" }>["options"];
	ask(request: MutationRequest): Promise<MutationMessage>;
}

/** A worker with a live service, a database and credentials of its own, which are removed afterwards. */
async function withWorker(api: Api, work: (worker: Worker) => Promise<void>): Promise<void> {
	const app = requireLive(api);
	const folder = temporaryFolder("mutation");
	const database = join(folder.path, "live.db");
	const credentials = join(folder.path, "credentials.json");
	try {
		const server = await startLiveServer(app, database, 0);
		try {
			await makeProfiles(api, app, database, credentials);
			const scenarios = api.scenarios === undefined ? {} : { scenarios: api.scenarios };
			const child = fork(fileURLToPath(import.meta.resolve("@onespec/contract-verifier/mutation-worker")), {
				stdio: ["ignore", "ignore", "inherit", "ipc"],
			});
			endWithUs(child);
			const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
			try {
				await work({
					options: { spec: api.spec, ...scenarios, credentials, endpoint: server.url },
					ask: (request) =>
						new Promise((resolve, reject) => {
							const leave = () => reject(new CommandError("A worker of the mutation run ended early."));
							child.once("exit", leave);
							child.once("message", (message: MutationMessage) => {
								child.off("exit", leave);
								if (message.kind === "error") reject(new CommandError(message.message));
								else resolve(message);
							});
							child.send(request);
						}),
				});
			} finally {
				if (child.connected) child.disconnect();
				await ended;
			}
		} finally {
			await server.stop();
		}
	} finally {
		folder.remove();
	}
}
