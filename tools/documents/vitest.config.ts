import { mergeConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

export default mergeConfig(shared, {
	test: {
		// Drafter, which Dredd loads, ends the process when a promise of Prism's is rejected unseen. Mock and verifier are one
		// process here only; the request that gets no answer fails its kind.
		onUnhandledError: ({ message }: { message: string }) => !/process\.exit unexpectedly called/.test(message),
	},
});
