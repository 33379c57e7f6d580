import type { PartEncoding } from "./operation.js";
import type { TransportBody } from "./transport.js";
import { wideJson } from "./wide-json.js";

/** A body that is ready to be sent. */
export interface WrittenBody {
	readonly body: TransportBody;
	readonly contentType: string;
}

/** Bytes of one part. */
type Piece = string | Blob | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

/**
 * Writes a multipart body. Files that are `Blob`s are not copied, and the length is known; with a stream among the parts
 * the body is a stream.
 *
 * | member | part |
 * | --- | --- |
 * | `Blob`, `File` | a file, of its own name and media type |
 * | bytes, a stream | a file of the member's name |
 * | an array | a part for each item |
 * | another object | JSON |
 * | a string, a number, a boolean | text |
 * | `undefined`, `null` | no part |
 *
 * @param value the members by name, or `FormData`
 * @param mediaType of the whole, without its boundary
 */
export function multipart(
	value: object,
	mediaType: string,
	encoding: Readonly<Record<string, PartEncoding>> = {},
): WrittenBody {
	const members = value instanceof FormData ? [...value] : Object.entries(value);
	const boundary = `----onespec-${crypto.randomUUID()}`;
	const pieces: Piece[] = [];
	for (const [name, member] of members) {
		for (const one of Array.isArray(member) ? member : [member]) {
			if (one === undefined || one === null) continue;
			const part = partOf(name, one, encoding[name]);
			pieces.push(`--${boundary}\r\n${part.head}\r\n\r\n`, part.content, "\r\n");
		}
	}
	pieces.push(`--${boundary}--\r\n`);
	const contentType = `${mediaType}; boundary=${boundary}`;
	return { body: joined(pieces, contentType), contentType };
}

function partOf(name: string, value: unknown, encoding: PartEncoding = {}): { head: string; content: Piece } {
	const { content, type, fileName } = contentOf(name, value);
	const file = fileName === undefined ? "" : `; filename="${quotable(fileName)}"`;
	const lines = [`Content-Disposition: form-data; name="${quotable(name)}"${file}`];
	// A range or a list of types is what a caller may choose from.
	const documented = /[*,]/.test(encoding.contentType ?? "") ? undefined : encoding.contentType;
	const own = value instanceof Blob && value.type !== "" ? value.type : undefined;
	const contentType = own ?? documented ?? type;
	if (contentType !== undefined) lines.push(`Content-Type: ${contentType}`);
	for (const header in encoding.headers) lines.push(`${header}: ${encoding.headers[header]}`);
	return { head: lines.join("\r\n"), content };
}

function contentOf(name: string, value: unknown): { content: Piece; type?: string; fileName?: string } {
	const type = "application/octet-stream";
	if (value instanceof Blob) return { content: value, type, fileName: value instanceof File ? value.name : name };
	if (value instanceof ReadableStream) return { content: value, type, fileName: name };
	if (value instanceof ArrayBuffer) return { content: new Uint8Array(value), type, fileName: name };
	if (ArrayBuffer.isView(value)) {
		const content = new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
		return { content, type, fileName: name };
	}
	if (typeof value === "object") return { content: wideJson.write(value), type: "application/json" };
	return { content: String(value) };
}

/** As the HTML standard escapes names in `Content-Disposition`. */
function quotable(name: string): string {
	return name.replace(/\r\n|\r|\n/g, "%0D%0A").replaceAll('"', "%22");
}

function joined(pieces: readonly Piece[], type: string): TransportBody {
	if (!pieces.some((piece) => piece instanceof ReadableStream))
		return new Blob(pieces as ConstructorParameters<typeof Blob>[0], { type });
	let at = 0;
	let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				for (;;) {
					const piece = pieces[at];
					if (piece === undefined) return controller.close();
					reader ??= streamOf(piece).getReader();
					const { value, done } = await reader.read();
					if (!done) return controller.enqueue(value);
					reader = undefined;
					at += 1;
				}
			},
			cancel: (reason) => reader?.cancel(reason),
		},
		{ highWaterMark: 0 },
	);
}

function streamOf(piece: Piece): ReadableStream<Uint8Array> {
	return piece instanceof ReadableStream ? piece : (new Response(piece).body as ReadableStream<Uint8Array>);
}
