import { readText } from "./spec.js";

/** A sample request of the documents, as it goes on the wire. */
export interface SampleRequest {
	readonly method: string;
	readonly url: string;
	/** Names in the case of the sample, in its order. */
	readonly headers: readonly (readonly [name: string, value: string])[];
	readonly body: string;
}

/** Reads a raw request of `samples/`. Throws where the file is none. */
export function readSampleRequest(file: string): SampleRequest {
	const text = readText(`samples/${file}`);
	const end = text.indexOf("\r\n\r\n");
	const [line = "", ...headers] = text.slice(0, end).split("\r\n");
	const [, method, url] = /^([A-Z]+) (\S+) HTTP\/1\.1$/.exec(line) ?? [];
	if (end < 0 || method === undefined || url === undefined) throw new Error(`samples/${file} is no HTTP request.`);
	return {
		method,
		url,
		headers: headers.map((header) => {
			const [, name, value] = /^([^:]+): (.*)$/.exec(header) ?? [];
			if (name === undefined || value === undefined) throw new Error(`samples/${file}: no header: ${header}`);
			return [name, value] as const;
		}),
		body: text.slice(end + 4),
	};
}
