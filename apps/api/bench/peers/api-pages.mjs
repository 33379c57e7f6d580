// A server of a hundred thousand groups in pages whose bytes are ready: what is measured is the client.
import { createServer } from "node:http";
import { announce, BASE, groupOf } from "./groups.mjs";

const groups = Array.from({ length: Number(process.argv[2]) }, (_, index) => JSON.stringify(groupOf(index + 1)));
const PATH = `${BASE}/CustomerGroups`;
const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-cache" };

const server = createServer((request, response) => {
	const { pathname, searchParams } = new URL(request.url, "http://localhost");
	if (pathname !== PATH) {
		response.writeHead(200, headers).end(`[${groups[Number(pathname.slice(PATH.length + 1)) - 1]}]`);
		return;
	}
	const start = Number(searchParams.get("offset") ?? 1) - 1;
	if (start >= groups.length) {
		response
			.writeHead(400, headers)
			.end(
				'[{"Key":"Error","Value":"offset","Status":"400","Message":"Offset amount exceeds the total number of records"}]',
			);
		return;
	}
	response
		.writeHead(200, headers)
		.end(`[${groups.slice(start, start + Number(searchParams.get("limit") ?? 10)).join(",")}]`);
});
server.keepAliveTimeout = 72_000;

announce(server);
