import type { DocumentModel } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Verification } from "../src/results.js";
import { verify } from "../src/verify.js";
import { thingsCredentials, thingsScenarios, thingsSpec } from "./support/paths.js";
import { startThings, type ThingsAnswer, type ThingsServer } from "./support/things-server.js";

let server: ThingsServer | undefined;

afterEach(async () => {
	await server?.close();
	server = undefined;
});

async function run(alter?: (answer: ThingsAnswer) => void, more: Partial<Parameters<typeof verify>[0]> = {}) {
	server = await startThings(alter);
	return verify({
		spec: thingsSpec,
		endpoint: server.url,
		target: "live",
		scenarios: thingsScenarios,
		credentials: thingsCredentials,
		...more,
	});
}

const failed = ({ cells }: Verification) => cells.filter((cell) => cell.outcome === "failed");

describe("verify, on a live API in four media types", () => {
	it("passes every cell and general response, and removes what it made", async () => {
		const verification = await run();
		expect(failed(verification)).toEqual([]);
		expect(verification).toMatchObject({ total: 22, passed: 22, failed: 0, open: 0, ok: true, notes: [] });
		expect(verification.general.map(({ status, mediaType, outcome }) => `${status} ${mediaType} ${outcome}`)).toEqual([
			...["404", "405"].flatMap((status) => FOUR.map((mediaType) => `${status} ${mediaType} passed`)),
			"406 application/x-unknown passed",
			...["413", "415"].flatMap((status) => FOUR.map((mediaType) => `${status} ${mediaType} passed`)),
			"503 null open",
		]);
		expect([...(server?.things.keys() ?? [])]).toEqual([1]);
	});

	it("makes a shared fixture once, and a fresh one for each transaction", async () => {
		await run();
		const made = server?.requests.filter(({ body }) => body === '{"Name":"Fixture","Price":1}');
		expect(made).toHaveLength(2);
	});

	it("sends the body of each media type as it is in the document but for a name of its own, and the profile's credentials", async () => {
		await run();
		const posts = server?.requests.filter(({ method, body }) => method === "POST" && /Table.*Price/.test(body)) ?? [];
		expect(new Set(posts.map(({ contentType, body }) => `${contentType} ${body.replace(/-v\w{7}/, "")}`))).toEqual(
			new Set([
				'application/json {"Name":"Table","Price":99}',
				'text/json {"Name":"Table","Price":99}',
				"application/xml <Thing><Name>Table</Name><Price>99</Price></Thing>",
				"text/xml <Thing><Name>Table</Name><Price>99</Price></Thing>",
			]),
		);
		expect(new Set(posts.map(({ key }) => key))).toEqual(new Set(["thing-key-1"]));
	});

	it("leaves out nothing of 429: it repeats the request until the status comes", async () => {
		await run();
		const slow = server?.requests.filter(({ key }) => key === "slow-key").map(({ path }) => path) ?? [];
		expect(slow).toEqual(Array(5).fill("/base/things/99999"));
	});

	it("removes what it made when cells fail, and when it is stopped", async () => {
		await run((answer) => {
			if (answer.method === "GET") answer.status = 500;
		});
		expect([...(server?.things.keys() ?? [])]).toEqual([1]);
		await server?.close();

		const controller = new AbortController();
		const stopped = run(
			(answer) => {
				if (answer.method === "POST") controller.abort(new Error("enough"));
			},
			{ signal: controller.signal },
		);
		await expect(stopped).rejects.toThrow("enough");
		expect(server?.requests.map(({ method }) => method)).toContain("POST");
		expect([...(server?.things.keys() ?? [])]).toEqual([1]);
	});

	it("says what it could not remove", async () => {
		const verification = await run((answer) => {
			if (answer.method === "DELETE") answer.status = 500;
		});
		expect(verification.notes).toContain("clean-up: deleteThing answered 500");
	});

	it("fails the cells whose set-up fails, with what the server said", async () => {
		const verification = await run((answer) => {
			if (answer.method === "POST") {
				answer.status = 503;
				answer.body = "thing-key-1 is closed";
			}
		});
		const reasons = failed(verification)
			.filter(({ cell }) => cell.operationId === "listThings")
			.flatMap(({ transactions }) => transactions.flatMap((transaction) => transaction.reasons));
		expect(new Set(reasons)).toEqual(new Set(["set-up: fixture thing: createThing answered 503 *** is closed"]));
	});
});

const FOUR = ["application/json", "text/json", "application/xml", "text/xml"];
const XML_PAGE = "GET /things 200 → text/xml";
const JSON_PAGE = "GET /things 200 → text/json";

describe("verify, on an API in four media types with a planted fault", () => {
	let withoutGeneral: DocumentModel;

	beforeAll(async () => {
		const { model } = await loadDocument(thingsSpec);
		withoutGeneral = { ...model, generalResponses: [] };
	});

	const inXml = (change: (body: string) => string) => (answer: ThingsAnswer) => {
		if (answer.method === "GET" && answer.mediaType === "text/xml") answer.body = change(answer.body);
	};
	const inJson = (change: (body: string) => string) => (answer: ThingsAnswer) => {
		if (answer.method === "GET" && answer.mediaType === "text/json") answer.body = change(answer.body);
	};

	const faults: [string, (answer: ThingsAnswer) => void, string, string | RegExp][] = [
		[
			"a wrong root",
			inXml((body) => body.replaceAll("ArrayOfThing", "Things")),
			XML_PAGE,
			"/Things: the root element must be ArrayOfThing",
		],
		[
			"a wrong order",
			inXml((body) => body.replace(/(<Id>.*?<\/Id>)(<Name>.*?<\/Name>)/, "$2$1")),
			XML_PAGE,
			/^\/ArrayOfThing\/Thing\[1\]\/Name: This element is not expected. Expected is \( Id \)/,
		],
		[
			"an extra element",
			inXml((body) => body.replace("<Id>", "<Colour/><Id>")),
			XML_PAGE,
			/Thing\[1\]\/Colour: This element is not expected/,
		],
		[
			"an element twice",
			inXml((body) => body.replace("<Id>", "<Id>1</Id><Id>")),
			XML_PAGE,
			/Thing\[1\]\/Id\[2\]: This element is not expected/,
		],
		[
			"a missing element",
			inXml((body) => body.replace(/<Name>.*?<\/Name>/, "")),
			XML_PAGE,
			/Thing\[1\]\/Price: This element is not expected/,
		],
		[
			"a wrong type",
			inXml((body) => body.replace("<Id>1<", "<Id>one<")),
			XML_PAGE,
			/Thing\[1\]\/Id: 'one' is not a valid value/,
		],
		[
			"a number with an exponent",
			inXml((body) => body.replace("12.5", "1e1")),
			XML_PAGE,
			/Price: '1e1' is not a valid value/,
		],
		["too many digits", inXml((body) => body.replace("12.5", "12.3456")), XML_PAGE, /totalDigits/],
		["a text that is too long", inXml((body) => body.replace("Chair", "Chair".repeat(9))), XML_PAGE, /maxLength/],
		[
			"an attribute",
			inXml((body) => body.replace("<Thing>", '<Thing id="1">')),
			XML_PAGE,
			/The attribute 'id' is not allowed/,
		],
		[
			"an unknown namespace",
			inXml((body) => body.replace("xmlns:xsi", 'xmlns:a="urn:a" xmlns:xsi')),
			XML_PAGE,
			'/ArrayOfThing: declares the namespace a="urn:a"; only xsi and xsd are allowed',
		],
		[
			"an undeclared prefix",
			inXml((body) => body.replace("<Id>", "<a:Id>").replace("</Id>", "</a:Id>")),
			XML_PAGE,
			/^body: is not well-formed XML|a:Id|Id: This element is not expected/,
		],
		[
			"a default namespace",
			inXml((body) => body.replace("xmlns:xsi", 'xmlns="urn:a" xmlns:xsi')),
			XML_PAGE,
			"/ArrayOfThing: declares a default namespace, urn:a; none is allowed",
		],
		[
			"a default namespace within",
			inXml((body) => body.replace("<Thing>", '<Thing xmlns="urn:a">')),
			XML_PAGE,
			"/ArrayOfThing/Thing: declares a default namespace, urn:a; none is allowed",
		],
		[
			"a schema location",
			inXml((body) => body.replace("<Thing>", '<Thing xsi:type="Thing">')),
			XML_PAGE,
			"/ArrayOfThing/Thing: has the attribute xsi:type; only xsi:nil is allowed",
		],
		[
			"a document type",
			inXml((body) => `<!DOCTYPE ArrayOfThing [<!ENTITY e "x">]>${body}`),
			XML_PAGE,
			"/: has a document type declaration; none is allowed",
		],
		["two roots", inXml((body) => body + body), XML_PAGE, /^body: is not well-formed XML: /],
		["an open element", inXml((body) => body.replace("</Thing>", "")), XML_PAGE, /^body: is not well-formed XML: /],
		[
			"a count where a page is due",
			(answer) => {
				if (answer.mediaType === "text/xml" && answer.body.includes("ArrayOfThing"))
					answer.body = "<ThingCount><Count>1</Count></ThingCount>";
			},
			XML_PAGE,
			"/ThingCount: the root element must be ArrayOfThing",
		],
		["JSON where XML is due", inXml(() => "[]"), XML_PAGE, /^body: is not well-formed XML: /],
		[
			"a JSON count where a page is due",
			(answer) => {
				if (answer.mediaType === "text/json" && answer.body.startsWith("[")) answer.body = '{"Count":1}';
			},
			JSON_PAGE,
			"body: must be array",
		],
		[
			"a decimal without decimals",
			inJson((body) => body.replace("12.50", "12")),
			JSON_PAGE,
			"/0/Price: must have at least 1 decimal, but is 12",
		],
		[
			"a decimal with an exponent",
			inJson((body) => body.replace("12.50", "1.25e1")),
			JSON_PAGE,
			"/0/Price: must be written without an exponent, but is 1.25e1",
		],
		[
			"a decimal with too many digits",
			inJson((body) => body.replace("12.50", "12.3456")),
			JSON_PAGE,
			"/0/Price: must have at most 5 significant digits, but is 12.3456",
		],
		[
			"no required header",
			(answer) => {
				if (answer.method === "GET" && answer.mediaType === "text/json") delete answer.headers["X-Total"];
			},
			JSON_PAGE,
			"X-Total: the header is missing",
		],
		[
			"a header of a wrong type",
			(answer) => {
				if (answer.method === "GET" && answer.mediaType === "text/json") answer.headers["X-Total"] = "many";
			},
			JSON_PAGE,
			"X-Total: the header must be integer, but is many",
		],
		[
			"another media type than was asked for",
			(answer) => {
				if (answer.method === "GET" && answer.mediaType === "text/json")
					answer.headers["Content-Type"] = "application/json";
			},
			JSON_PAGE,
			"Content-Type: must be text/json, but is application/json",
		],
	];

	it.each(faults)("fails the right cell for %s", async (_, alter, cell, reason) => {
		const verification = await run(alter, { spec: withoutGeneral });
		expect(failed(verification).map((one) => one.cell.id)).toEqual([cell]);
		const reasons = failed(verification).flatMap(({ transactions }) => transactions.flatMap((one) => one.reasons));
		expect(reasons).toContainEqual(typeof reason === "string" ? reason : expect.stringMatching(reason));
	});

	it("takes a member that an open schema does not list, unless answers are closed", async () => {
		const alter = inJson((body) => body.replace("[{", '[{"Colour":1,'));
		expect(failed(await run(alter, { spec: withoutGeneral }))).toEqual([]);
		const closed = await run(alter, { spec: withoutGeneral, closed: true });
		expect(failed(closed).map((one) => one.cell.id)).toEqual([JSON_PAGE]);
		const reasons = failed(closed).flatMap(({ transactions }) => transactions.flatMap((one) => one.reasons));
		expect(reasons).toEqual(["/0/Colour: is not documented"]);
	});

	const inStatus = (status: number, change: (answer: ThingsAnswer) => unknown) => (answer: ThingsAnswer) => {
		if (answer.status === status) change(answer);
	};
	const allow = (value: string) => (answer: ThingsAnswer) => Object.assign(answer.headers, { Allow: value });
	const rename = (answer: ThingsAnswer) => Object.assign(answer, { body: answer.body.replaceAll("Reason", "Why") });
	const generalFaults: [string, number, (answer: ThingsAnswer) => unknown, string][] = [
		["a wrong status", 404, (answer) => Object.assign(answer, { status: 400 }), "status: must be 404, but is 400"],
		["a wrong body", 415, rename, "/Reason: is missing"],
		["no Allow", 405, (answer) => delete answer.headers.Allow, "Allow: the header is missing"],
		["a method missing in Allow", 405, allow("GET"), "Allow: does not name POST"],
		["a method too many in Allow", 405, allow("GET, POST, PUT"), "Allow: names PUT, which the path does not have"],
	];

	it.each(generalFaults)("fails the general response for %s", async (_, status, change, reason) => {
		const verification = await run(inStatus(status, change));
		expect(verification).toMatchObject({ passed: 22, ok: false });
		const failures = verification.general.filter(({ outcome }) => outcome === "failed");
		expect(new Set(failures.map((one) => one.status))).toEqual(new Set([status]));
		expect(failures.flatMap(({ reasons }) => reasons).join("\n")).toContain(reason);
	});
});
