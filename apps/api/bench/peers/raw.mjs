// Raw node:http with JSON.stringify of the same bytes: what the runtime takes by itself. No credentials, no checks.
import { createServer } from "node:http";
import { announce, BASE, CREATED, groupOf, result, UPDATED } from "./groups.mjs";

const groups = Array.from({ length: Number(process.argv[2]) }, (_, index) => groupOf(index + 1));
const PATH = `${BASE}/CustomerGroups`;

const server = createServer((request, response) => {
	if (request.method === "GET") {
		const { pathname, searchParams } = new URL(request.url, "http://localhost");
		if (pathname === PATH) {
			const start = Number(searchParams.get("offset") ?? 1) - 1;
			answer(response, 200, groups.slice(start, start + Number(searchParams.get("limit") ?? 10)));
		} else answer(response, 200, [groups[Number(pathname.slice(PATH.length + 1)) - 1]]);
		return;
	}
	const chunks = [];
	request.on("data", (chunk) => chunks.push(chunk));
	request.on("end", () => {
		const body = JSON.parse(Buffer.concat(chunks).toString());
		if (request.method === "POST") {
			const id = groups.push(body);
			body.CustomerGroupID = id;
			answer(response, 201, result(id, 201, CREATED));
		} else {
			const id = Number(request.url.slice(PATH.length + 1));
			Object.assign(groups[id - 1], body, { CustomerGroupID: id });
			answer(response, 200, result(id, 200, UPDATED));
		}
	});
});
server.keepAliveTimeout = 72_000;

function answer(response, status, body) {
	const text = JSON.stringify(body);
	response.writeHead(status, {
		"content-type": "application/json; charset=utf-8",
		"cache-control": "no-cache",
		"content-length": Buffer.byteLength(text),
	});
	response.end(text);
}

announce(server);
