import type { Operation } from "@onespec/openapi-document";
import type { ProxiedRequest } from "../proxy.js";
import { escapeRegExp } from "../sites.js";
import type { BehaviourInput } from "./behaviour.js";

/** What a request asks for; `undefined` where no operation of the document is asked for. */
export type OperationFinder = (request: Pick<ProxiedRequest, "method" | "target">) => Operation | undefined;

/** Finds the operation of a request by its method and path. */
export function operationFinder({ model, basePath }: Pick<BehaviourInput, "model" | "basePath">): OperationFinder {
	const patterns = model.operations.map((operation) => {
		const path = operation.path
			.split(/\{[^}]+\}/)
			.map(escapeRegExp)
			.join("[^/]+");
		return { operation, pattern: new RegExp(`^${escapeRegExp(basePath)}${path}$`) };
	});
	return ({ method, target }) => {
		const [path = ""] = target.split("?");
		return patterns.find((one) => one.operation.method === method && one.pattern.test(path))?.operation;
	};
}
