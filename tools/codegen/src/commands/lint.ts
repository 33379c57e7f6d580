import path from "node:path";
import { readModel } from "@onespec/openapi-document";
import { bundleSpec } from "../bundle-spec.js";
import { checkExtensions } from "../extensions/check-extensions.js";
import { redoclyLint } from "../redocly-lint.js";
import type { Command } from "./command.js";

/**
 * `codegen lint`: the document against the rules of the root's `redocly.yaml`, its extensions against their schemas,
 * and every example against its schema. All that is wrong is printed; 1 where anything is.
 */
export const lint: Command = async ({ spec }, print) => {
	const file = path.join(spec, "openapi.yaml");
	const document = await bundleSpec(spec);
	const problems = await redoclyLint(file);
	if (problems !== "") print(problems);
	const extensionFaults = checkExtensions(document).map(({ place, message }) => `  ${place}: ${message}`);
	if (extensionFaults.length > 0) print(`${file}, extensions:\n${extensionFaults.join("\n")}`);
	// Loaded here alone: it brings libxml2, which no other command needs.
	const { checkExamples } = await import("@onespec/contract-verifier/examples");
	const exampleFaults = checkExamples(readModel(document))
		// Those of x-general-responses are told above.
		.filter(({ pointer }) => !pointer.startsWith("#/x-"))
		.map(({ pointer, reason }) => `  ${pointer}: ${reason}`);
	if (exampleFaults.length > 0) print(`${file}, examples:\n${exampleFaults.join("\n")}`);
	if (problems === "" && extensionFaults.length === 0 && exampleFaults.length === 0) {
		print(`${file}: rules, extensions and examples are in order.`);
		return 0;
	}
	return 1;
};
