import { renderMatrix, type Verification } from "@onespec/contract-verifier";
import { CommandError } from "../command-error.js";
import { readFlags } from "../flags.js";
import { coloured, step } from "../terminal.js";
import {
	guarded,
	keepReport,
	requireLive,
	settleAll,
	TARGETS,
	type Target,
	verifyLive,
	verifyMock,
	verifyTesting,
} from "../verification.js";
import { type Api, chooseApis } from "../workspace.js";

const help = `
npm run verify [-- --api NAME] [-- --target mock|live|msw]

Starts the mock, the live service and the generated test handlers (MSW) of every API on free ports, each with data of
its own, verifies them against the spec, prints the matrix, and stops them. An API without a live service is verified by
its mock; one that can't be verified is named with the reason, and the others are verified all the same.

  --api NAME      only this API (a folder of spec/)
  --target T      only mock, live or msw

Exit code: 0 all cells passed, 1 a cell failed or could not be run, 2 called wrongly, 3 cells are open.
`;

/** Verifies the targets of every API; the last line of each reads `mock N/N · live N/N · msw N/N`. */
export async function verify(args: string[], root: string): Promise<number> {
	const flags = readFlags(args, { api: { type: "string" }, target: { type: "string" } }, help);
	if (!flags) return 0;
	const asked = readTarget(flags.target);
	let exitCode = 0;
	for (const api of chooseApis(root, flags.api)) {
		const targets = targetsOf(api).filter((target) => asked === undefined || asked === target);
		// An API that was asked for by name must have the target; among all of them, those without it are passed over.
		if (asked === "live" && flags.api !== undefined) requireLive(api);
		if (targets.length === 0) continue;
		const code = await guarded(api, async () => {
			const verifications = await step(`verifying ${api.name}`, (detail) => verifyTargets(root, api, targets, detail));
			for (const verification of verifications) keepReport(api, verification);
			process.stdout.write(`\n${renderMatrix(verifications, { color: coloured })}`);
			return exitCodeOf(verifications);
		});
		exitCode = code === 1 ? 1 : exitCode || code;
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

/** 0 where all is green, 1 where a cell failed, 3 where none failed but some are open. */
export function exitCodeOf(verifications: Verification[]): number {
	if (verifications.every((one) => one.ok)) return 0;
	return verifications.some((one) => one.failed > 0 || one.open === 0) ? 1 : 3;
}

function readTarget(text: string | undefined): Target | undefined {
	const target = TARGETS.find((one) => one === text);
	if (text === undefined || target) return target;
	throw new CommandError(`--target must be mock, live or msw, not "${text}".`, 2);
}

/**
 * What of an API can be verified: its mock in any case. The test handlers keep what they are sent as the live service
 * does, and take the same scenarios: without a live service nothing has shown that those are right.
 */
function targetsOf(api: Api): Target[] {
	const isLive = api.live !== undefined;
	const has = { mock: true, live: isLive, msw: isLive && api.testing !== undefined };
	return TARGETS.filter((target) => has[target]);
}
