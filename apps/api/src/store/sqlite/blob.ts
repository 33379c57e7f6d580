/** A BLOB as the driver hands it out: a Buffer from `get`, an ArrayBuffer from `all`. */
export type Blob = Buffer | ArrayBuffer;

/** The bytes of a BLOB. */
export function bytesOf(blob: Blob): Buffer {
	return Buffer.isBuffer(blob) ? blob : Buffer.from(blob);
}
