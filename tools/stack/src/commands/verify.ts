import { renderMatrix, type Verification } from "@onespec/contract-verifier";
import { CommandError } from "../command-error.js";
import { readFlags } from "../flags.js";
import { coloured, step } from "../terminal.js";
import { keepReport, TARGETS, type Target, verifyLive, verifyMock, verifyTesting } from "../verification.js";
import { type Api, findApis } from "../workspace.js";

const help = `
npm run verify [-- --api NAME] [-- --target mock|live|msw]

Starts the mock, the live service and the generated test handlers (MSW) of every API on free ports, each with data of
its own, verifies them against the spec, prints the matrix, and stops them.

  --api NAME      only this API (a folder of spec/)
  --target T      only mock, live or msw
  --built         do not build first

Exit code: 0 all cells passed, 1 a cell failed or could not be run, 2 called wrongly, 3 cells are open.
`;

/** Verifies the targets of every API; the last line of each reads `mock N/N · live N/N · msw N/N`. */
export async function verify(args: string[], root: string): Promise<number> {
	const flags = readFlags(
		args,
		{ api: { type: "string" }, target: { type: "string" }, built: { type: "boolean" } },
		help,
	);
	if (!flags) return 0;
	const targets = readTargets(flags.target);
	const apis = readApis(root, flags.api);
	let exitCode = 0;
	for (const api of apis) {
		const verifications = await step(`verifying ${api.name}`, (detail) => verifyTargets(root, api, targets, detail));
		for (const verification of verifications) keepReport(api, verification);
		process.stdout.write(`\n${renderMatrix(verifications, { color: coloured })}`);
		exitCode = Math.max(exitCode, exitCodeOf(verifications));
	}
	return exitCode;
}

/** Verifies the targets of an API side by side; `detail` shows how far each is. */
async function verifyTargets(
	root: string,
	api: Api,
	targets: Target[],
	detail: (text: string) => void,
): Promise<Verification[]> {
	const shown = new Map<Target, string>();
	const progress = (target: Target) => (done: number, total: number) => {
		shown.set(target, `${target} ${done}/${total}`);
		detail([...shown.values()].join(" · "));
	};
	return settleAll(
		targets.flatMap((target) => {
			if (target === "mock") return verifyMock(root, api, progress(target));
			if (target === "live") return verifyLive(api, progress(target));
			return api.testing === undefined ? [] : verifyTesting(api, api.testing, progress(target));
		}),
	);
}

/** Like `Promise.all`, but waits for all before it throws, so that nothing is left running behind an error. */
export async function settleAll<T>(promises: Promise<T>[]): Promise<T[]> {
	const settled = await Promise.allSettled(promises);
	return settled.map((one) => {
		if (one.status === "rejected") throw one.reason;
		return one.value;
	});
}

/** 0 where all is green, 1 where a cell failed, 3 where none failed but some are open. */
export function exitCodeOf(verifications: Verification[]): number {
	if (verifications.every((one) => one.ok)) return 0;
	return verifications.some((one) => one.failed > 0 || one.open === 0) ? 1 : 3;
}

function readTargets(text: string | undefined): Target[] {
	if (text === undefined) return [...TARGETS];
	const chosen = TARGETS.filter((target) => target === text);
	if (chosen.length > 0) return chosen;
	throw new CommandError(`--target must be mock, live or msw, not "${text}".`, 2);
}

function readApis(root: string, name: string | undefined): Api[] {
	const apis = findApis(root);
	const chosen = name === undefined ? apis : apis.filter((api) => api.name === name);
	if (chosen.length > 0) return chosen;
	const names = apis.map((api) => api.name).join(", ") || "none";
	throw new CommandError(name ? `There is no API "${name}"; spec/ holds: ${names}.` : "spec/ holds no API.", 2);
}
