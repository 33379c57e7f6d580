// @ts-check
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import {
	bundle,
	checkGenerated,
	generate,
	lint,
	mock,
	samples,
	test,
	verifyLive,
	verifyMock,
	verifyMsw,
} from "./targets.mjs";
import { readWorkspaces } from "./workspace.mjs";

/**
 * What a target is made of.
 *
 * @typedef {object} Api
 * @property {string} name the name of its folder
 * @property {import("./workspace.mjs").Workspace[]} workspaces the packages, apps and tools around it
 * @property {string[]} parts the files outside of its folder that the document refers to, relative to the root
 * @property {string | undefined} app the folder of the live service, where an app implements the API
 */

/**
 * The project of one API.
 *
 * @param {string} file `spec/<api>/openapi.yaml`, relative to the root
 * @param {string} root absolute path of the workspace
 * @returns {import("@nx/devkit").CreateNodesResult}
 */
export function inferProject(file, root) {
	const folder = path.dirname(file).split(path.sep).join("/");
	const workspaces = readWorkspaces(root);
	const parts = partsOutside(file, root);
	/** @type {Api} */
	const api = {
		name: path.basename(folder),
		workspaces,
		parts: parts.filter((part) => !isForeign(part)),
		app: workspaces.find((app) => app.implements === path.basename(folder) && app.role === "live")?.folder,
	};
	/** @type {Record<string, import("@nx/devkit").TargetConfiguration>} */
	const targets = {
		lint: lint(api),
		bundle: bundle(api),
		samples: samples(api),
		generate: generate(api),
		"check-generated": checkGenerated(api),
		mock: mock(api),
		"verify-mock": verifyMock(api),
		// Without a live service nothing has shown that the scenarios are right: then the mock alone is verified.
		...(api.app === undefined ? {} : { "verify-live": verifyLive(api) }),
		...(api.app !== undefined && existsSync(path.join(root, "packages", api.name, "src/generated/testing.ts"))
			? { "verify-msw": verifyMsw(api) }
			: {}),
		...(existsSync(path.join(root, folder, "test")) ? { test: test(api) } : {}),
	};
	// Nx sees no change of a file outside of the workspace: what is made of one is made anew each time.
	if (parts.some(isForeign)) for (const target of Object.values(targets)) target.cache = false;
	return {
		projects: {
			[folder]: {
				name: `spec-${api.name}`,
				root: folder,
				projectType: "library",
				tags: ["layer:spec"],
				metadata: { description: `The handwritten OpenAPI document of ${api.name}, and what is made of it.` },
				targets,
			},
		},
	};
}

/**
 * The files that a document refers to, directly or through others, and that lie outside of its folder. By their `$ref`s as
 * text: a reference too many is only an input too many.
 *
 * @param {string} file relative to the root
 * @param {string} root
 */
function partsOutside(file, root) {
	const seen = new Set([path.join(root, file)]);
	// A set may grow while it is walked through; what is added is read too.
	for (const one of seen) {
		// In quotes a path may have blanks.
		const references = textOf(one).matchAll(/["']?\$ref["']?\s*:\s*(?:["']([^"'#\n]+)|([^\s"'#,}]+))/g);
		for (const [, quoted, plain = ""] of references) {
			const ref = decoded(quoted ?? plain);
			if (!/^[a-z][a-z+.-]*:/i.test(ref)) seen.add(path.resolve(path.dirname(one), ref));
		}
	}
	const folder = path.join(root, path.dirname(file)) + path.sep;
	return [...seen]
		.filter((one) => !one.startsWith(folder))
		.map((one) => path.relative(root, one).split(path.sep).join("/"));
}

/**
 * @param {string} part relative to the root
 * @returns {boolean} whether it lies outside of the workspace
 */
function isForeign(part) {
	return /^\.\.(\/|$)/.test(part) || path.isAbsolute(part);
}

/**
 * The text of a file; empty where there is none, such as of a folder.
 *
 * @param {string} file
 */
function textOf(file) {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return "";
	}
}

/** @param {string} text as a URL has it, or not quite */
function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
