import { authenticate } from "../credentials/authenticate.js";
import { CredentialsError } from "../credentials/credentials-error.js";
import { issueToken } from "../credentials/issue.js";
import { PERMISSIONS } from "../credentials/permission.js";
import { normaliseSecureUrl } from "../credentials/secure-url.js";
import { basePath } from "../document.js";
import { createServer } from "../server.js";
import type { AccessData, DataStore } from "../store/store.js";
import { type Command, flagText } from "./command.js";
import { CommandError } from "./command-error.js";
import { type Credentials, isCredentials, readJsonFile, writeSecretFile } from "./credentials-file.js";
import { DEMO_GROUPS } from "./demo-groups.js";
import { DATABASE_FLAG } from "./flags.js";
import { withData } from "./with-data.js";

const DEMO_STORE = "https://demo-store.3dcartstores.com";
const DEMO_APPLICATION = "Demo console";

/** `demo` */
export const demo: Command = {
	name: "demo",
	summary: "Makes sure that a demo store with groups exists and writes its credentials.",
	flags: [{ name: "out", value: "FILE", help: "The credentials file", required: true }, DATABASE_FLAG],
	async run(flags, { env, print }) {
		const file = flagText(flags, "out") ?? "";
		await withData(flags, env, async (data) => {
			if (await holds(data.access, readJsonFile(file))) {
				print(`The demo store is there, its credentials are in ${file}.`);
				return;
			}
			const credentials = await renewCredentials(data.access);
			const created = await fill(data, credentials);
			writeSecretFile(file, credentials);
			print(`Demo store ${DEMO_STORE}: ${created} groups created, credentials written to ${file}.`);
		});
	},
};

/** Whether a credentials file still opens the demo store. */
async function holds(access: AccessData, content: unknown): Promise<boolean> {
	if (!isCredentials(content)) return false;
	const headers = { secureurl: content.SecureURL, privatekey: content.PrivateKey, token: content.Token };
	try {
		const grant = await authenticate(headers, access);
		return grant.storeId === (await access.storeId(normaliseSecureUrl(DEMO_STORE)));
	} catch (error) {
		if (error instanceof CredentialsError) return false;
		throw error;
	}
}

/** New credentials of the demo store; those that the demo application had before end. */
async function renewCredentials(access: AccessData): Promise<Credentials> {
	const secureUrl = normaliseSecureUrl(DEMO_STORE);
	if ((await access.storeId(secureUrl)) === undefined) await access.createStore(secureUrl, "document");
	for (const { id, application } of await access.listTokens(secureUrl)) {
		if (application === DEMO_APPLICATION) await access.revokeToken(id);
	}
	const { token, privateKey } = await issueToken(access, {
		secureUrl,
		application: DEMO_APPLICATION,
		permissions: new Set(PERMISSIONS),
		replaceKey: true,
	});
	return { SecureURL: DEMO_STORE, PrivateKey: privateKey ?? "", Token: token };
}

/** Creates the demo groups in a store that has none, by the requests that any client would make. */
async function fill(data: DataStore, credentials: Credentials): Promise<number> {
	const storeId = await data.access.storeId(normaliseSecureUrl(DEMO_STORE));
	if (storeId === undefined || (await data.groups.count(storeId)) > 0) return 0;
	const server = createServer({ data, throttled: false });
	try {
		for (const body of DEMO_GROUPS) {
			const { statusCode } = await server.inject({
				method: "POST",
				url: `${basePath}/CustomerGroups`,
				headers: { ...credentials, "content-type": "application/json" },
				payload: body,
			});
			if (statusCode !== 201) throw new CommandError(`A demo group was refused with ${statusCode}.`);
		}
	} finally {
		await server.close();
	}
	return DEMO_GROUPS.length;
}
