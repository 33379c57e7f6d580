import type { Verification } from "../results.js";

/** What the command's exit codes mean. */
export const EXIT = { passed: 0, failed: 1, usage: 2, open: 3, notRun: 4, stopped: 130 } as const;

/**
 * The exit code of a run that came to its end, where `unexpected` cells are open that were not expected to be. What a
 * baseline accepts is no failure.
 */
export function exitCodeOf(verification: Verification, unexpected: number): number {
	const generalFailed = verification.general.some((result) => result.outcome === "failed");
	const failed = verification.failed > 0 || generalFailed;
	const accepted = failed && verification.findings.every((finding) => finding.accepted !== undefined);
	if (failed && !accepted) return EXIT.failed;
	if (unexpected > 0) return EXIT.open;
	if (accepted) return EXIT.passed;
	// A run in which nothing passed has shown nothing, whatever was expected.
	return verification.passed > 0 ? EXIT.passed : EXIT.open;
}
