import { inspect } from "node:util";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
	ApiError,
	bearer,
	createClient,
	InvalidBaseUrlError,
	InvalidCredentialError,
	InvalidOptionError,
	NetworkError,
	urlCredential,
} from "../src/index.js";
import type { Locker, Problem, paths } from "./paths.js";
import { json, serve } from "./server.js";

const secret = "s3cr3t-v4lu3";
const locker = { number: 7, locked: true };

describe("a request", () => {
	it("carries every credential in its header, on every method", async () => {
		await using server = await serve((_, response) => json(response, 200, locker));
		const client = createClient<paths>({
			baseUrl: server.url,
			credentials: { "X-Store": "https://store.example", Authorization: bearer(secret) },
		});
		await client.GET("/lockers/{number}", { params: { path: { number: 7 } } });
		await client.PUT("/lockers/{number}", { params: { path: { number: 7 } }, body: { locked: false } });
		expect(
			server.received.map(({ method, url, headers, body }) => [
				method,
				url,
				headers["x-store"],
				headers.authorization,
				body,
			]),
		).toEqual([
			["GET", "/lockers/7", "https://store.example", `Bearer ${secret}`, ""],
			["PUT", "/lockers/7", "https://store.example", `Bearer ${secret}`, '{"locked":false}'],
		]);
		expect(server.received[1]?.headers["content-type"]).toBe("application/json");
	});

	it("carries the client's credentials, not a parameter by the same name; a header is refused", async () => {
		await using server = await serve((_, response) => json(response, 200, locker));
		const client = createClient<paths>({ baseUrl: server.url, credentials: { "X-Key": secret } });
		const params = { path: { number: 7 }, header: { "x-key": "other" } as never };
		await client.GET("/lockers/{number}", { params });
		expect(server.received[0]?.headers["x-key"]).toBe(secret);
		const other = client.GET("/lockers/{number}", { params: { path: { number: 7 } }, headers: { "x-key": "other" } });
		await expect(other).rejects.toThrow(InvalidOptionError);
	});

	it("keeps the credentials that the client was made with", async () => {
		await using server = await serve((_, response) => json(response, 200, locker));
		const credentials = { "X-Key": secret };
		const client = createClient<paths>({ baseUrl: server.url, credentials });
		credentials["X-Key"] = "changed";
		await client.GET("/lockers/{number}", { params: { path: { number: 7 } } });
		expect(server.received[0]?.headers["x-key"]).toBe(secret);
	});

	it("is sent below the base URL, with or without a slash at its end", async () => {
		await using server = await serve((_, response) => json(response, 200, locker));
		for (const baseUrl of [`${server.url}/base/v1`, `${server.url}/base/v1/`, `${server.url}/base/v1//`]) {
			await createClient<paths>({ baseUrl }).GET("/lockers/{number}", {
				params: { path: { number: 7 }, query: { verbose: 1 } },
			});
		}
		expect(server.received.map(({ url }) => url)).toEqual(Array(3).fill("/base/v1/lockers/7?verbose=1"));
	});

	it("goes through the given fetch", async () => {
		const requests: Request[] = [];
		const client = createClient<paths>({
			baseUrl: "http://nowhere.invalid",
			credentials: { "X-Key": secret },
			fetch: async (request) => {
				requests.push(request);
				return Response.json(locker);
			},
		});
		const { data } = await client.GET("/lockers/{number}", { params: { path: { number: 7 } } });
		expect(data).toEqual(locker);
		expect(requests.map(({ url, headers }) => [url, headers.get("X-Key")])).toEqual([
			["http://nowhere.invalid/lockers/7", secret],
		]);
	});
});

describe("an answer", () => {
	it("is data for a documented success and error for a documented failure, typed by the document", async () => {
		await using server = await serve(({ url }, response) =>
			url === "/lockers/7" ? json(response, 200, locker) : json(response, 404, { reason: "no such locker" }),
		);
		const client = createClient<paths>({ baseUrl: server.url });
		const found = await client.GET("/lockers/{number}", { params: { path: { number: 7 } } });
		const missing = await client.GET("/lockers/{number}", { params: { path: { number: 8 } } });
		expectTypeOf(found.data).toEqualTypeOf<Locker | undefined>();
		expectTypeOf(missing.error).toEqualTypeOf<Problem | undefined>();
		expect([found.data, found.error, found.response.status]).toEqual([locker, undefined, 200]);
		expect([missing.data, missing.error, missing.response.status]).toEqual([
			undefined,
			{ reason: "no such locker" },
			404,
		]);
	});

	it("is checked by the compiler on its way in", () => {
		const client = createClient<paths>({ baseUrl: "http://nowhere.invalid" });
		// Never called: only the compiler reads it.
		void (() => [
			// @ts-expect-error: there is no such path
			client.GET("/cupboards"),
			// @ts-expect-error: the path has no DELETE
			client.DELETE("/lockers/{number}", { params: { path: { number: 7 } } }),
			// @ts-expect-error: the number is missing
			client.GET("/lockers/{number}"),
			// @ts-expect-error: the number is no number
			client.GET("/lockers/{number}", { params: { path: { number: "7" } } }),
			// @ts-expect-error: the body is missing
			client.PUT("/lockers/{number}", { params: { path: { number: 7 } } }),
		]);
		expectTypeOf(client.GET).toBeFunction();
	});

	it("that redirects is an error, and no credential reaches the other host, unless the call says so", async () => {
		await using other = await serve((_, response) => json(response, 200, locker));
		await using server = await serve((_, response) => {
			response.writeHead(302, { Location: `${other.url}/lockers/7` }).end();
		});
		const client = createClient<paths>({ baseUrl: server.url, credentials: { "X-Key": secret } });
		const failure = client.GET("/lockers/{number}", { params: { path: { number: 7 } } });
		await expect(failure).rejects.toThrow(ApiError);
		await expect(failure).rejects.toMatchObject({ status: 302, attempts: 1 });
		expect(server.received).toHaveLength(1);
		expect(other.received).toEqual([]);
		const { data } = await client.GET("/lockers/{number}", { params: { path: { number: 7 } }, redirect: "follow" });
		expect(data).toEqual(locker);
		expect(other.received).toHaveLength(1);
	});
});

describe("a credential", () => {
	const client = createClient<paths>({
		baseUrl: "http://127.0.0.1:1",
		credentials: { "X-Key": secret, Authorization: bearer(secret) },
	});

	it("shows up neither where the client is inspected nor where it is serialised", () => {
		expect(inspect(client, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain(secret);
		expect(JSON.stringify(client)).not.toContain(secret);
		expect(Object.values(client).join()).not.toContain(secret);
	});

	it("is in no error of a request that cannot be sent", async () => {
		const failure = await client
			.GET("/lockers/{number}", { params: { path: { number: 7 } } })
			.catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(NetworkError);
		expect(inspect(failure, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain(secret);
	});

	const refused: [string, unknown, string][] = [
		["missing", undefined, "is missing"],
		["null", null, "is missing"],
		["empty", "", "is empty"],
		["blank", " \t ", "is empty"],
		["with a line feed", `${secret}\n`, "has a line break in it"],
		["with a header smuggled in", `${secret}\r\nX-Other: 1`, "has a line break in it"],
		["with a control character", `${secret}\u0000`, "has a character that no header can carry"],
		["beyond Latin-1", `${secret}→`, "has a character that no header can carry"],
		["no string", { secret }, "is no string but of type object"],
	];
	it.each(refused)("that is %s is refused by its header's name", (_, value, reason) => {
		const credentials = { "X-Other": secret, "X-Key": value } as Record<string, string>;
		const make = () => createClient<paths>({ baseUrl: "http://127.0.0.1:1", credentials });
		expect(make).toThrow(InvalidCredentialError);
		expect(make).toThrow(`The credential for the header X-Key ${reason}`);
		try {
			make();
		} catch (error) {
			expect(error).toMatchObject({ name: "InvalidCredentialError", header: "X-Key" });
			expect(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain(secret);
		}
	});

	it("in Latin-1 is sent as it is", async () => {
		await using server = await serve((_, response) => json(response, 200, locker));
		const latin = createClient<paths>({ baseUrl: server.url, credentials: { "X-Key": "clé" } });
		await latin.GET("/lockers/{number}", { params: { path: { number: 7 } } });
		expect(server.received[0]?.headers["x-key"]).toBe("clé");
	});

	it.each(["", "X Key", "X-Key:", "X-Key\n"])("for the header %j is refused", (header) => {
		expect(() => createClient<paths>({ baseUrl: "http://127.0.0.1:1", credentials: { [header]: secret } })).toThrow(
			InvalidCredentialError,
		);
	});

	it.each(["", " ", "two words", "Bearer abc", "a\nb", "a=b"])("as bearer token %j is refused", (token) => {
		expect(() => bearer(token)).toThrow(InvalidCredentialError);
		expect(() => bearer(token)).toThrow("Authorization");
	});

	it("as bearer token may end in equals signs", () => {
		expect(bearer("AbC-._~+/123==")).toBe("Bearer AbC-._~+/123==");
	});
});

describe("a credential that is a URL", () => {
	it.each([
		["store.example", "https://store.example"],
		["https://store.example", "https://store.example"],
		["HTTPS://Store.Example/", "https://store.example"],
		[" store.example ", "https://store.example"],
		["http://store.example:8080/shop/", "http://store.example:8080/shop"],
	])("%j is sent as %j", (value, expected) => {
		expect(urlCredential("X-Store", value, "https")).toBe(expected);
	});

	it.each([undefined, "", " ", "store example", `https://user:${secret}@store.example`, "a\nb", "https://"])(
		"%j is refused, and not repeated",
		(value) => {
			const make = () => urlCredential("X-Store", value as string, "https");
			expect(make).toThrow(InvalidCredentialError);
			expect(make).toThrow("X-Store");
			expect(make).toThrow(/^((?!s3cr3t).)*$/);
		},
	);
});

describe("a base URL", () => {
	const refused: [unknown, string][] = [
		[undefined, "is missing"],
		["", "is missing"],
		["/v1", "is not an absolute URL"],
		["localhost", "is not an absolute URL"],
		["localhost:3000", "is neither http nor https"],
		["ftp://api.example", "is neither http nor https"],
		["file:///etc/passwd", "is neither http nor https"],
		[`https://user:${secret}@api.example`, "has a user or a password in it"],
		[`https://${secret}@api.example`, "has a user or a password in it"],
		["https://api.example/v1?x=1", "has a query or a fragment"],
		["https://api.example/v1?", "has a query or a fragment"],
		["https://api.example/v1#top", "has a query or a fragment"],
	];
	it.each(refused)("%j is refused", (baseUrl, reason) => {
		const make = () => createClient<paths>({ baseUrl: baseUrl as string });
		expect(make).toThrow(InvalidBaseUrlError);
		expect(make).toThrow(reason);
		try {
			make();
		} catch (error) {
			expect(inspect(error)).not.toContain(secret);
		}
	});
});
