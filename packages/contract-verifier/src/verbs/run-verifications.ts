import type { LoadedDocument } from "@onespec/openapi-document/load";
import { mustHaveCredentials, readCredentials } from "../cli/credentials.js";
import { Progress } from "../cli/progress.js";
import type { RunOptions } from "../cli/run-options.js";
import { withServer } from "../cli/with-server.js";
import type { Verification } from "../results.js";
import type { VerifyOptions } from "../verify.js";
import type { VerbContext } from "./verb.js";

/** What a command line says of a verification. */
export interface VerificationOptions extends RunOptions {
	target: VerifyOptions["target"];
	closed: boolean;
	advice?: boolean;
}

/**
 * Verifies a server once for each round, one after the other, with progress; a server of `--start` is there for all of them.
 *
 * @param rounds what each verification has of its own
 * @throws NotRunError, CredentialsError; what `verify` throws
 */
export async function runVerifications(
	options: VerificationOptions,
	spec: LoadedDocument,
	rounds: readonly Partial<VerifyOptions>[],
	{ stderr, signal, removal }: VerbContext,
): Promise<Verification[]> {
	const { target, endpoint, closed, advice = false, readOnly, timeoutMs, rate } = options;
	const { verify } = await import("../verify.js");
	const credentials = await readCredentials(options.credentials);
	const live = target === "live";
	if (live) mustHaveCredentials(spec.model, credentials);
	return withServer(options, live ? credentials : {}, signal, async () => {
		const progress = new Progress(stderr, target, options.verbose);
		const found: Verification[] = [];
		try {
			for (const round of rounds) {
				found.push(
					await verify({
						...{ spec, endpoint, target, closed, advice, readOnly, timeoutMs, credentials, signal },
						...(rate !== undefined && { rate }),
						onRate: (kept) => progress.rate(kept),
						onProgress: (done, total) => progress.show(done, total),
						onCleanUp: (removed, notes) => Object.assign(removal, { removed, notes }),
						...round,
					}),
				);
			}
			return found;
		} finally {
			progress.clear();
		}
	});
}
