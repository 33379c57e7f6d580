import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { CommandError } from "./command-error.js";
import { type Ports, portsOf } from "./ports.js";

/** An app that says in its `package.json`, under `onespec`, what it has to do with an API. */
export interface App {
	/** The folder's name, such as `api`. */
	name: string;
	/** The file to run with Node, absolute. */
	bin: string;
}

/** One API of the workspace: a folder of `spec/` with an `openapi.yaml`, and the apps around it. */
export interface Api {
	/** The folder's name. */
	name: string;
	/** Absolute path of the OpenAPI document. */
	spec: string;
	/** Absolute path of `scenarios.yaml`, where there is one. */
	scenarios: string | undefined;
	/** Where its servers listen, as long as nobody says otherwise. */
	ports: Ports;
	/** Absolute path of the generated package's folder. */
	packageFolder: string;
	/** Absolute path of the package's module for consumers' tests, where it has one. */
	testing: string | undefined;
	/** The app that implements the API, where there is one. */
	live: App | undefined;
	/** The apps that consume the API's client. */
	consoles: App[];
}

interface Manifest {
	onespec?: { implements?: string; consumes?: string; role?: string; bin?: string };
}

/**
 * Finds the APIs of a workspace and the apps around them, by `spec/<api>/openapi.yaml` and the `onespec` entry of each
 * `apps/<app>/package.json`.
 *
 * @param root absolute path of the workspace
 * @returns the APIs in the order of their names; empty where `spec/` holds none
 * @throws SyntaxError where an app's `package.json` is no JSON
 * @example findApis("/src/onespec")[0]?.live?.bin // "/src/onespec/apps/api/dist/main.js"
 */
export function findApis(root: string): Api[] {
	const apps = appsOf(root);
	return foldersOf(join(root, "spec"))
		.filter((name) => existsSync(join(root, "spec", name, "openapi.yaml")))
		.map((name) => {
			const scenarios = join(root, "spec", name, "scenarios.yaml");
			return {
				name,
				spec: join(root, "spec", name, "openapi.yaml"),
				scenarios: existsSync(scenarios) ? scenarios : undefined,
				ports: portsOf(name, join(root, "spec", name, "ports.json")),
				packageFolder: join(root, "packages", name),
				testing: testingModule(join(root, "packages", name)),
				live: apps.find((app) => app.implements === name && app.role === "live"),
				consoles: apps.filter((app) => app.consumes === name),
			};
		});
}

/** The app that shows the reference of all APIs, where the workspace has one. */
export function findReference(root: string): App | undefined {
	return appsOf(root).find((app) => app.role === "reference");
}

/** The apps that say in their `package.json` what they are. */
function appsOf(root: string) {
	return foldersOf(join(root, "apps")).flatMap((folder) => {
		const file = join(root, "apps", folder, "package.json");
		if (!existsSync(file)) return [];
		const { onespec } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
		return onespec?.bin ? [{ ...onespec, name: folder, bin: join(root, "apps", folder, onespec.bin) }] : [];
	});
}

/**
 * The APIs that a command is for: all, or the one that was named.
 *
 * @throws CommandError (exit code 2) where there is none
 */
export function chooseApis(root: string, name: string | undefined): Api[] {
	const apis = findApis(root);
	const chosen = name === undefined ? apis : apis.filter((api) => api.name === name);
	if (chosen.length > 0) return chosen;
	if (apis.length === 0) throw new CommandError("spec/ holds no API: add spec/<api>/openapi.yaml.", 2);
	throw new CommandError(`There is no API "${name}"; spec/ holds: ${apis.map((api) => api.name).join(", ")}.`, 2);
}

/** What a package exports as `./testing`. */
function testingModule(folder: string): string | undefined {
	const file = join(folder, "package.json");
	if (!existsSync(file)) return undefined;
	const { exports } = JSON.parse(readFileSync(file, "utf8")) as { exports?: Record<string, { default?: string }> };
	const module = exports?.["./testing"]?.default;
	return module && join(folder, module);
}

/** The folders directly inside a folder, sorted by name; none where it doesn't exist. */
export function foldersOf(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name)
		.sort();
}

/** A path as a person would type it from the workspace's root, with forward slashes; absolute where it lies outside. */
export function shown(root: string, path: string): string {
	const inside = relative(root, path);
	return inside.startsWith("..") ? path : inside.replaceAll("\\", "/");
}
