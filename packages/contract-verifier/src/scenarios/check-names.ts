import type { DocumentModel, Operation } from "@onespec/openapi-document";
import { cellsOf } from "../cells.js";
import { operationsById } from "../lookup.js";
import { nearest } from "./nearest.js";
import { fixturesIn, placeholdersIn } from "./placeholders.js";
import type { Call, Complain, Fixture, RequestParts, Scenario, Scenarios } from "./types.js";

/** Holds every name in a scenarios file against the document; complains about the first that it does not have. */
export function checkNames(scenarios: Scenarios, model: DocumentModel, complain: Complain): void {
	const operations = operationsById(model);
	const cells = cellsOf(model);

	const known = (keys: (string | number)[], kind: string, name: string, names: Iterable<string>): void => {
		const all = [...names];
		if (all.includes(name)) return;
		const candidates = nearest(name, all);
		const hint = candidates.length > 0 ? `nearest: ${candidates.join(", ")}` : "there are none";
		complain(keys, `there is no ${kind} "${name}"; ${hint}.`);
	};
	const operationAt = (keys: (string | number)[], name: string): Operation => {
		known(keys, "operation", name, operations.keys());
		return operations.get(name) ?? complain(keys, "is unknown");
	};
	const checkPath = (keys: string[], parts: RequestParts, operation: Operation): void => {
		const parameters = operation.parameters.filter((one) => one.in === "path").map((one) => one.name);
		for (const name of Object.keys(parts.path ?? {})) {
			known([...keys, "path", name], `path parameter of ${operation.id}`, name, parameters);
		}
	};
	const checkPlaceholders = (keys: string[], parts: RequestParts, names: string[]): void => {
		for (const part of ["path", "query", "headers", "body"] as const) {
			for (const placeholder of placeholdersIn(parts[part])) known([...keys, part], "saved value", placeholder, names);
		}
	};
	const checkCall = (keys: string[], call: Call, names: string[]): void => {
		checkPath(keys, call, operationAt([...keys, "operation"], call.operation));
		checkPlaceholders(keys, call, names);
	};
	const savedBy = (names: readonly string[] = []) =>
		names.flatMap((name) => Object.keys(scenarios.fixtures[name]?.save ?? {}).map((value) => `${name}.${value}`));
	/** The fixtures that one needs, itself included, until a name comes again. */
	const needs = (name: string, way: readonly string[]): boolean =>
		way.includes(name) || fixturesIn(scenarios.fixtures[name] ?? {}).some((next) => needs(next, [...way, name]));
	const checkFixture = (name: string, fixture: Fixture): void => {
		const keys = ["fixtures", name];
		const needed = fixturesIn(fixture);
		if (needs(name, [])) complain(keys, "needs itself, by way of the fixtures that it needs.");
		const saved = savedBy(needed);
		checkCall(keys, fixture, saved);
		if (fixture.cleanup) {
			checkCall([...keys, "cleanup"], fixture.cleanup, [...saved, ...Object.keys(fixture.save ?? {})]);
		}
	};
	// A file may leave its profiles undeclared: then any name will do.
	const checkProfile = (keys: string[], name: string | undefined): void => {
		if (scenarios.profiles && name !== undefined) known(keys, "profile", name, Object.keys(scenarios.profiles));
	};
	const checkScenario = (keys: string[], scenario: Scenario, concerned: Operation[]): void => {
		checkProfile([...keys, "profile"], scenario.profile);
		scenario.fixtures?.forEach((name, index) => {
			known([...keys, "fixtures", index], "fixture", name, Object.keys(scenarios.fixtures));
		});
		const saved = savedBy(scenario.fixtures);
		checkPlaceholders(keys, scenario, saved);
		if (scenario.cleanup) {
			checkCall([...keys, "cleanup"], scenario.cleanup, [...saved, ...Object.keys(scenario.save ?? {})]);
		}
		if (scenario.bodyText === undefined) return;
		for (const operation of concerned) {
			for (const { mediaType, kind } of operation.requestBody?.content ?? []) {
				const family = kind === "xml" ? kind : "json";
				if (scenario.bodyText[family] === undefined && (kind === "json" || kind === "xml")) {
					complain([...keys, "bodyText"], `has no text for ${mediaType}, which ${operation.id} takes: add ${family}.`);
				}
			}
		}
	};

	for (const [name, fixture] of Object.entries(scenarios.fixtures)) checkFixture(name, fixture);
	for (const [name, scenario] of Object.entries(scenarios.causes)) {
		known(
			["causes", name],
			"cause",
			name,
			cells.flatMap((cell) => cell.causes),
		);
		const ids = new Set(cells.filter((cell) => cell.causes.includes(name)).map((cell) => cell.operationId));
		const concerned = [...operations.values()].filter((operation) => ids.has(operation.id));
		checkScenario(["causes", name], scenario, concerned);
	}
	for (const [operationId, statuses] of Object.entries(scenarios.operations)) {
		const operation = operationAt(["operations", operationId], operationId);
		for (const [status, causes] of Object.entries(statuses)) {
			known(
				["operations", operationId, status],
				`status of ${operationId}`,
				status,
				operation.responses.map((one) => one.status),
			);
			const names = cells
				.filter((cell) => cell.operationId === operationId && cell.status === status)
				.flatMap((cell) => cell.causes);
			for (const [cause, scenario] of Object.entries(causes)) {
				const keys = ["operations", operationId, status, cause];
				known(keys, `cause of ${operationId} ${status}`, cause, names);
				checkPath(keys, scenario, operation);
				checkScenario(keys, scenario, [operation]);
			}
		}
	}
}
