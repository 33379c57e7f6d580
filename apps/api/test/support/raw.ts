import { once } from "node:events";
import { connect } from "node:net";

/** Sends bytes as they are to a port and returns all that comes back until the server closes. */
export async function sendRaw(port: number, bytes: string | Buffer): Promise<string> {
	const socket = connect(port, "127.0.0.1");
	await once(socket, "connect");
	const chunks: Buffer[] = [];
	socket.on("data", (chunk) => chunks.push(chunk));
	socket.on("error", () => undefined);
	socket.write(bytes);
	await once(socket, "close");
	return Buffer.concat(chunks).toString("utf8");
}
