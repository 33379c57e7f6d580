import type { Advice, TransactionResult } from "../results.js";

/** Request and answer as people may see them. */
export type Exchange = Pick<TransactionResult, "request" | "response">;

/** One place where a server does less than good servers do. */
export interface Remark {
	/** What it is about; the same for all that one mending puts right. */
	about: About;
	/** Where it was seen: `GET /things 401`. */
	place: string;
	/** What was seen there. */
	text: string;
	/** Where known, what shows it. */
	exchange?: Exchange | undefined;
}

/** All that advice can be about: what the server does, and what would be better. */
export const ABOUT = {
	version: {
		title: "answers name the version of the server's software",
		mend: "Take the version out of the header or the body: it tells an attacker what to try.",
	},
	trace: {
		title: "errors show the inside of the server",
		mend: "Log stack traces and messages of the database, and answer with a text for the client.",
	},
	mark: {
		title: "a byte order mark comes before the body",
		mend: "Begin the body with its first character: many readers take the mark for a part of it.",
	},
	retry: {
		title: "Retry-After does not say how long to wait",
		mend: "Send with 429 a whole number of seconds, or an HTTP date, after which the next request is let through.",
	},
	allow: {
		title: "Allow does not name the methods that the path has",
		mend: "Send Allow with 405, with every method of the path and no other (RFC 9110, 15.5.6).",
	},
	redirect: {
		title: "a redirect leads nowhere, or away",
		mend: "Redirect to an address of the same server, at least as safe, that answers.",
	},
	head: {
		title: "HEAD is not answered like GET",
		mend: "Answer HEAD with the status and the headers of GET, without the body (RFC 9110, 9.3.2).",
	},
	caching: {
		title: "caching headers do not agree with what is answered",
		mend: "Answer a request that repeats ETag or Last-Modified with 304 while nothing has changed; name in Vary what decides about the answer.",
	},
	compression: {
		title: "large answers are not compressed when the client asks for it",
		mend: "Compress texts for clients that send Accept-Encoding, and name it in Vary.",
	},
	connection: {
		title: "the connection is closed after an answer",
		mend: "Keep the connection open, after errors too: a new one costs a round trip or more.",
	},
} as const satisfies Record<string, { title: string; mend: string }>;

/** A key of {@link ABOUT}. */
export type About = keyof typeof ABOUT;

/** Remarks about one thing as one piece of advice, in the order of {@link ABOUT}. */
export function adviceFrom(remarks: readonly Remark[]): Advice[] {
	return (Object.keys(ABOUT) as About[]).flatMap((about) => {
		const own = remarks.filter((remark) => remark.about === about);
		const [first] = own;
		if (first === undefined) return [];
		const { place, text, exchange = { request: null, response: null } } = first;
		const places = [...new Set(own.map((one) => one.place))];
		return [{ about, ...ABOUT[about], places, example: { place, reason: text, ...exchange } }];
	});
}
