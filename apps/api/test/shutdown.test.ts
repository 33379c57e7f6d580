import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cli, serve } from "./support/cli.js";
import { type Credentials, temporaryFolder } from "./support/service.js";

async function start(...args: string[]) {
	const folder = temporaryFolder();
	await cli(folder, ["profiles", "--out", "c.json", "--database", "g.db"]);
	const { default: credentials } = JSON.parse(readFileSync(join(folder, "c.json"), "utf8")) as { default: Credentials };
	const service = await serve(folder, ["--database", "g.db", ...args]);
	const probe = async (path: string) => {
		const response = await fetch(new URL(path, service.url));
		return [response.status, await response.text()];
	};
	return { ...service, credentials, probe };
}

/** A POST whose body ends when it is told to; fulfilled once the service has begun to read it. */
async function slowPost({ url, credentials, log }: Awaited<ReturnType<typeof start>>) {
	let finish = () => {};
	const body = new ReadableStream({
		start(controller) {
			controller.enqueue(Buffer.from('{"Name":'));
			finish = () => {
				controller.enqueue(Buffer.from('"late"}'));
				controller.close();
			};
		},
	});
	const headers = { ...credentials, "Content-Type": "application/json" };
	const init = { method: "POST", headers, body, duplex: "half" };
	const answer = fetch(`${url}/CustomerGroups`, init as RequestInit);
	answer.catch(() => undefined);
	// A later request is in the log: the first one has arrived.
	await fetch(`${url}/nowhere`);
	await expect.poll(log).toContain("/nowhere");
	return { answer, finish };
}

it("with a delay: not ready first, still serving, then drained and gone", async () => {
	const service = await start("--shutdown-delay", "1");
	const { child, url, probe, log, get, credentials } = service;
	const { answer, finish } = await slowPost(service);
	expect(await probe("/readyz")).toEqual([200, '{"status":"ready"}']);
	child.kill("SIGTERM");
	await expect.poll(() => probe("/readyz")).toEqual([503, '{"status":"draining"}']);
	expect(await probe("/healthz")).toEqual([200, '{"status":"alive"}']);
	expect((await get("/CustomerGroups?countonly=1", credentials)).status).toBe(200);
	await expect
		.poll(() =>
			fetch(url).then(
				() => "open",
				() => "closed",
			),
		)
		.toBe("closed");
	expect(child.exitCode).toBeNull();
	finish();
	const posted = await answer;
	expect([posted.status, posted.headers.get("connection")]).toEqual([201, "close"]);
	expect(await once(child, "exit")).toEqual([0, null]);
	expect(log()).toContain('"msg":"draining"');
});

it("requests that do not end in time are cut off, and the exit code says so", async () => {
	const service = await start("--shutdown-timeout", "1");
	const { answer } = await slowPost(service);
	service.child.kill("SIGINT");
	expect(await once(service.child, "exit")).toEqual([1, null]);
	await expect(answer).rejects.toThrow();
	expect(service.log()).toContain("requests in flight did not end in time");
});

it("a connection that has said nothing, or half a head, does not hold it up", async () => {
	const { child, url } = await start();
	for (const text of ["", "GET / HTTP/1.1\r\nHo", "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET"]) {
		const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1" }).on("error", () => undefined);
		await once(socket, "connect");
		socket.write(text);
		if (text.includes("\r\n\r\n")) await once(socket, "data");
	}
	child.kill("SIGTERM");
	// Where it has to wait for one of them, it gives up and ends with 1.
	expect(await once(child, "exit")).toEqual([0, null]);
});

it("further signals change nothing, of whatever kind", async () => {
	const service = await start("--shutdown-delay", "1");
	const { answer, finish } = await slowPost(service);
	for (const signal of ["SIGTERM", "SIGINT", "SIGHUP", "SIGTERM"] as const) service.child.kill(signal);
	await expect.poll(() => service.probe("/readyz")).toEqual([503, '{"status":"draining"}']);
	finish();
	expect((await answer).status).toBe(201);
	expect(await once(service.child, "exit")).toEqual([0, null]);
});

it("metrics are there until the end of the draining", async () => {
	const service = await start("--metrics-port", "0", "--shutdown-delay", "1");
	await expect.poll(service.output).toContain("metrics on");
	const [, metricsUrl = ""] = /metrics on (\S+)/.exec(service.output()) ?? [];
	const exit = once(service.child, "exit");
	service.child.kill("SIGTERM");
	await expect.poll(() => service.probe("/readyz")).toEqual([503, '{"status":"draining"}']);
	expect(await (await fetch(metricsUrl)).text()).toContain('operation="readyz",status="503"');
	expect(await exit).toEqual([0, null]);
});
