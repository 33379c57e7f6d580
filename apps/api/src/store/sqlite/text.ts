import { type Blob, bytesOf } from "./blob.js";

/**
 * Text as SQLite keeps it. The driver cuts text off at a NUL, which JSON bodies may contain, so text with a NUL is kept
 * as a BLOB of its UTF-8 bytes.
 */
export function toColumn(text: string): string | Buffer {
	return text.includes("\0") ? Buffer.from(text, "utf8") : text;
}

/** The text of a column written with {@link toColumn}. */
export function fromColumn(column: string | Blob): string {
	return typeof column === "string" ? column : bytesOf(column).toString("utf8");
}
