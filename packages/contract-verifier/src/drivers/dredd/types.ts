import type { EventEmitter } from "node:events";

/** What of a Dredd transaction is used here; see Dredd's "Data Structures". */
export interface DreddTransaction {
	name: string;
	host: string;
	port: string | null;
	protocol: string;
	fullPath: string;
	request: { method: string; uri: string; headers: Record<string, string>; body: string; bodyEncoding?: string };
	expected: { statusCode: string; headers?: Record<string, string>; body?: string; bodySchema?: unknown };
	real?: { statusCode: number; headers: Record<string, string | string[]>; body?: string; bodyEncoding?: string };
	skip: boolean;
	fail?: string | boolean;
	test?: object;
}

export interface DreddConfiguration {
	endpoint: string;
	path: string[];
	apiDescriptions: { location: string; content: string }[];
	hookfiles: string[];
	loglevel: "silent";
	emitter: EventEmitter;
	http: Record<string, unknown>;
	custom: Record<string, unknown>;
}

export type DreddClass = new (
	configuration: DreddConfiguration,
) => { run(callback: (error: Error | null, stats: unknown) => void): void };
