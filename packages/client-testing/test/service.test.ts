import { beforeEach, describe, expect, it } from "vitest";
import { createService, type Service } from "../src/index.js";
import { ask } from "./support/ask.js";
import { type Parcel, parcels, someParcels } from "./support/parcels.js";

let service: Service;
beforeEach(() => {
	service = createService({ model: parcels, items: { "/parcels": someParcels(7) } });
});

const numbers = (body: unknown) => (body as Parcel[]).map((parcel) => parcel.Number);
const only = (value: string, status: number, message: string) => [
	{ About: value, Code: String(status), Text: message },
];

describe("a list", () => {
	it.each([
		["the default limit", "", [1, 2, 3]],
		["a limit", "?limit=5", [1, 2, 3, 4, 5]],
		["the next page, counted from 1", "?limit=3&offset=4", [4, 5, 6]],
		["the rest", "?limit=3&offset=7", [7]],
		["offset 0, which is that of the first", "?offset=0", [1, 2, 3]],
		["empty values, which are the defaults", "?limit=&offset=&countonly=", [1, 2, 3]],
	])("has %s", async (_, query, expected) => {
		const { status, body } = await ask(service, "GET", `/parcels${query}`);
		expect([status, numbers(body)]).toEqual([200, expected]);
	});

	it("is counted, whatever limit and offset say", async () => {
		expect(await ask(service, "GET", "/parcels?countonly=1&offset=99")).toMatchObject({
			status: 200,
			body: { Total: 7 },
		});
	});

	it("ends with the documented error", async () => {
		const { status, body } = await ask(service, "GET", "/parcels?offset=8");
		expect([status, body]).toEqual([400, only("offset", 400, "There are not so many.")]);
	});

	it("is empty with the documented error", async () => {
		const empty = createService({ model: parcels });
		const { status, body } = await ask(empty, "GET", "/parcels");
		expect([status, body]).toEqual([404, only("", 404, "There are no parcels.")]);
		expect((await ask(empty, "GET", "/parcels?countonly=1")).body).toEqual({ Total: 0 });
	});

	it.each([
		["limit=0", "limit", "limit must be an integer from 1 to 50."],
		["limit=1.5", "limit", "limit must be an integer from 1 to 50."],
		["limit=1&limit=2", "limit", "limit must not occur more than once."],
		["offset=-1", "offset", "offset must be an integer of at least 0."],
		["countonly=2", "countonly", "countonly must be 0 or 1."],
	])("refuses %s", async (query, about, message) => {
		const { status, body } = await ask(service, "GET", `/parcels?${query}`);
		expect([status, body]).toEqual([400, only(about, 400, message)]);
	});
});

describe("one item", () => {
	it("is made with the next id, which the body has no say in, and what it leaves out", async () => {
		const { status, body } = await ask(service, "POST", "/parcels", { Number: 3, To: "Here" });
		expect([status, body]).toEqual([201, only("8", 201, "Sent.")]);
		expect((await ask(service, "GET", "/parcels/8")).body).toEqual([
			{ Number: 8, To: "Here", Weight: 0, Fragile: false, Tries: 3 },
		]);
	});

	it("is changed where something was sent, by the id of the URL", async () => {
		const { body } = await ask(service, "PUT", "/parcels/2", { Number: 5, Fragile: true });
		expect(body).toEqual(only("2", 200, "Changed."));
		expect(service.items("/parcels")[1]).toEqual({ ...someParcels(2)[1], Fragile: true });
		expect(service.items("/parcels")[4]).toEqual(someParcels(5)[4]);
	});

	it("is gone when it was removed, and its id is not given out again", async () => {
		expect((await ask(service, "DELETE", "/parcels/7")).body).toEqual(only("7", 200, "Dropped."));
		expect((await ask(service, "DELETE", "/parcels/7")).body).toEqual(only("7", 404, "There is no such parcel."));
		expect((await ask(service, "POST", "/parcels", { To: "Here" })).body).toEqual(only("8", 201, "Sent."));
	});

	it.each(["GET", "PUT", "DELETE"])("is not found by %s", async (method) => {
		const { status, body } = await ask(service, method, "/parcels/99", method === "PUT" ? {} : undefined);
		expect([status, body]).toEqual([404, only("99", 404, "There is no such parcel.")]);
	});

	it("keeps every digit of a decimal, in JSON with at least one behind the point", async () => {
		await ask(service, "PUT", "/parcels/1", '{"Weight":34158822.957761675}');
		expect((await ask(service, "GET", "/parcels/1")).text).toContain('"Weight":34158822.957761675');
		await ask(service, "PUT", "/parcels/1", '{"Weight":2}');
		expect((await ask(service, "GET", "/parcels/1")).text).toContain('"Weight":2.0');
	});

	it.each([
		["a body that cannot be read", '{"To":', "", /^The body is not well-formed: /],
		["an undocumented member", '{"To":"x","Size":1}', "Size", /^Size is not a member of Parcel\.$/],
		["a missing member", "{}", "To", /^To is required\.$/],
		["a text that is too long", `{"To":"${"x".repeat(21)}"}`, "To", /^To must be a string of at most 20 chara/],
		["another type", '{"To":7}', "To", /^To must be a string of at most 20 chara/],
		["null", '{"To":null}', "To", /^To must be a string of at most 20 chara/],
		["a number below the least", '{"To":"x","Tries":0}', "Tries", /^Tries must be an integer of at least 1\.$/],
		["a number beyond its format", '{"To":"x","Number":2147483648}', "Number", /^Number must be an integer from/],
		["a decimal with too many digits", `{"To":"x","Weight":1.${"1".repeat(20)}}`, "Weight", /^Weight must be a /],
		["a member twice", '{"To":"x","To":"y"}', "To", /^To must not occur more than once\.$/],
	])("refuses %s", async (_, body, about, message) => {
		const said = await ask(service, "POST", "/parcels", body);
		expect([said.status, said.body]).toEqual([
			400,
			[{ About: about, Code: "400", Text: expect.stringMatching(message) }],
		]);
		expect(service.items("/parcels")).toHaveLength(7);
	});
});

describe("a batch", () => {
	it("has a result for each item, in order, and applies the same one twice", async () => {
		const { status, body } = await ask(service, "PUT", "/parcels", [
			{ Number: 2, To: "A" },
			{ Number: 1, To: "B" },
			{ Number: 2, Fragile: true },
		]);
		expect(status).toBe(200);
		expect(body).toEqual(["2", "1", "2"].flatMap((number) => only(number, 200, "Changed.")));
		expect(service.items("/parcels")[1]).toMatchObject({ To: "A", Fragile: true });
	});

	it("is a partial success where some items fail", async () => {
		const { status, body } = await ask(service, "PUT", "/parcels", [
			{ Number: 99 },
			{ Number: 1, To: "A" },
			{ Number: 2, To: 7 },
		]);
		expect(status).toBe(206);
		expect(body).toEqual([
			...only("99", 404, "There is no such parcel."),
			...only("1", 200, "Changed."),
			...only("2", 400, "To must be a string of at most 20 charac"),
		]);
		expect(service.items("/parcels")[1]).toEqual(someParcels(2)[1]);
	});

	it.each([
		["none exists", [{ Number: 98 }, { Number: 99 }], 404],
		["all are wrong", [{ Number: 1, To: 7 }, {}], 400],
		["each fails for another reason", [{ Number: 1, To: 7 }, { Number: 99 }], 400],
	])("fails as a whole where %s", async (_, items, status) => {
		expect((await ask(service, "PUT", "/parcels", items)).status).toBe(status);
	});

	it.each([
		["no item", []],
		["too many", [{ Number: 1 }, { Number: 1 }, { Number: 1 }, { Number: 1 }]],
		["no array", { Number: 1 }],
	])("refuses %s as a whole", async (_, body) => {
		const said = await ask(service, "PUT", "/parcels", body);
		expect([said.status, said.body]).toEqual([400, only("", 400, "The body must be an array of 1 to 3 item")]);
	});
});

describe("XML", () => {
	const xml = { accept: "application/xml", "content-type": "application/xml" };

	it("is read and written like JSON", async () => {
		const sent = "<Parcel><To>Fish &amp; chips</To><Weight>2.50</Weight><Fragile>true</Fragile></Parcel>";
		expect((await ask(service, "POST", "/parcels", sent, xml)).text).toContain("<Result><About>8</About>");
		const { text, headers } = await ask(service, "GET", "/parcels/8", undefined, { accept: "application/xml" });
		expect(headers.get("content-type")).toBe("application/xml; charset=utf-8");
		expect(text).toMatch(
			/^<Parcels [^>]*><Parcel><Number>8<\/Number><To>Fish &amp; chips<\/To><Weight>2\.50<\/Weight>/,
		);
		expect((await ask(service, "GET", "/parcels/8")).text).toContain('"Weight":2.50');
	});

	it("carries errors, which JSON examples say", async () => {
		const { status, text } = await ask(service, "GET", "/parcels/99", undefined, { accept: "application/xml" });
		expect([status, text]).toEqual([404, expect.stringContaining("<Text>There is no such parcel.</Text>")]);
	});

	it("is refused where it is malformed", async () => {
		expect((await ask(service, "POST", "/parcels", "<Parcel>", xml)).status).toBe(400);
	});
});

describe("what comes before an operation", () => {
	it.each([
		["an unknown path", "GET", "/boxes", undefined, {}, 404, only("", 404, "No such path.")],
		["a path outside the base", "GET", "/../boxes", undefined, {}, 404, only("", 404, "No such path.")],
		["an unknown method", "PATCH", "/parcels/1", "{}", {}, 405, only("PATCH", 405, "No such method.")],
		[
			"no credentials",
			"GET",
			"/parcels",
			undefined,
			{ authorization: undefined },
			401,
			only("Authorizat", 401, "The token is missing."),
		],
		[
			"a scheme of another kind",
			"GET",
			"/parcels",
			undefined,
			{ authorization: "Basic good" },
			401,
			only("Authorizat", 401, "The token is missing."),
		],
	])("refuses %s", async (_, method, path, body, headers, status, expected) => {
		const said = await ask(service, method, path, body, headers);
		expect([said.status, said.body]).toEqual([status, expected]);
	});

	it("says which methods there are", async () => {
		expect((await ask(service, "PATCH", "/parcels/1")).headers.get("allow")).toBe("GET, PUT, DELETE");
	});

	it("refuses what it cannot answer, and what it cannot read", async () => {
		expect((await ask(service, "GET", "/parcels", undefined, { accept: "image/png" })).status).toBe(406);
		expect((await ask(service, "POST", "/parcels", "x", { "content-type": "text/plain" })).status).toBe(415);
		expect(
			(await ask(service, "POST", "/parcels", "{}", { "content-type": "application/json; charset=latin1" })).status,
		).toBe(415);
	});

	it("answers in the first media type where none is asked for", async () => {
		expect((await ask(service, "GET", "/parcels", undefined, { accept: undefined })).headers.get("content-type")).toBe(
			"application/json; charset=utf-8",
		);
	});
});

describe("who may ask", () => {
	const granted = createService({
		model: parcels,
		items: { "/parcels": someParcels(2) },
		grants: [
			{ credentials: { token: "good" } },
			{ credentials: { token: "looks" }, permissions: ["look"] },
			{ credentials: { token: "elsewhere" }, store: "elsewhere" },
		],
	});
	const as = (token: string) => ({ authorization: `Bearer ${token}` });

	it("is known, or refused", async () => {
		const { status, body } = await ask(granted, "GET", "/parcels", undefined, as("nobody"));
		expect([status, body]).toEqual([401, only("", 401, "The token is wrong.")]);
		expect((await ask(granted, "GET", "/parcels")).status).toBe(200);
	});

	it("needs the permission of the operation", async () => {
		expect((await ask(granted, "GET", "/parcels", undefined, as("looks"))).status).toBe(200);
		expect((await ask(granted, "POST", "/parcels", { To: "x" }, as("looks"))).body).toEqual(
			only("send", 403, "You may not send."),
		);
		// Where 403 is not documented, 401 is what there is.
		expect((await ask(granted, "DELETE", "/parcels/1", undefined, as("looks"))).status).toBe(401);
	});

	it("sees the items of its own store and no others", async () => {
		expect((await ask(granted, "GET", "/parcels/1", undefined, as("elsewhere"))).status).toBe(404);
		await ask(granted, "POST", "/parcels", { To: "There" }, as("elsewhere"));
		expect(granted.items("/parcels", "elsewhere")).toHaveLength(1);
		expect(granted.items("/parcels")).toHaveLength(2);
	});
});

it("throttles by the document's bucket, each who asks by one of their own, as time goes by", async () => {
	let now = 0;
	const throttled = createService({ model: parcels, throttle: true, now: () => now });
	const statuses = async (times: number) => {
		const all = [];
		for (let count = 0; count < times; count++) all.push((await ask(throttled, "GET", "/parcels?countonly=1")).status);
		return all;
	};
	expect(await statuses(3)).toEqual([200, 200, 429]);
	const { headers, body } = await ask(throttled, "GET", "/parcels");
	expect([headers.get("retry-after"), body]).toEqual(["1", only("", 429, "Too many requests.")]);
	expect(
		(await ask(throttled, "GET", "/parcels?countonly=1", undefined, { authorization: "Bearer other" })).status,
	).toBe(200);
	now = 1000;
	expect(await statuses(2)).toEqual([200, 429]);
});

describe("a failure that is asked for", () => {
	it("comes once, from the operation that it is asked of", async () => {
		service.failNext({ operation: "getParcel", status: 404, cause: "no-such-parcel" });
		expect((await ask(service, "GET", "/parcels")).status).toBe(200);
		expect((await ask(service, "GET", "/parcels/1")).status).toBe(404);
		expect((await ask(service, "GET", "/parcels/1")).status).toBe(200);
	});

	it("comes as often as it is asked for, with headers, documented or not", async () => {
		service.failNext({ status: 502, times: 2, headers: { "retry-after": "7" } });
		for (const expected of [502, 502, 200]) expect((await ask(service, "GET", "/parcels")).status).toBe(expected);
		service.failNext({ status: 429, headers: { "retry-after": "7" } });
		expect((await ask(service, "GET", "/parcels")).headers.get("retry-after")).toBe("7");
	});
});

it("is as it was at the start when it is reset", async () => {
	await ask(service, "DELETE", "/parcels/1");
	service.failNext({ status: 500 });
	service.reset();
	expect((await ask(service, "GET", "/parcels?countonly=1")).body).toEqual({ Total: 7 });
	expect(service.items("/parcels")).toEqual(someParcels(7));
});

it("keeps what it was given apart from what it changes", async () => {
	const given = someParcels(1);
	const own = createService({ model: parcels, items: { "/parcels": given } });
	await ask(own, "PUT", "/parcels/1", { To: "Changed" });
	expect(given).toEqual(someParcels(1));
});

it("names a collection that the document does not have", () => {
	expect(() => createService({ model: parcels, items: { "/boxes": [{}] } })).toThrow(
		"The document has no collection at /boxes.",
	);
});
