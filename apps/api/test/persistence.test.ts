import { join } from "node:path";
import { expect, it } from "vitest";
import { openSqlite } from "../src/data/sqlite/sqlite-database.js";
import { createGroup, newStore, startService, temporaryFolder } from "./support/service.js";

it("groups, credentials and the next id survive a restart", async () => {
	const file = join(temporaryFolder(), "folder", "groups.db");
	const first = await startService({ file });
	const credentials = await newStore(first.data);
	for (const Name of ["a", "b"]) await createGroup(first.call, credentials, { Name });
	await first.call("DELETE", "/CustomerGroups/2", { credentials });
	await first.close();

	const second = await startService({ file });
	const { json } = await second.call("GET", "/CustomerGroups", { credentials });
	expect(json).toMatchObject([{ CustomerGroupID: 1, Name: "a" }]);
	expect(await createGroup(second.call, credentials, { Name: "c" })).toBe(3);
});

it("what another connection commits holds from the next request on", async () => {
	const file = join(temporaryFolder(), "groups.db");
	const { call, data } = await startService({ file });
	const credentials = await newStore(data);
	const list = async () => (await call("GET", "/CustomerGroups?countonly=1", { credentials })).status;
	expect(await list()).toBe(200);
	const other = openSqlite(file);
	const [token] = await other.access.listTokens();
	await other.access.revokeToken(token?.id ?? 0);
	await other.close();
	expect(await list()).toBe(401);
});

it("creates at once have different ids, each acknowledged group is there", async () => {
	const { call, data } = await startService();
	const credentials = await newStore(data);
	const ids = await Promise.all(Array.from({ length: 40 }, () => createGroup(call, credentials, { Name: "a" })));
	expect(ids.sort((one, other) => one - other)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
	expect((await call("GET", "/CustomerGroups?countonly=1", { credentials })).json).toEqual({ TotalCount: 40 });
});
