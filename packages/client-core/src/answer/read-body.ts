import type { Codecs } from "./codecs.js";

/**
 * Reads the body of an answer.
 *
 * @param codecs absent for plain JSON
 * @throws where it is not well-formed
 */
export function readBody(codecs: Codecs | undefined, operation: string, status: number, text: string): unknown {
	const codec = codecs?.response(operation, status);
	return codec === undefined ? JSON.parse(text) : codec.read(text);
}
