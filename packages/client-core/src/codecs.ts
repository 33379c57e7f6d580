/** Reads and writes one kind of body; fulfilled by the codecs of `@onespec/wire-codec`. */
export interface BodyCodec {
	read(text: string): unknown;
	write(value: unknown): string;
}

/** The bodies of an API in one representation. */
export interface Codecs {
	/** The codec of an operation's request body. */
	request(operation: string): BodyCodec | undefined;
	/** The codec of an operation's response of a status; for an undocumented one that of errors in general. */
	response(operation: string, status: number): BodyCodec | undefined;
}

/** Loads the codecs for one choice of decimals. */
export type LoadCodecs = () => Promise<{ readonly codecs: (decimals: Decimals) => Codecs }>;

/** Whether decimals are JavaScript numbers or, without loss, strings. */
export type Decimals = "number" | "string";
