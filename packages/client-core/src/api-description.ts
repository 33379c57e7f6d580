import type { LoadCodecs } from "./codecs.js";
import type { LoadValidators } from "./validators.js";
import type { Wire } from "./wire.js";

/** What generated code says of the API as a whole. */
export interface ApiDescription {
	/** How an error body is read; declared by `x-error-shape`. */
	readonly errors?: ErrorShape;
	/** The names of the response header that carries the id of a request; the first that is there counts. */
	readonly requestId?: readonly string[];
	/** The API's leaky bucket; declared by `x-throttle`. */
	readonly throttle?: ThrottleFigures & { readonly status?: number };
	/** Loads what reads and writes XML by the document; `() => import("./xml.js")`, see the entry `./xml`. */
	readonly xml?: LoadCodecs;
	/** Loads what reads and writes JSON with exact decimals; see the entry `./exact-json`. */
	readonly exactJson?: LoadCodecs;
	/** Loads what writes and reads operations with a `wire`: `() => import("@onespec/client-core/wire")`. */
	readonly wire?: () => Promise<Wire>;
	/** Loads the validators of requests and responses. */
	readonly validators?: LoadValidators;
}

/** The figures of a leaky bucket. */
export interface ThrottleFigures {
	/** How many requests the bucket holds. */
	readonly capacity: number;
	/** How many of them leak out each second. */
	readonly leakPerSecond: number;
}

/** The members of an error item and of a result. A body is an array of items, or one item. */
export interface ErrorShape {
	readonly message: string;
	readonly key?: string;
	readonly value?: string;
	readonly status?: string;
}
