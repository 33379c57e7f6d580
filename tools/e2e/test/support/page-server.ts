import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** Serves one page with its scripts, and passes everything else on to another server, so that both have one origin. */
export interface PageServer {
	origin: string;
	/** Gives it the scripts, by their paths; the page loads the first. */
	show(scripts: ReadonlyMap<string, string>): void;
	close(): Promise<void>;
}

export async function startPageServer(behind: string): Promise<PageServer> {
	let files: ReadonlyMap<string, string> = new Map();
	const server = createServer((incoming, response) => {
		const { url = "/", method, headers } = incoming;
		const script = files.get(url);
		if (script !== undefined) return response.setHeader("Content-Type", "text/javascript").end(script);
		if (url === "/") {
			const [first] = files.keys();
			return response
				.setHeader("Content-Type", "text/html")
				.end(`<!doctype html><link rel="icon" href="data:,"><script type="module" src="${first}"></script>`);
		}
		const passed = request(new URL(url, behind), { method, headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		passed.once("error", () => response.writeHead(502).end());
		incoming.pipe(passed);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		show: (scripts) => {
			files = scripts;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
