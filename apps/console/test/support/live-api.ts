import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
	type CustomerGroupCreate,
	type CustomerGroupsClient,
	createCustomerGroupsClient,
} from "@onespec/customer-groups";
import type { Credentials } from "../../src/config.js";
import { paths } from "./paths.js";
import { run, startServer } from "./process.js";

type Profile = "default" | "read-only" | "write-only" | "wrong" | "empty-store" | "small-bucket";

/** The live API on a database of its own, with throw-away stores. */
export interface LiveApi {
	readonly url: string;
	readonly credentials: Readonly<Record<Profile, Credentials>>;
	/** The credentials file of the profiles. */
	readonly credentialsFile: string;
	readonly client: CustomerGroupsClient;
	/** Creates a group in the store of the default profile and returns its id. */
	create(group: CustomerGroupCreate): Promise<number>;
	/** The body of a group as the API writes it, digit for digit. */
	text(id: number): Promise<string>;
	/** Sends a body as it is, so that no digit passes through a JavaScript number. */
	put(id: number, body: string): Promise<void>;
	stop(): Promise<void>;
}

/** Starts the live API as a process of its own. */
export async function startLiveApi(): Promise<LiveApi> {
	const folder = mkdtempSync(join(tmpdir(), "console-test-"));
	const database = join(folder, "groups.db");
	const credentialsFile = join(folder, "profiles.json");
	const made = await run(paths.api, ["profiles", "--database", database, "--out", credentialsFile]);
	if (made.code !== 0) throw new Error(`profiles failed:\n${made.stderr}`);
	const credentials = readProfiles(credentialsFile);
	const server = await startServer(paths.api, ["serve", "--database", database, "--port", "0"]);
	const client = createCustomerGroupsClient({ baseUrl: server.url, credentials: credentials.default });
	const { secureURL, privateKey, token } = credentials.default;
	const headers = { SecureURL: secureURL, PrivateKey: privateKey, Token: token, "Content-Type": "application/json" };
	return {
		url: server.url,
		credentials,
		credentialsFile,
		client,
		async create(body) {
			const { data, error } = await client.POST("/CustomerGroups", { body });
			if (data?.[0] === undefined) throw new Error(`not created: ${JSON.stringify(error)}`);
			return Number(data[0].Value);
		},
		async text(id) {
			const response = await fetch(`${server.url}/CustomerGroups/${id}`, { headers });
			return await response.text();
		},
		async put(id, body) {
			const response = await fetch(`${server.url}/CustomerGroups/${id}`, { method: "PUT", headers, body });
			if (!response.ok) throw new Error(`not updated: ${await response.text()}`);
		},
		async stop() {
			await server.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

function readProfiles(file: string): Record<Profile, Credentials> {
	const found: Record<Profile, { SecureURL: string; PrivateKey: string; Token: string }> = JSON.parse(
		readFileSync(file, "utf8"),
	);
	const of = (profile: Profile): Credentials => {
		const { SecureURL, PrivateKey, Token } = found[profile];
		return { secureURL: SecureURL, privateKey: PrivateKey, token: Token };
	};
	return {
		default: of("default"),
		"read-only": of("read-only"),
		"write-only": of("write-only"),
		wrong: of("wrong"),
		"empty-store": of("empty-store"),
		"small-bucket": of("small-bucket"),
	};
}
