import { connect, type Socket } from "node:net";

/** What to send, and what has to come back. */
export interface Load {
	host: string;
	port: number;
	/** The bytes of the n-th request. */
	request(index: number): Buffer;
	/** The status that every answer must have. */
	status: number;
	/** How many requests, in all. */
	count: number;
	/** How many connections, each with one request at a time. */
	connections: number;
}

/** A failure of a peer under load; the benchmark is worth nothing then. */
export class LoadError extends Error {
	override readonly name = "LoadError";
}

/**
 * Sends requests over kept-alive connections as fast as they are answered. Bare sockets and as little parsing as there
 * can be: on two cores the load must not be what is measured. It never sleeps: a server that is slower than the load
 * would pay for waking it up with each answer, a faster one would not, and the ratio of the two would be wrong.
 *
 * @returns the wall-clock time in seconds
 * @throws {LoadError} when an answer has another status or a connection ends
 */
export async function runLoad(load: Load): Promise<number> {
	let next = 0;
	const sockets = await Promise.all(Array.from({ length: load.connections }, () => open(load)));
	let isDone = false;
	const stayAwake = () => {
		if (!isDone) setImmediate(stayAwake);
	};
	stayAwake();
	const started = performance.now();
	try {
		await Promise.all(sockets.map((socket) => drive(socket, load, () => (next < load.count ? next++ : undefined))));
		return (performance.now() - started) / 1000;
	} finally {
		isDone = true;
		for (const socket of sockets) socket.destroy();
	}
}

function open({ host, port }: Load): Promise<Socket> {
	return new Promise((resolve, reject) => {
		const socket = connect({ host, port, noDelay: true });
		socket.once("connect", () => resolve(socket)).once("error", reject);
	});
}

function drive(socket: Socket, load: Load, nextIndex: () => number | undefined): Promise<void> {
	return new Promise((resolve, reject) => {
		let received: Buffer = Buffer.alloc(0);
		const send = () => {
			const index = nextIndex();
			if (index === undefined) resolve();
			else socket.write(load.request(index));
		};
		socket.on("data", (chunk: Buffer) => {
			received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
			const length = answerLength(received);
			if (length === undefined || received.length < length) return;
			const status = Number(received.toString("latin1", 9, 12));
			if (status !== load.status) {
				reject(new LoadError(`Answered ${status}, not ${load.status}: ${received.toString("utf8").slice(0, 600)}`));
				return;
			}
			received = received.subarray(length);
			send();
		});
		socket.on("error", reject);
		socket.on("close", () => reject(new LoadError("The connection was closed.")));
		send();
	});
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
