import { UnsafeError } from "../live/guard.js";
import { carriersOf } from "../requests/credentials.js";
import { isSafe } from "../requests/read-only.js";
import { SetUp, type SetUpInput } from "../requests/set-up.js";
import { operationFinder } from "./behaviours/operation-of.js";
import type { PlantedAnswer } from "./kind.js";
import type { Forward, ProxiedRequest } from "./proxy.js";

/**
 * What really happens on the server while a fault is in force: the verifier sees only what the fault lets it see, so that its
 * own clean-up may miss things. What a fault sends of its own accord must be safe as well.
 */
export class Ledger {
	readonly #setUp: SetUp;
	readonly #input: SetUpInput;
	readonly #find: ReturnType<typeof operationFinder>;

	constructor(input: SetUpInput) {
		this.#input = input;
		this.#setUp = new SetUp(input);
		this.#find = operationFinder(input);
	}

	/**
	 * Sends a request on and notes what it made or removed.
	 * @param isOwn the fault has thought it up; what the verifier sends has been admitted by the verifier
	 * @throws UnsafeError where a fault would change what this run has not made
	 */
	async forward(request: ProxiedRequest, isOwn: boolean, send: Forward): Promise<PlantedAnswer> {
		const operation = isSafe(request.method) ? undefined : this.#find(request);
		if (operation === undefined) return send(request);
		const name = this.#profileOf(request, operation);
		try {
			const profile = this.#input.credentials[name];
			await this.#setUp.guard.admit(operation, request, { profile, stated: !isOwn });
		} catch (error) {
			if (isOwn || !(error instanceof UnsafeError)) throw error;
		}
		const answer = await send(request);
		await this.#setUp.note(operation, request, answer, name);
		return answer;
	}

	/** Removes what is left, past the fault. */
	async close(): Promise<{ sent: number; notes: string[] }> {
		const sent = this.#setUp.pending;
		return { sent, notes: await this.#setUp.cleanUp() };
	}

	/** Whose credentials a request carries. */
	#profileOf({ headers }: ProxiedRequest, operation: Parameters<typeof carriersOf>[1]): string {
		const { model, credentials } = this.#input;
		const found = Object.entries(credentials).find(([, profile]) => {
			const carriers = carriersOf(model, operation, profile).filter((one) => one.in === "header");
			return (
				carriers.length > 0 &&
				carriers.every(({ scheme, name, write }) => {
					const value = profile[scheme];
					return value !== undefined && headers[name.toLowerCase()] === write(value);
				})
			);
		});
		return found?.[0] ?? "default";
	}
}
