/**
 * Makes the tarball of this package: its own files, all that it needs, and Dredd with its mended packages (docs/adr/0010, 0021). npm's
 * `overrides` do not travel with a package, so that a plain `npm pack` here would have users install the old ones.
 *
 * Usage: node pack/pack.mjs [--out <folder>]; prints the tarball's path.
 */
import { execFileSync } from "node:child_process";
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const own = dirname(here);
const { overrides } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
const { values } = parseArgs({ options: { out: { type: "string", default: "." } } });

/** Folders that are for people or bundlers, where a package's own entry lies elsewhere. */
const ASIDE = [
	"test",
	"tests",
	"__tests__",
	"docs",
	"doc",
	"example",
	"examples",
	"benchmark",
	"benchmarks",
	"coverage",
];
const FOR_BUNDLERS = [
	"dist",
	"es",
	"es6",
	"esm",
	"umd",
	"browser",
	"bundles",
	"_esm5",
	"_esm2015",
	"src",
	"fp",
	"migrations",
];

const stage = mkdtempSync(join(tmpdir(), "contract-verifier-pack-"));
try {
	mendedModules();
	ownModules();
	sharedModel();
	prune(join(stage, "node_modules"));
	ownFiles();
	const out = resolve(values.out);
	mkdirSync(out, { recursive: true });
	const [packed] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", out]));
	console.log(join(out, packed.filename));
} finally {
	rmSync(stage, { recursive: true, force: true });
}

/** Installs by the lockfile, whose integrity npm checks, without running anyone's scripts; then states what is there. */
function mendedModules() {
	for (const file of ["package.json", "package-lock.json"]) cpSync(join(here, file), join(stage, file));
	npm(["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]);
	const lock = read(join(here, "package-lock.json")).packages;
	for (const path of Object.keys(lock).filter((one) => one !== "")) {
		const folder = join(stage, path);
		if (!existsSync(folder)) continue;
		mendManifest(join(folder, "package.json"), path, lock);
	}
	moveUnderDredd(join(stage, "node_modules"));
}

/** All of it below Dredd: beside it, an old package would stand before one of the same name that this package needs. */
function moveUnderDredd(modules) {
	mkdirSync(join(modules, "dredd/node_modules"), { recursive: true });
	for (const name of readdirSync(modules)) {
		if (name === ".bin" || name === ".package-lock.json") rmSync(join(modules, name), { recursive: true });
		else if (name !== "dredd") renameSync(join(modules, name), join(modules, "dredd/node_modules", name));
	}
}

/** A manifest that asks for what stands beside it; with the old range a package manager would fetch the old package. */
function mendManifest(file, path, lock) {
	const manifest = read(file);
	let changed = false;
	for (const [name, range] of Object.entries(manifest.dependencies ?? {})) {
		if (overrides[name] === undefined) continue;
		const found = lock[placeOf(name, path, lock)];
		const wanted = found.name === undefined ? found.version : `npm:${found.name}@${found.version}`;
		if (wanted === range) continue;
		manifest.dependencies[name] = wanted;
		changed = true;
	}
	if (changed) writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** Where Node finds a package from a folder: the nearest `node_modules` upwards. */
function placeOf(name, path, lock) {
	for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf("node_modules/") - 1))) {
		const place = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
		if (lock[place] !== undefined) return place;
		if (from === "") throw new Error(`${path}: ${name} is not in the lockfile.`);
	}
}

/** Leaves out what Node never loads: source maps, types, what people read, and what is there for bundlers. */
function prune(modules) {
	for (const folder of packagesIn(modules)) {
		for (const name of ASIDE) rmSync(join(folder, name), { recursive: true, force: true });
		const { main = "index.js", exports, type } = read(join(folder, "package.json"));
		if (exports !== undefined || type === "module") continue;
		const entry = normalize(main);
		for (const name of FOR_BUNDLERS) {
			const isEntry = entry === name || entry.startsWith(`${name}/`);
			if (!isEntry) rmSync(join(folder, name), { recursive: true, force: true });
		}
	}
	for (const entry of readdirSync(modules, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || /^(licen[cs]e|notice|copying)/i.test(entry.name)) continue;
		if (/\.(map|ts|mts|cts|flow|md|markdown|coffee|jst|html|png)$|\.min\.js$|^\.|^(make|rake)file$/i.test(entry.name))
			rmSync(join(entry.parentPath ?? entry.path, entry.name));
	}
}

/** Every package below a `node_modules`, those within others too. */
function packagesIn(modules) {
	if (!existsSync(modules)) return [];
	return readdirSync(modules).flatMap((name) => {
		if (name.startsWith(".")) return [];
		const folder = join(modules, name);
		if (name.startsWith("@")) return packagesIn(folder);
		return [folder, ...packagesIn(join(folder, "node_modules"))];
	});
}

/** What this package needs beside Dredd, as the workspace has it installed: one tarball is quicker than forty. */
function ownModules() {
	const root = join(own, "../..");
	const lock = read(join(root, "package-lock.json")).packages;
	const base = "packages/contract-verifier";
	const places = new Set();
	const collect = (from, names) => {
		for (const name of names) {
			const place = placeOf(name, from, lock);
			if (places.has(place) || lock[place].link === true) continue;
			places.add(place);
			collect(place, Object.keys(lock[place].dependencies ?? {}));
		}
	};
	const { dredd: _, ...needed } = read(join(own, "package.json")).dependencies;
	collect(base, Object.keys(needed));
	for (const place of places) {
		const to = join(stage, place.startsWith(`${base}/`) ? place.slice(base.length + 1) : place);
		const nested = join(root, place, "node_modules");
		cpSync(join(root, place), to, { recursive: true, dereference: true, filter: (file) => file !== nested });
	}
}

/** The model of documents inside, so that the tarball is whole by itself, and verifier and model are of one build. */
function sharedModel() {
	const from = join(own, "../openapi-document");
	const to = join(stage, "node_modules/@onespec/openapi-document");
	const { devDependencies: _, nx: __, ...manifest } = read(join(from, "package.json"));
	mkdirSync(to, { recursive: true });
	cpSync(join(from, "dist"), join(to, "dist"), {
		recursive: true,
		filter: (file) => !/\.(map|tsbuildinfo)$/.test(file),
	});
	writeFileSync(join(to, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

function ownFiles() {
	const { devDependencies: _, scripts: __, nx: ___, ...manifest } = read(join(own, "package.json"));
	for (const name of [...manifest.files, "README.md"]) {
		if (name.startsWith("!")) continue;
		if (!existsSync(join(own, name))) throw new Error(`${name} is missing: build the package first.`);
		cpSync(join(own, name), join(stage, name), { recursive: true });
	}
	cpSync(join(own, "../../LICENSE"), join(stage, "LICENSE"));
	rmSync(join(stage, "package-lock.json"));
	writeFileSync(
		join(stage, "package.json"),
		`${JSON.stringify({ ...manifest, bundleDependencies: Object.keys(manifest.dependencies) }, undefined, 2)}\n`,
	);
}

function read(file) {
	return JSON.parse(readFileSync(file, "utf8"));
}

/** By npm's own script where npm runs this, so that no shell is needed. */
function npm(args) {
	const cli = process.env.npm_execpath ?? join(dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js");
	const [file, ...first] = existsSync(cli) && cli.endsWith(".js") ? [process.execPath, cli] : ["npm"];
	const env = { ...process.env, npm_config_workspaces: "", npm_config_loglevel: "error" };
	return execFileSync(file, [...first, ...args], { cwd: stage, encoding: "utf8", env, maxBuffer: 64 * 1024 * 1024 });
}
