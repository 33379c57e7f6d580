import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createPlainServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { thingsCredentials, thingsScenarios, thingsSpec } from "./support/paths.js";
import { runMain } from "./support/run-cli.js";
import { startThings, type ThingsServer } from "./support/things-server.js";

let folder: string;
let things: ThingsServer;
let secure: ThingsServer;
let servers: Server[] = [];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "contract-verifier-preflight-"));
	things = await startThings();
	// An authority of our own, and a certificate of it for 127.0.0.1 alone.
	const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
	const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
	openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=A private authority");
	openssl(
		...["req", "-x509", ...key, "-keyout", "server.key", "-out", "server.pem", "-subj", "/CN=things"],
		...["-CA", "ca.pem", "-CAkey", "ca.key", "-addext", "subjectAltName=IP:127.0.0.1"],
	);
	const read = (name: string) => readFileSync(join(folder, name));
	secure = await startThings(undefined, { tls: { key: read("server.key"), cert: read("server.pem") } });
});
afterEach(() => {
	for (const server of servers) server.close();
	servers = [];
});
afterAll(async () => {
	await Promise.all([things.close(), secure.close()]);
	rmSync(folder, { recursive: true });
});

async function listen(server: Server, host = "127.0.0.1"): Promise<number> {
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, host, resolve));
	return (server.address() as AddressInfo).port;
}

const verify = (endpoint: string, ...args: string[]) =>
	runMain(["--spec", thingsSpec, "--scenarios", thingsScenarios, "--endpoint", endpoint, ...args], {
		env: { CONTRACT_CREDENTIALS: JSON.stringify(thingsCredentials) },
	});

describe("what stands in the way is one sentence with the remedy, and nothing is run", () => {
	it.each<[string, () => Promise<string>, RegExp]>([
		[
			"a wrong base path",
			async () => `${new URL(things.url).origin}/v9`,
			/GET \/v9\/things is answered 404 .*: check the base path/,
		],
		[
			"a page of HTML for everything",
			async () => {
				const page: RequestListener = (_, response) =>
					response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>");
				return `http://127.0.0.1:${await listen(createServer(page))}`;
			},
			/GET \/things is answered 200 \(text\/html\), .*check the base path/,
		],
		[
			"a redirect",
			async () => {
				const away: RequestListener = ({ url }, response) =>
					response.writeHead(301, { location: `${new URL(things.url).origin}/base${url}` }).end();
				return `http://127.0.0.1:${await listen(createServer(away))}`;
			},
			/answered 301, a redirect to .*: give --target http:\/\/127\.0\.0\.1:\d+\/base\./,
		],
		[
			"compression that nobody asked for",
			async () => {
				const zips: RequestListener = (_, response) =>
					response
						.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" })
						.end(gzipSync('{"Count":0}'));
				return `http://127.0.0.1:${await listen(createServer(zips))}`;
			},
			/answers in Content-Encoding gzip, though no request asks for it/,
		],
		[
			"a certificate that is not trusted",
			async () => secure.url,
			/certificate of 127\.0\.0\.1:\d+ is not trusted .*--ca <file>/,
		],
		["http for https", async () => secure.url.replace("https:", "http:"), /speaks TLS only: write .* https:\/\//],
		[
			"https for http",
			async () => things.url.replace("http:", "https:"),
			/speaks no TLS .*: write the endpoint with http:\/\//,
		],
		[
			"no HTTP at all",
			async () => {
				const greets = createPlainServer((socket) => socket.on("error", () => {}).end("SSH-2.0-Nothing_1.0\r\n"));
				return `http://127.0.0.1:${await listen(greets)}`;
			},
			/is no HTTP \(HPE_\w+\): mend the port/,
		],
		[
			"a host that nobody knows",
			async () => "http://no-such-host.invalid",
			/No host of the name no-such-host\.invalid/,
		],
	])("%s", async (_, endpointOf, message) => {
		const { code, out, err } = await verify(await endpointOf(), "--rate", "off");
		expect({ code, out }).toEqual({ code: 4, out: "" });
		expect(err).toMatch(message);
		expect(err.trimEnd().split("\n")).toHaveLength(1);
	});

	it("credentials that the server does not know", async () => {
		const refuses: RequestListener = (_, response) =>
			response.writeHead(401, { "content-type": "application/json" }).end('{"Reason":"no"}');
		const { code, err } = await verify(`http://127.0.0.1:${await listen(createServer(refuses))}`);
		expect(code).toBe(4);
		expect(err).toMatch(/answered 401 with the credentials of the profile "default": check them/);
	});

	it("a file for --ca that has no certificate", async () => {
		const { code, err } = await verify(things.url, "--ca", thingsSpec);
		expect(code).toBe(2);
		expect(err).toMatch(/it has no certificate in PEM/);
	});
});

describe("a right server, however it answers, is verified", () => {
	const green = async (endpoint: string, ...args: string[]) => {
		const { code, out, err } = await verify(endpoint, ...args);
		expect({ code, err, last: out.trimEnd().split("\n").at(-1) }).toEqual({ code: 0, err: "", last: "live 22/22" });
	};

	it("by IPv6, below a base path, chunked, on connections that it closes, an hour ahead", async () => {
		const ahead = await startThings(
			({ headers }) => {
				headers.Date = new Date(Date.now() + 3_600_000).toUTCString();
				headers.Connection = "close";
			},
			{ host: "::1" },
		);
		try {
			await green(`${ahead.url}/`, "--rate", "off");
		} finally {
			await ahead.close();
		}
	});

	it("by TLS with a private authority", () => green(secure.url, "--ca", join(folder, "ca.pem")));
});
