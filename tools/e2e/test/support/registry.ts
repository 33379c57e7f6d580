import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { runServer } from "verdaccio";
import type { InstalledCopy } from "./installed-copies.js";
import { npm, withoutNpm } from "./npm.js";

/** A package registry for one test, which knows what was published to it and nothing else. */
export interface Registry {
	url: string;
	/** An environment in which npm uses it, and neither the settings nor the cache of whoever runs the test. */
	env: NodeJS.ProcessEnv;
	/** Publishes copies that are installed somewhere, as they are. */
	publishCopies(copies: readonly InstalledCopy[]): Promise<void>;
	close(): Promise<void>;
}

/** Starts a registry without any other behind it. */
export async function startRegistry(folder: string): Promise<Registry> {
	mkdirSync(folder);
	const server: Server = await runServer({
		self_path: folder,
		configPath: join(folder, "config.yaml"),
		storage: join(folder, "storage"),
		web: { enable: false },
		uplinks: {},
		packages: { "**": { access: "$all", publish: "$all" } },
		auth: { htpasswd: { file: join(folder, "htpasswd") } },
		max_body_size: "100mb",
		log: { type: "stdout", level: "fatal" },
	} as never);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	const url = `http://${host}/`;
	writeFileSync(join(folder, "npmrc"), `//${host}/:_authToken=throw-away\n`);
	const env = {
		...withoutNpm(process.env),
		npm_config_userconfig: join(folder, "npmrc"),
		npm_config_globalconfig: join(folder, "none"),
		npm_config_cache: join(folder, "cache"),
		npm_config_registry: url,
		npm_config_noproxy: "127.0.0.1",
		npm_config_fetch_retries: "0",
		npm_config_update_notifier: "false",
		npm_config_audit: "false",
		npm_config_fund: "false",
	};

	async function publish({ name, manifest }: InstalledCopy, tarball: string): Promise<void> {
		const { version } = manifest;
		const bytes = readFileSync(tarball);
		const hash = (algorithm: string) => createHash(algorithm).update(bytes);
		const file = `${basename(name)}-${version}.tgz`;
		const dist = {
			integrity: `sha512-${hash("sha512").digest("base64")}`,
			shasum: hash("sha1").digest("hex"),
			tarball: `${url}${name}/-/${file}`,
		};
		const attachment = {
			content_type: "application/octet-stream",
			data: bytes.toString("base64"),
			length: bytes.length,
		};
		const answer = await fetch(`${url}${name.replace("/", "%2f")}`, {
			method: "PUT",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify({
				_id: name,
				name,
				"dist-tags": { latest: version },
				versions: { [version]: { ...manifest, _id: `${name}@${version}`, dist } },
				_attachments: { [file]: attachment },
			}),
		});
		if (!answer.ok) throw new Error(`${name}@${version} was not published: ${answer.status} ${await answer.text()}`);
	}

	return {
		url,
		env,
		async publishCopies(copies) {
			const out = join(folder, "tarballs");
			mkdirSync(out);
			const folders = copies.map((copy) => copy.folder);
			const args = ["pack", ...folders, "--ignore-scripts", "--json", "--pack-destination", out];
			const packed = JSON.parse(await npm(args, { cwd: folder, env })) as { filename: string }[];
			// One after the other: two versions of one package would write the same file of the registry.
			for (const [place, copy] of copies.entries()) await publish(copy, join(out, packed[place]?.filename ?? ""));
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
