import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openData } from "../src/data/open-data.js";
import { DATABASES, type DatabaseKind } from "./support/databases.js";
import { newStore, startService } from "./support/service.js";

/** Texts that mean something to a database, a template, a format or a shell where they are not kept apart from code. */
const TEXTS = [
	"'",
	"''",
	'"',
	"\\",
	"\\'",
	"`",
	"'; DROP TABLE customer_groups; --",
	"'); DELETE FROM stores; --",
	"' OR '1'='1",
	'" OR ""="',
	"1; SELECT pg_sleep(60)",
	"' UNION SELECT token_hash FROM tokens --",
	"/* */",
	"--",
	"$1",
	"$$; DROP TABLE stores; $$",
	"?1",
	":name",
	"@name",
	"%s%n%d",
	"_%",
	"\0",
	"'\0'",
	"\ufeff",
	"\u2028",
	"E'\\\\x00'",
	"{{7*7}}",
	"#{7*7}",
	"$(id)",
	"null",
	"undefined",
	"NaN",
	"[object Object]",
	"</Name><PriceLevel>9</PriceLevel><Name>",
	'","PriceLevel":9,"x":"',
	"]]>",
];

const FIELDS = ["Name", "Description", "RegistrationMessage"];

describe.each(DATABASES)("%s", (_, startKind) => {
	let kind: DatabaseKind;
	beforeAll(async () => {
		kind = await startKind();
	});
	afterAll(() => kind.close());

	async function start() {
		const data = await openData(await kind.newDatabase());
		const service = await startService({ data });
		const credentials = await newStore(data);
		const bystander = await newStore(data);
		await service.call("POST", "/CustomerGroups", { credentials: bystander, body: { Name: "bystander" } });
		const stands = async () => {
			const { json } = await service.call("GET", "/CustomerGroups", { credentials: bystander });
			expect(json).toMatchObject([{ Name: "bystander", PriceLevel: 1 }]);
		};
		return { ...service, credentials, stands };
	}

	it("in every text member: it comes back as it was, from create, update and bulk update, in JSON and XML", async () => {
		const { call, credentials, stands } = await start();
		const all = (text: string) => Object.fromEntries(FIELDS.map((field) => [field, text]));
		for (const [index, text] of TEXTS.entries()) {
			const id = index + 1;
			const stored = async () => (await call("GET", `/CustomerGroups/${id}`, { credentials })).json;
			const group = { ...all(text), CustomerGroupID: id, PriceLevel: 1 };
			expect((await call("POST", "/CustomerGroups", { credentials, body: all(text) })).status).toBe(201);
			expect(await stored(), "create").toMatchObject([group]);
			await call("PUT", `/CustomerGroups/${id}`, { credentials, body: all("") });
			await call("PUT", `/CustomerGroups/${id}`, { credentials, body: all(text) });
			expect(await stored(), "update").toMatchObject([group]);
			await call("PUT", "/CustomerGroups", {
				credentials,
				body: [
					{ CustomerGroupID: id, ...all("") },
					{ CustomerGroupID: id, ...all(text) },
				],
			});
			expect(await stored(), "bulk update").toMatchObject([group]);
		}
		const list = await call("GET", "/CustomerGroups?limit=500", { credentials });
		expect((list.json as { Name: string }[]).map(({ Name }) => Name)).toEqual(TEXTS);
		const xml = await call("GET", "/CustomerGroups?limit=500", { credentials, headers: { Accept: "text/xml" } });
		expect(xml.text.match(/<PriceLevel>1<\/PriceLevel>/g)).toHaveLength(TEXTS.length);
		await stands();
	});

	it("in every number, flag, parameter and path: 400", async () => {
		const { call, credentials, stands } = await start();
		await call("POST", "/CustomerGroups", { credentials, body: { Name: "a" } });
		for (const text of TEXTS) {
			const encoded = encodeURIComponent(text);
			for (const member of ["CustomerGroupID", "MinimumOrder", "NonTaxable", "PriceLevel"]) {
				expect(
					(await call("POST", "/CustomerGroups", { credentials, body: { Name: "a", [member]: text } })).status,
				).toBe(400);
			}
			expect((await call("POST", "/CustomerGroups", { credentials, body: { Name: "a", [text]: 1 } })).status).toBe(400);
			for (const parameter of ["limit", "offset", "countonly"]) {
				expect((await call("GET", `/CustomerGroups?${parameter}=${encoded}`, { credentials })).status).toBe(400);
				expect((await call("GET", `/CustomerGroups?${parameter}=1${encoded}`, { credentials })).status).toBe(400);
			}
			expect((await call("GET", `/CustomerGroups/1${encoded}`, { credentials })).status).toBe(400);
			expect((await call("DELETE", `/CustomerGroups/${encoded}`, { credentials })).status).toBe(400);
			expect((await call("GET", `/CustomerGroups?${encoded}=1`, { credentials })).status).toBe(200);
		}
		expect((await call("GET", "/CustomerGroups?countonly=1", { credentials })).json).toEqual({ TotalCount: 1 });
		await stands();
	}, 60_000);

	it("in every header: 401 in the credentials, and nothing elsewhere", async () => {
		const { call, credentials, stands } = await start();
		await call("POST", "/CustomerGroups", { credentials, body: { Name: "a" } });
		for (const text of TEXTS.filter((text) => /^[\x20-\x7e]+$/.test(text))) {
			for (const [name, value] of Object.entries(credentials)) {
				for (const wrong of [text, value + text, text + value]) {
					const headers = { ...credentials, [name]: wrong };
					expect((await call("GET", "/CustomerGroups", { headers })).status, `${name}: ${wrong}`).toBe(401);
				}
			}
			const others = { "User-Agent": text, Cookie: text, Referer: text, "X-Forwarded-For": text, "X-Request-Id": text };
			expect((await call("GET", "/CustomerGroups", { credentials, headers: others })).status).toBe(200);
		}
		await stands();
	}, 60_000);
});
