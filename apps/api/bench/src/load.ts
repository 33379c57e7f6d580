import { connect, type Socket } from "node:net";
import { CommandError } from "@onespec/stack/command-error";
import { type Access, type ApiRequest, requestBytes } from "./requests.js";
import type { Server } from "./server.js";

/** Requests of one kind, as one server gets them. */
export interface Load {
	server: Server;
	/** The bytes of the requests; after the last, the first comes again. */
	requests: readonly Buffer[];
	/** The status that every answer must have. */
	status: number;
	/** How many requests a round has; slow servers get fewer. */
	count: number;
	/** How many connections there are, each with one request at a time. */
	connections: number;
}

/** Makes a load: the bytes of its requests are ready before anything is measured. */
export function load(
	access: Access,
	count: number,
	requests: readonly ApiRequest[],
	{ status = 200, connections = 32 } = {},
): Load {
	const bytes = requests.map((request) => requestBytes(access, request));
	return { server: access.server, requests: bytes, status, count, connections };
}

/**
 * Sends a round of requests over kept-alive connections as fast as they are answered. Bare sockets and as little parsing
 * as there can be: on two cores the load must not be what is measured. It never sleeps: a server that is slower than the
 * load would pay for waking it up with each answer, a faster one would not, and the ratio of the two would be wrong.
 *
 * @param round number of the round; each goes on where the one before ended
 * @returns the wall-clock time in seconds
 * @throws {CommandError} when an answer has another status or a connection ends
 */
export async function runLoad(load: Load, round: number): Promise<number> {
	const sockets = await Promise.all(Array.from({ length: load.connections }, () => open(load.server)));
	let isDone = false;
	const stayAwake = () => {
		if (!isDone) setImmediate(stayAwake);
	};
	stayAwake();
	let next = round * load.count;
	const end = next + load.count;
	const nextRequest = () => (next < end ? load.requests[next++ % load.requests.length] : undefined);
	const started = performance.now();
	try {
		await Promise.all(sockets.map((socket) => drive(socket, load, nextRequest)));
		return (performance.now() - started) / 1000;
	} finally {
		isDone = true;
		for (const socket of sockets) socket.destroy();
	}
}

/** Opens a connection. */
export function open({ host, port }: Server): Promise<Socket> {
	return new Promise((resolve, reject) => {
		const socket = connect({ host, port, noDelay: true });
		socket.once("connect", () => resolve(socket)).once("error", reject);
	});
}

function drive(socket: Socket, load: Load, nextRequest: () => Buffer | undefined): Promise<void> {
	return new Promise((resolve, reject) => {
		const send = sender(socket, load, reject);
		const next = () => {
			const request = nextRequest();
			if (request === undefined) resolve();
			else send(request, next);
		};
		next();
	});
}

/** Makes what sends a request on a connection, one at a time, and calls back with its answer. */
function sender(socket: Socket, { server, status }: Load, reject: (error: CommandError) => void) {
	const fail = (what: string) => reject(new CommandError(`${server.name} ${what}`));
	let received: Buffer = Buffer.alloc(0);
	let answered: () => void = () => undefined;
	socket.on("data", (chunk: Buffer) => {
		received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
		const length = answerLength(received);
		if (length === undefined || received.length < length) return;
		const found = Number(received.toString("latin1", 9, 12));
		if (found !== status) {
			fail(`answered with ${found}, not ${status}, under load:\n${received.toString("utf8").slice(0, 600)}`);
			return;
		}
		received = received.subarray(length);
		answered();
	});
	socket.on("error", ({ message }) => fail(`broke a connection under load: ${message}`));
	socket.on("close", () => fail("closed a connection under load."));
	return (request: Buffer, done: () => void) => {
		answered = done;
		socket.write(request);
	};
}

/**
 * Sends a round of requests at a steady rate, whether or not the answers keep up. A request waits where all connections are
 * busy, and that wait is part of its time.
 *
 * @param rate in requests a second
 * @returns how long each took from when it was due, in milliseconds
 */
export async function runPaced(load: Load, rate: number, round: number): Promise<number[]> {
	const sockets = await Promise.all(Array.from({ length: load.connections }, () => open(load.server)));
	try {
		return await new Promise((resolve, reject) => {
			const idle = sockets.map((socket) => sender(socket, load, reject));
			const times: number[] = [];
			const started = performance.now();
			let sent = 0;
			const turn = () => {
				const due = () => started + (sent * 1000) / rate;
				while (sent < load.count && idle.length > 0 && due() <= performance.now()) {
					const [send, since] = [idle.pop(), due()];
					send?.(load.requests[(round * load.count + sent++) % load.requests.length] as Buffer, () => {
						times.push(performance.now() - since);
						idle.push(send);
						if (times.length === load.count) resolve(times);
					});
				}
				if (times.length < load.count) setImmediate(turn);
			};
			turn();
		});
	} finally {
		for (const socket of sockets) socket.destroy();
	}
}

/** The length of the first answer in the bytes, or undefined where its end is not there yet. */
function answerLength(bytes: Buffer): number | undefined {
	const end = bytes.indexOf("\r\n\r\n");
	if (end === -1) return undefined;
	const head = bytes.toString("latin1", 0, end).toLowerCase();
	const declared = /\r\ncontent-length: *([0-9]+)/.exec(head)?.[1];
	if (declared !== undefined) return end + 4 + Number(declared);
	const last = bytes.indexOf("0\r\n\r\n", end + 4);
	return last === -1 ? undefined : last + 5;
}
