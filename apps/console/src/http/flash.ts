import type { Request, Response } from "express";
import { cookieName, cookieOptions } from "./cookies.js";

/** What the next page says about the last action. */
export interface FlashMessage {
	readonly text: string;
	/** The group that the action was about, to be marked in the list. */
	readonly group?: number;
}

/** Carries one message over a redirect, in a signed cookie that lives for a minute. */
export interface Flash {
	put(response: Response, message: FlashMessage): void;
	/** Returns the message and removes it. */
	take(request: Request, response: Response): FlashMessage | undefined;
}

/**
 * @param secret the key with which cookie-parser signs
 * @returns the flash messages of one console
 */
export function createFlash(secret: string): Flash {
	const name = cookieName("flash", secret);
	return {
		put(response, message) {
			response.cookie(name, JSON.stringify(message), { ...cookieOptions, signed: true, maxAge: 60_000 });
		},
		take(request, response) {
			const content: unknown = request.signedCookies[name];
			if (typeof content !== "string") return undefined;
			response.clearCookie(name, cookieOptions);
			return JSON.parse(content); // Signed, hence written by put().
		},
	};
}
