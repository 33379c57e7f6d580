import { type Cell, cellsOf } from "./cells.js";
import { type Operation, operationsOf } from "./document/operations.js";
import type { OpenApiDocument } from "./document/types.js";
import { type Credentials, carriersOf } from "./requests/credentials.js";
import { whyReadOnly } from "./requests/read-only.js";
import { type FoundScenario, findScenario } from "./scenarios/find.js";
import type { Scenarios } from "./scenarios/types.js";

/** One transaction to run: one cause of one cell. */
export interface Planned {
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
	document: OpenApiDocument;
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
export function planOf({ document, target, scenarios, credentials, readOnly, tooSlow }: PlanInput): Planned[] {
	const operations = new Map(operationsOf(document).map((operation) => [operation.operationId, operation]));
	return cellsOf(document).flatMap((cell) =>
		cell.causes.map((cause): Planned => {
			const operation = operations.get(cell.operationId) as Operation;
			const scenario = findScenario(document, scenarios, operation, cell, cause);
			const open =
				(readOnly ? whyReadOnly(document, scenarios, operation.method, scenario) : undefined) ??
				(target === "live" && scenario?.repeat !== undefined ? tooSlow : undefined) ??
				(target === "mock" ? undefined : whyOpen(document, operation, scenario, credentials, cell, cause));
			return { name: `${cell.id} (${cause})`, cell, cause, operation, scenario: scenario ?? {}, open };
		}),
	);
}

function whyOpen(
	document: OpenApiDocument,
	operation: Operation,
	scenario: FoundScenario | undefined,
	credentials: Credentials,
	cell: Cell,
	cause: string,
): string | undefined {
	if (scenario === undefined) {
		return `no scenario: add operations.${cell.operationId}.${cell.status}.${cause} to the scenarios file`;
	}
	const needed = scenario.anonymous === true ? [] : carriersOf(document, operation).map((carrier) => carrier.scheme);
	if (needed.length === 0) return undefined;
	const profile = credentials[profileOf(scenario)];
	if (profile === undefined) return `no credentials: add the profile "${profileOf(scenario)}" to the credentials file`;
	const missing = needed.filter((scheme) => profile[scheme] === undefined);
	if (missing.length === 0) return undefined;
	return `no credentials: add ${missing.join(", ")} to the profile "${profileOf(scenario)}"`;
}
