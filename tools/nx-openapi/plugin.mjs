// @ts-check
import { createNodesFromFiles } from "@nx/devkit";
import { inferProject } from "./src/infer-project.mjs";

/** The name that Nx shows as the origin of the inferred targets. */
export const name = "@onespec/nx-openapi";

/**
 * Makes a project `spec-<api>` with targets of every `spec/<api>/openapi.yaml`. The document itself is not parsed,
 * its text is only searched for the files that it refers to: a broken one must fail its own targets and never the
 * project graph.
 *
 * @type {import("@nx/devkit").CreateNodes}
 */
export const createNodes = [
	"spec/*/openapi.yaml",
	(files, options, context) =>
		createNodesFromFiles((file) => inferProject(file, context.workspaceRoot), files, options, context),
];
