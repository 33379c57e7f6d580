import { describe, expect, it } from "vitest";
import { createGroup, errorBody, newStore, startService } from "./support/service.js";

const SAMPLE =
	'{"CustomerGroupID":-75462011,"Name":"Excepteur reprehenderit mollit","Description":"aliquip exer","MinimumOrder":34158822.957761675,"NonTaxable":true,"AllowRegistration":false,"DisableRewardPoints":true,"AutoApprove":false,"RegistrationMessage":"aute enim commodo eiusmod","PriceLevel":-48512740}';

const NAMESPACES = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"';

const XML = { "Content-Type": "application/xml", Accept: "application/xml" };

async function start() {
	const service = await startService();
	const credentials = await newStore(service.data);
	return { ...service, credentials };
}

describe("in JSON", () => {
	it("creates with the next id, whatever the body says, and gets it back byte for byte", async () => {
		const { call, credentials } = await start();
		const created = await call("POST", "/CustomerGroups", { credentials, body: SAMPLE });
		expect(created.status).toBe(201);
		expect(created.text).toBe(
			'[{"Key":"CustomerGroupID","Value":"1","Status":"201","Message":"Created successfully"}]',
		);
		const found = await call("GET", "/CustomerGroups/1", { credentials });
		expect(found.status).toBe(200);
		expect(found.text).toBe(`[${SAMPLE.replace("-75462011", "1")}]`);
		expect(found.headers.get("content-type")).toBe("application/json; charset=utf-8");
		expect(found.headers.get("cache-control")).toBe("no-cache");
	});

	it("fills in the defaults of members that are not sent", async () => {
		const { call, credentials } = await start();
		await call("POST", "/CustomerGroups", { credentials, body: '{"Name":""}' });
		const { text } = await call("GET", "/CustomerGroups/1", { credentials });
		expect(text).toBe(
			'[{"CustomerGroupID":1,"Name":"","Description":"","MinimumOrder":0.0,"NonTaxable":false,"AllowRegistration":false,"DisableRewardPoints":false,"AutoApprove":false,"RegistrationMessage":"","PriceLevel":1}]',
		);
	});

	it("updates the members that are sent, of the group in the URL", async () => {
		const { call, credentials } = await start();
		await call("POST", "/CustomerGroups", { credentials, body: SAMPLE });
		const updated = await call("PUT", "/CustomerGroups/1", {
			credentials,
			body: '{"CustomerGroupID":7,"MinimumOrder":1,"NonTaxable":false,"Description":""}',
		});
		expect(updated.text).toBe(
			'[{"Key":"CustomerGroupID","Value":"1","Status":"200","Message":"updated successfully"}]',
		);
		const { text } = await call("GET", "/CustomerGroups/1", { credentials });
		expect(text).toBe(
			'[{"CustomerGroupID":1,"Name":"Excepteur reprehenderit mollit","Description":"","MinimumOrder":1.0,"NonTaxable":false,"AllowRegistration":false,"DisableRewardPoints":true,"AutoApprove":false,"RegistrationMessage":"aute enim commodo eiusmod","PriceLevel":-48512740}]',
		);
		expect((await call("PUT", "/CustomerGroups/1", { credentials, body: "{}" })).status).toBe(200);
		expect((await call("GET", "/CustomerGroups/1", { credentials })).text).toBe(text);
	});

	it("deletes, and never assigns the id again", async () => {
		const { call, credentials } = await start();
		for (const Name of ["a", "b"]) await createGroup(call, credentials, { Name });
		const deleted = await call("DELETE", "/CustomerGroups/2", { credentials });
		expect(deleted.text).toBe(
			'[{"Key":"CustomerGroupID","Value":"2","Status":"200","Message":"Deleted successfully"}]',
		);
		const again = await call("DELETE", "/CustomerGroups/2", { credentials });
		expect([again.status, again.json]).toEqual([
			404,
			errorBody(404, "2", "The specified Customer Group does not exist."),
		]);
		expect(await createGroup(call, credentials, { Name: "c" })).toBe(3);
	});

	it("takes the vendor's requests with a Content-Type and no body", async () => {
		const { call, credentials } = await start();
		await createGroup(call, credentials, { Name: "a" });
		const headers = { "Content-Type": "application/json", Accept: "application/json" };
		expect((await call("GET", "/CustomerGroups?limit=&offset=&countonly=", { credentials, headers })).status).toBe(200);
		expect((await call("GET", "/CustomerGroups/1", { credentials, headers })).status).toBe(200);
		expect((await call("DELETE", "/CustomerGroups/1", { credentials, headers })).status).toBe(200);
	});

	it("ignores a body where the operation takes none", async () => {
		const { call, credentials } = await start();
		await createGroup(call, credentials, { Name: "a" });
		const headers = { "Content-Type": "no media type" };
		expect((await call("DELETE", "/CustomerGroups/1", { credentials, headers, body: "{{{" })).status).toBe(200);
	});
});

describe("in XML", () => {
	it("creates, gets, updates and deletes", async () => {
		const { call, credentials } = await start();
		const created = await call("POST", "/CustomerGroups", {
			credentials,
			headers: XML,
			body: `<?xml version="1.0"?><CustomerGroup ${NAMESPACES}><Name>Caf&#xE9; &amp; Bar</Name><MinimumOrder>1</MinimumOrder><AutoApprove>true</AutoApprove></CustomerGroup>`,
		});
		expect(created.status).toBe(201);
		expect(created.text).toBe(
			`<ArrayOfResult ${NAMESPACES}><Result><Key>CustomerGroupID</Key><Value>1</Value><Status>201</Status><Message>Created successfully</Message></Result></ArrayOfResult>`,
		);
		expect(created.headers.get("content-type")).toBe("application/xml; charset=utf-8");

		const group = (order: string) =>
			`<ArrayOfCustomerGroup ${NAMESPACES}><CustomerGroup><CustomerGroupID>1</CustomerGroupID><Name>Café &amp; Bar</Name><Description /><MinimumOrder>${order}</MinimumOrder><NonTaxable>false</NonTaxable><AllowRegistration>false</AllowRegistration><DisableRewardPoints>false</DisableRewardPoints><AutoApprove>true</AutoApprove><RegistrationMessage /><PriceLevel>1</PriceLevel></CustomerGroup></ArrayOfCustomerGroup>`;
		expect((await call("GET", "/CustomerGroups/1", { credentials, headers: XML })).text).toBe(group("1"));
		// The same value in JSON has a decimal.
		expect((await call("GET", "/CustomerGroups/1", { credentials })).text).toContain('"MinimumOrder":1.0,');

		const updated = await call("PUT", "/CustomerGroups/1", {
			credentials,
			headers: XML,
			body: "<CustomerGroup><MinimumOrder>101.25</MinimumOrder></CustomerGroup>",
		});
		expect(updated.status).toBe(200);
		expect((await call("GET", "/CustomerGroups", { credentials, headers: XML })).text).toBe(group("101.25"));
		expect((await call("GET", "/CustomerGroups?countonly=1", { credentials, headers: XML })).text).toBe(
			`<CustomerGroupCount ${NAMESPACES}><TotalCount>1</TotalCount></CustomerGroupCount>`,
		);
		expect((await call("DELETE", "/CustomerGroups/1", { credentials, headers: XML })).status).toBe(200);
		const missing = await call("GET", "/CustomerGroups/1", { credentials, headers: XML });
		expect([missing.status, missing.text]).toEqual([
			404,
			`<ArrayOfResult ${NAMESPACES}><Result><Key>Error</Key><Value>1</Value><Status>404</Status><Message>The specified Customer Group does not exist.</Message></Result></ArrayOfResult>`,
		]);
	});

	it("updates several groups", async () => {
		const { call, credentials } = await start();
		await createGroup(call, credentials, { Name: "a" });
		const body =
			"<ArrayOfCustomerGroup><CustomerGroup><CustomerGroupID>1</CustomerGroupID><Name>b</Name></CustomerGroup><CustomerGroup><CustomerGroupID>1</CustomerGroupID><NonTaxable>perhaps</NonTaxable></CustomerGroup></ArrayOfCustomerGroup>";
		const { status, json } = await call("PUT", "/CustomerGroups", {
			credentials,
			headers: { "Content-Type": "text/xml" },
			body,
		});
		expect([status, json]).toEqual([
			206,
			[
				{ Key: "CustomerGroupID", Value: "1", Status: "200", Message: "updated successfully" },
				{ Key: "Error", Value: "1", Status: "400", Message: "NonTaxable must be true or false." },
			],
		]);
	});
});
