import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";

// Replays every sample request of the vendor's documents, byte for byte, with host, credentials and id filled in.

const samples = fileURLToPath(new URL("../../../spec/customer-groups/samples/", import.meta.url));
const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const documentedHost = "https://apirest.3dcart.com/3dCartWebAPI/v1";

interface Sample {
	readonly file: string;
	readonly operationId: string;
	readonly document: "D1" | "D3";
	readonly needs: "nothing" | "a-group" | "the-group" | "group-1";
	readonly expected: number;
}

interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

const index = parse(readFileSync(join(samples, "index.yaml"), "utf8")) as { requests: Sample[] };
const folder = mkdtempSync(join(tmpdir(), "samples-"));
const database = join(folder, "samples.db");

let server: ChildProcess | undefined;
let base = new URL("http://127.0.0.1");
let credentials: Readonly<Record<string, string>> = {};

beforeAll(async () => {
	const out = join(folder, "credentials.json");
	const profiles = spawn(process.execPath, [main, "profiles", "--database", database, "--out", out], {
		stdio: ["ignore", "ignore", "inherit"],
	});
	const [code] = await once(profiles, "exit");
	expect(code).toBe(0);
	const { default: profile } = JSON.parse(readFileSync(out, "utf8"));
	credentials = Object.fromEntries(Object.entries<string>(profile).map(([name, value]) => [name.toLowerCase(), value]));
	server = spawn(
		process.execPath,
		[main, "serve", "--host", "127.0.0.1", "--port", "0", "--database", database, "--log-level", "error"],
		{
			stdio: ["ignore", "pipe", "inherit"],
		},
	);
	base = await listening(server);
	// The store's first group: the samples of the help page name it.
	expect(await newGroup()).toBe("1");
});

afterAll(async () => {
	if (server?.exitCode === null) {
		server.kill("SIGTERM");
		await once(server, "exit");
	}
	rmSync(folder, { recursive: true, force: true });
});

function listening(child: ChildProcess): Promise<URL> {
	return new Promise((resolve, reject) => {
		let output = "";
		child.stdout?.setEncoding("utf8").on("data", (text: string) => {
			output += text;
			const url = /listening on (\S+)/.exec(output)?.[1];
			if (url !== undefined) resolve(new URL(url));
		});
		child.once("exit", (code) => reject(new Error(`The live service ended with ${code}: ${output}`)));
	});
}

/** A sample with host, credentials and id filled in; what an HTTP client adds is added. */
function filledIn(file: string, id = ""): string {
	const text = readFileSync(join(samples, file), "utf8");
	const end = text.indexOf("\r\n\r\n");
	const body = text.slice(end + 4);
	const [line = "", ...headers] = text.slice(0, end).split("\r\n");
	const target = line.replace(documentedHost, base.pathname.replace(/\/$/, "")).replace(/\{(customergroup)?id\}/, id);
	expect(target, `${file} is not for ${documentedHost}`).not.toBe(line);
	const filled = headers.map((header) => {
		const [name = "", value] = header.split(": ");
		return `${name}: ${value || credentials[name.toLowerCase()]}`;
	});
	const added = [
		`Host: ${base.host}`,
		"Connection: close",
		...(body === "" ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
	];
	return `${[target, ...filled, ...added].join("\r\n")}\r\n\r\n${body}`;
}

/** Sends a text over a socket as it is, and reads the answer until the server closes. */
async function exchange(request: string): Promise<Answer> {
	const socket = connect(Number(base.port), base.hostname);
	socket.setEncoding("utf8");
	socket.write(request);
	let text = "";
	for await (const chunk of socket) text += chunk;
	const [head = "", ...rest] = text.split("\r\n\r\n");
	const [line = "", ...headers] = head.split("\r\n");
	const answer = {
		status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1]),
		headers: Object.fromEntries(headers.map((header) => [header.split(": ")[0]?.toLowerCase(), header.split(": ")[1]])),
		body: rest.join("\r\n\r\n"),
	};
	expect(answer.headers["content-length"]).toBe(String(Buffer.byteLength(answer.body)));
	return answer;
}

const send = (file: string, id?: string) => exchange(filledIn(file, id));

async function newGroup(): Promise<string> {
	const { status, body } = await send("createCustomerGroup.php.http");
	expect(status).toBe(201);
	return JSON.parse(body)[0].Value;
}

function documentedAnswer(operationId: string): Record<string, unknown>[] {
	return JSON.parse(readFileSync(join(samples, `responses/${operationId}.json`), "utf8"));
}

function bodyOf(file: string): string {
	return readFileSync(join(samples, file), "utf8").split("\r\n\r\n")[1] ?? "";
}

/** The digits of each MinimumOrder as they stand in a text. */
const minimumOrders = (text: string) => [...text.matchAll(/"MinimumOrder": ?([-0-9.]+)/g)].map((match) => match[1]);

/** What shows that the request did its work, beside the status; by operation. */
const checks: Readonly<Record<string, (sample: Sample, answer: Answer, id: string) => Promise<void>>> = {
	createCustomerGroup: async ({ file, operationId }, { body }) => {
		const [result] = JSON.parse(body);
		expect(JSON.parse(body)).toEqual([
			{ ...documentedAnswer(operationId)[0], Value: expect.stringMatching(/^[1-9]\d*$/) },
		]);
		await expectGroup(result.Value, file);
	},
	listCustomerGroups: async ({ operationId }, { body }) => {
		const groups = JSON.parse(body);
		const ids: number[] = groups.map((group: { CustomerGroupID: number }) => group.CustomerGroupID);
		expect(ids[0]).toBe(1);
		expect(ids).toEqual([...ids].sort((a, b) => a - b));
		expect(ids.length).toBeLessThanOrEqual(10);
		const names = Object.keys(documentedAnswer(operationId)[0] ?? {});
		for (const group of groups) expect(Object.keys(group)).toEqual(names);
	},
	getCustomerGroup: async ({ operationId }, { body }, id) => {
		const groups = JSON.parse(body);
		expect(groups).toHaveLength(1);
		expect(Object.keys(groups[0])).toEqual(Object.keys(documentedAnswer(operationId)[0] ?? {}));
		expect(groups[0].CustomerGroupID).toBe(Number(id));
	},
	updateCustomerGroup: async ({ file, operationId }, { body }, id) => {
		expect(JSON.parse(body)).toEqual([{ ...documentedAnswer(operationId)[0], Value: id }]);
		await expectGroup(id, file);
	},
	deleteCustomerGroup: async ({ operationId }, { body }, id) => {
		expect(JSON.parse(body)).toEqual([{ ...documentedAnswer(operationId)[0], Value: id }]);
		const { status } = await send("getCustomerGroup.php.http", id);
		expect(status).toBe(404);
	},
};

/** Reads the group back: all members are the sample's, the decimal digit for digit, and the id is not the body's. */
async function expectGroup(id: string, file: string): Promise<void> {
	const { body } = await send("getCustomerGroup.php.http", id);
	expect(JSON.parse(body)).toEqual([{ ...JSON.parse(bodyOf(file)), CustomerGroupID: Number(id) }]);
	expect(minimumOrders(body)).toEqual(minimumOrders(bodyOf(file)));
}

const replayed = index.requests.filter(({ operationId }) => operationId !== "updateCustomerGroups");
const bulk = index.requests.filter(({ operationId }) => operationId === "updateCustomerGroups");

test.each(replayed)("$file gets the answer of the documents", async (sample) => {
	const id = sample.needs === "the-group" ? await newGroup() : "";
	const answer = await send(sample.file, id);
	expect(answer.status).toBe(sample.expected);
	expect(answer.headers["content-type"]).toMatch(/^application\/json(;|$)/);
	const check = checks[sample.operationId];
	if (check === undefined) throw new Error(`Nothing checks the answer to ${sample.operationId}.`);
	await check(sample, answer, id);
});

test.each(bulk.filter(({ document }) => document === "D1"))(
	"$file names groups that cannot exist: 404 for each",
	async ({ file, expected }) => {
		const answer = await send(file);
		expect(answer.status).toBe(expected);
		const ids: number[] = JSON.parse(bodyOf(file)).map((group: { CustomerGroupID: number }) => group.CustomerGroupID);
		expect(JSON.parse(answer.body)).toEqual(
			ids.map((id) => ({
				Key: "Error",
				Value: String(id),
				Status: "404",
				Message: "The specified Customer Group does not exist.",
			})),
		);
	},
);

test.each(bulk.filter(({ document }) => document === "D3"))(
	"$file names group 1 twice: two results for it",
	async ({ file, expected }) => {
		const answer = await send(file);
		expect(answer.status).toBe(expected);
		const [documented = {}] = documentedAnswer("updateCustomerGroups.help-page");
		const result = { ...documented, Value: "1" };
		if (file.includes("json")) expect(JSON.parse(answer.body)).toEqual([result, result]);
		else {
			expect(answer.headers["content-type"]).toMatch(/^application\/xml(;|$)/);
			const [element = "", ...others] = answer.body.match(/<Result>[\s\S]*?<\/Result>/g) ?? [];
			expect([...element.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name, value]) => [name, value])).toEqual(
				Object.entries(result),
			);
			expect(others).toEqual([element]);
		}
		const { body } = await send("getCustomerGroup.php.http", "1");
		const [first] = JSON.parse(bodyOf("updateCustomerGroups.help-page-json.http"));
		expect(JSON.parse(body)).toEqual([first]);
		expect(minimumOrders(body)).toEqual(["1.0"]);
	},
);

test("the XML sample is taken with its elements in any order, and answered in the documented one", async () => {
	const file = "updateCustomerGroups.help-page-xml.http";
	const request = filledIn(file);
	const reversed = request.replaceAll(
		/(<CustomerGroup>)([\s\S]*?)(<\/CustomerGroup>)/g,
		(_, open, inside: string, close) =>
			[open, ...(inside.match(/<(\w+)>[^<]*<\/\1>/g) ?? []).reverse(), close].join(""),
	);
	expect(reversed).toContain("<CustomerGroup><PriceLevel>");
	const length = Buffer.byteLength(reversed.slice(reversed.indexOf("\r\n\r\n") + 4));
	const { status } = await exchange(reversed.replace(/Content-Length: \d+/, `Content-Length: ${length}`));
	expect(status).toBe(200);
	const answer = await exchange(
		filledIn("getCustomerGroup.php.http", "1").replace("Accept: application/json", "Accept: application/xml"),
	);
	const names = (text: string) => [...text.matchAll(/<(\w+)>[^<]*<\/\1>/g)].map((match) => match[1]);
	expect(names(answer.body)).toEqual(names(bodyOf(file)).slice(0, 10));
	expect(names(answer.body)).toHaveLength(10);
});

test("URL parameters of a bulk update are ignored", async () => {
	const request = filledIn("updateCustomerGroups.help-page-json.http");
	expect((await exchange(request.replace(" HTTP/1.1", "?limit=none&countonly=9 HTTP/1.1"))).status).toBe(200);
});

test("the samples are all there: 30 of the guide, 2 of the help page", () => {
	expect([replayed.length, bulk.length]).toEqual([25, 7]);
});
