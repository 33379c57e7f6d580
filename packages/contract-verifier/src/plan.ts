import { type DocumentModel, lossesOf, type Operation } from "@onespec/openapi-document";
import { type Cell, cellsOf } from "./cells.js";
import { operationsById } from "./lookup.js";
import { accessOf, type Credentials, needsCredentials } from "./requests/credentials.js";
import { whyReadOnly } from "./requests/read-only.js";
import { type FoundScenario, findScenario } from "./scenarios/find.js";
import type { Scenarios } from "./scenarios/types.js";

/** One transaction to run: one cause of one cell. */
export interface PlannedTransaction {
	/** Unique in the run. */
	name: string;
	cell: Cell;
	cause: string;
	operation: Operation;
	scenario: FoundScenario;
	/** Why it cannot be run. */
	open: string | undefined;
}

export interface PlanInput {
	model: DocumentModel;
	target: "mock" | "live";
	scenarios: Scenarios | undefined;
	credentials: Credentials;
	/** Leaves open what would write. */
	readOnly?: boolean | undefined;
	/** Why scenarios with `repeat` cannot be run. */
	tooSlow?: string | undefined;
}

/** The profile whose credentials a scenario sends. */
export function profileOf(scenario: FoundScenario): string {
	return scenario.profile ?? "default";
}

/** Plans a transaction for each cause of each cell; those without a scenario or credentials are open on a live target. */
export function planOf({ model, target, scenarios, credentials, readOnly, tooSlow }: PlanInput): PlannedTransaction[] {
	const operations = operationsById(model);
	const losses = lossesOf(model);
	return cellsOf(model).flatMap((cell) =>
		cell.causes.map((cause): PlannedTransaction => {
			const operation = operations.get(cell.operationId) as Operation;
			const scenario = findScenario(scenarios, operation, cell, cause);
			const loss = losses.get(operation.id);
			const open =
				(loss && `can't be judged: ${loss.pointer}: ${loss.message}`) ??
				(readOnly ? whyReadOnly(model, scenarios, operation.method, scenario) : undefined) ??
				(target === "live" && scenario?.repeat !== undefined ? tooSlow : undefined) ??
				(target === "mock" ? undefined : whyOpen(model, operation, scenario, credentials, cell, cause));
			return { name: `${cell.id} (${cause})`, cell, cause, operation, scenario: scenario ?? {}, open };
		}),
	);
}

function whyOpen(
	model: DocumentModel,
	operation: Operation,
	scenario: FoundScenario | undefined,
	credentials: Credentials,
	cell: Cell,
	cause: string,
): string | undefined {
	if (scenario === undefined) {
		return `no scenario: add operations.${cell.operationId}.${cell.status}.${cause} to the scenarios file`;
	}
	if (scenario.open !== undefined) return scenario.open;
	if (scenario.anonymous === true) return undefined;
	const profile = credentials[profileOf(scenario)];
	const { carriers, unsupported } = accessOf(model, operation, profile);
	if (unsupported !== undefined) return unsupported;
	const needed = carriers.map((carrier) => carrier.scheme);
	if (needed.length === 0 || !needsCredentials(operation)) return undefined;
	if (profile === undefined) return `no credentials: add the profile "${profileOf(scenario)}" to the credentials file`;
	const missing = needed.filter((scheme) => profile[scheme] === undefined);
	if (missing.length === 0) return undefined;
	return `no credentials: add ${missing.join(", ")} to the profile "${profileOf(scenario)}"`;
}
