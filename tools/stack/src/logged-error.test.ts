import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { watchLog } from "./logged-error.js";

it("gives the last error since it watches, and where it came from", () => {
	const folder = mkdtempSync(join(tmpdir(), "onespec-log-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const log = join(folder, "live.log");
	const write = (...lines: unknown[]) => {
		for (const line of lines) appendFileSync(log, `${typeof line === "string" ? line : JSON.stringify(line)}\n`);
	};
	expect(watchLog(log)()).toBe(undefined);
	write({ level: 50, msg: "of yesterday" });
	const lastError = watchLog(log);
	write("listening on http://127.0.0.1:1", { level: 30, msg: "request" }, { level: 40, msg: "slow" }, "{ cut");
	expect(lastError()).toBe(undefined);
	write({ level: 50, msg: "not ready" });
	expect(lastError()).toBe("not ready");
	const stack = "TypeError: row is \u001bno row\n    at create (create.js:12:5)\n    at serve (serve.js:1:1)";
	write({ level: 50, err: { message: "row is no row", stack }, msg: "request failed" }, { level: 30, msg: "request" });
	expect(lastError()).toBe("request failed: TypeError: row is  no row at create (create.js:12:5)");
});
