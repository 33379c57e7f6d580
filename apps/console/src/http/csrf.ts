import { randomUUID } from "node:crypto";
import { doubleCsrf } from "csrf-csrf";
import type { Request, RequestHandler, Response } from "express";
import { cookieName, cookieOptions } from "./cookies.js";

/** The name of the hidden field that carries the token. */
export const csrfField = "_csrf";

/** Keeps other sites from sending the console's forms. */
export interface Csrf {
	/** Refuses a POST without the token; runs after the cookie and form parsers. */
	readonly protect: RequestHandler[];
	/** The token for a form on the page that is about to be sent. */
	token(request: Request, response: Response): string;
	/** Whether an error means that the token was missing or wrong. */
	isRefusal(error: unknown): boolean;
}

/**
 * Signed double submit: the token is in a cookie and in the form, bound to a random id of the browser.
 *
 * @param secret the key of the tokens
 */
export function createCsrf(secret: string): Csrf {
	const browser = cookieName("browser", secret);
	const { doubleCsrfProtection, generateCsrfToken, invalidCsrfTokenError } = doubleCsrf({
		getSecret: () => secret,
		getSessionIdentifier: (request) => String(request.cookies[browser]),
		cookieName: cookieName("csrf", secret),
		cookieOptions,
		getCsrfTokenFromRequest: (request) => {
			const token: unknown = request.body?.[csrfField];
			return typeof token === "string" ? token : undefined;
		},
	});
	const identify: RequestHandler = (request, response, next) => {
		if (typeof request.cookies[browser] !== "string") {
			const id = randomUUID();
			request.cookies[browser] = id;
			response.cookie(browser, id, cookieOptions);
		}
		next();
	};
	return {
		protect: [identify, doubleCsrfProtection],
		token: (request, response) => generateCsrfToken(request, response),
		isRefusal: (error) => error === invalidCsrfTokenError,
	};
}
