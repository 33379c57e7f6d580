import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import { ApiFailure } from "../api/api-failure.js";
import type { Csrf } from "./csrf.js";
import { type FailureText, failureText } from "./failure-text.js";
import type { Pages } from "./pages.js";

/** Answers 404 to every address that no route took. */
export function unknownPage(pages: Pages): RequestHandler {
	return (request, response) => {
		pages.show(request, response, {
			view: "problem",
			title: "There is no such page",
			status: 404,
			data: { advice: "The address may be mistyped.", messages: [], retryUrl: undefined },
		});
	};
}

/**
 * Turns whatever a route threw into a page that says what to do. Only what nobody foresaw is logged, with its stack;
 * no page shows one.
 */
export function errorPages(pages: Pages, csrf: Csrf, apiBaseUrl: string): ErrorRequestHandler {
	return (error, request, response, next) => {
		if (response.headersSent) return next(error);
		const text = error instanceof ApiFailure ? failureText(error, apiBaseUrl) : ownFailure(error, csrf);
		setRetryAfter(response, text.retryAfter);
		pages.show(request, response, {
			view: "problem",
			title: text.title,
			status: text.status,
			data: {
				advice: text.advice,
				messages: text.messages,
				retryUrl: text.canRetry && request.method === "GET" ? request.originalUrl : undefined,
			},
		});
	};
}

/** Passes the API's `Retry-After` on. */
export function setRetryAfter(response: Response, retryAfter: number | undefined): void {
	if (retryAfter !== undefined) response.set("Retry-After", String(retryAfter));
}

function ownFailure(error: unknown, csrf: Csrf): FailureText {
	const base = { messages: [], canRetry: false, retryAfter: undefined };
	if (csrf.isRefusal(error)) {
		return {
			...base,
			status: 403,
			title: "This form is out of date",
			advice:
				"Nothing was saved. The console was started again since the form was opened, or your browser keeps no cookies. Open the form again.",
		};
	}
	const status = error instanceof Error && "status" in error ? Number(error.status) : 500;
	if (status === 413) {
		return {
			...base,
			status,
			title: "That is too much text",
			advice: "Nothing was saved. Shorten the texts of the form.",
		};
	}
	if (status >= 400 && status < 500) {
		return { ...base, status, title: "The request cannot be read", advice: "Open the page again from the list." };
	}
	console.error(error);
	return {
		...base,
		status: 500,
		title: "Something went wrong",
		advice: "The console has logged what. Try again from the list.",
	};
}
