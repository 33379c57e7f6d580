import type { DocumentModel } from "@onespec/openapi-document";
import { describe, expect, it } from "vitest";
import type { GeneralResult } from "../results.js";
import { seenRemarks } from "./seen.js";

const model = { operations: [] } as unknown as DocumentModel;

/** What is said about the body of an error. */
function about(body: string): string[] {
	const response = { status: 500, headers: {}, body };
	const general: GeneralResult = {
		...{ name: "x", status: 500, mediaType: null, outcome: "passed", reasons: [], request: null },
		response,
	};
	return seenRemarks(model, [], [general]).map((remark) => remark.about);
}

describe("the inside of a server", () => {
	it.each([
		['Traceback (most recent call last):\n  File "app.py", line 3, in act'],
		['{"message":"boom File \\"server.py\\", line 12, in act"}'],
		['{"stack":"Error: boom\\n    at act (/srv/app/index.js:12:3)\\n    at next (node:internal:1:2)"}'],
		["<message>Error&#10;   at handler (file:///srv/a.mjs:3:9)</message>"],
		["java.lang.NullPointerException\n\tat com.acme.Shop.buy(Shop.java:42)"],
		["System.InvalidOperationException: no\n   at Acme.Shop.Buy(Int32 id) in C:\\src\\Shop.cs:line 42"],
		["goroutine 12 [running]:\nmain.act()\n\t/srv/main.go:31 +0x1d"],
		["app/models/book.rb:12:in `save'"],
		["Fatal error: Uncaught TypeError in /var/www/book.php on line 12"],
		["thread 'main' panicked at src/main.rs:4:5"],
		["SQLSTATE[23000]: Integrity constraint violation"],
		["You have an error in your SQL syntax; check the manual"],
	])("is seen in %j", (body) => expect(about(body)).toEqual(["trace"]));

	it.each([
		['{"message":"title: must be at most 60 characters (line 3 of your file)"}'],
		['{"detail":"The order at table 12 (window) is closed","instance":"/orders/1"}'],
		["<message>Send application/json; the version is 1.2</message>"],
		['{"type":"https://api.example.com/errors/1.0/not-found","title":"Not found at 12:30:10"}'],
		['{"message":"HTTP/1.1 is needed","link":"https://example.com/docs/v2.1"}'],
	])("is not seen in %j", (body) => expect(about(body)).toEqual([]));

	it.each([["<hr><center>nginx/1.18.0</center>"], ["Apache Tomcat/9.0.71"], ["<address>Werkzeug/2.2.2</address>"]])(
		"shows its version in %j",
		(body) => expect(about(body)).toEqual(["version"]),
	);
});
