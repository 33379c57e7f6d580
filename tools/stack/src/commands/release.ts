import { mkdirSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { runNode } from "../child.js";
import { temporaryFolder } from "../clean-up.js";
import { CommandError } from "../command-error.js";
import { readFlags } from "../flags.js";
import { npmCli } from "../npm.js";
import { findPackages, type Package } from "../packages.js";
import { releaseFaults } from "../release-faults.js";
import { step } from "../terminal.js";

const help = `
npm run release [-- --dry-run] [-- --only NAME] [-- --registry URL] [-- --no-provenance]

Publishes each package of packages/ and tools/ that is not private and whose version the registry does not have, those first that others depend on.
Versions and changelogs are written before, by hand: see docs/releasing.md.

  --dry-run         do everything but publish
  --only NAME       only the package in the folder NAME; several with commas
  --registry URL    another registry than npm's own
  --no-provenance   for a registry that keeps no attestations

Exit code: 0 done, 1 a package cannot be released, 2 called wrongly.
`;

/** Checks the packages, makes their tarballs and publishes them; run again, it goes on where it ended. */
export async function release(args: string[], root: string): Promise<number> {
	const flags = readFlags(
		args,
		{
			"dry-run": { type: "boolean" },
			only: { type: "string" },
			registry: { type: "string" },
			"no-provenance": { type: "boolean" },
		},
		help,
	);
	if (!flags) return 0;
	const all = findPackages(root);
	const chosen = choose(all, flags.only);
	const faults = chosen.flatMap((one) => releaseFaults(one, all));
	if (faults.length > 0) throw new CommandError(faults.join("\n"));

	const registry = flags.registry === undefined ? [] : ["--registry", flags.registry];
	const provenance = flags["no-provenance"] ? ["--provenance=false"] : [];
	const folder = temporaryFolder("release");
	try {
		for (const one of chosen) {
			await step(`${one.name} ${one.version}`, async (detail) => {
				if (await isPublished(one, registry)) return detail("is there already");
				const tarball = await pack(one, folder.path);
				const size = `${Math.ceil(statSync(tarball).size / 1000)} kB`;
				if (flags["dry-run"]) return detail(`${size}, not published`);
				await npm(["publish", tarball, "--ignore-scripts", ...registry, ...provenance], one.folder);
				detail(`${size}, published`);
			});
		}
	} finally {
		folder.remove();
	}
	return 0;
}

function choose(all: Package[], only: string | undefined): Package[] {
	if (only === undefined) return all;
	const wanted = only.split(",").map((place) => {
		const found = all.find(({ folder }) => basename(folder) === place);
		if (!found) throw new CommandError(`--only: no package that is published is in a folder ${place}.`, 2);
		return found;
	});
	return all.filter((one) => wanted.includes(one));
}

async function isPublished({ name, version, folder }: Package, registry: string[]): Promise<boolean> {
	const args = ["view", `${name}@${version}`, "version", "--loglevel=error", ...registry];
	const { code, output } = await runNode(npmCli(), args, { cwd: folder });
	if (code === 0) return output.trim() !== "";
	if (/\bE404\b/.test(output)) return false;
	throw new CommandError(`npm view ${name}@${version} failed:\n${output.trim()}`);
}

/** The package as a file, made by its own script `tarball` where `npm pack` would not do. */
async function pack({ name, folder, manifest: { scripts = {} } }: Package, parent: string): Promise<string> {
	const out = join(parent, name.replaceAll("/", "-"));
	mkdirSync(out);
	if (scripts.tarball) await npm(["run", "tarball", "--", "--out", out], folder);
	else await npm(["pack", "--ignore-scripts", "--pack-destination", out], folder);
	const [file] = readdirSync(out);
	if (file === undefined) throw new CommandError(`${name}: no tarball was made.`);
	return join(out, file);
}

async function npm(args: string[], cwd: string): Promise<void> {
	// Here npm works on one package, whatever it was that started this command.
	const env = { npm_config_workspace: undefined, npm_config_workspaces: undefined };
	const { code, output } = await runNode(npmCli(), ["--loglevel=error", ...args], { cwd, env });
	if (code !== 0) throw new CommandError(`npm ${args[0]} failed in ${cwd}:\n${output.trim()}`);
}
