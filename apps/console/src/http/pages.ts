import { fileURLToPath } from "node:url";
import { Eta } from "eta";
import type { Request, Response } from "express";
import type { Csrf } from "./csrf.js";
import type { Flash, FlashMessage } from "./flash.js";

/** One page to send. */
export interface Page {
	/** The template in `views/`, without `.eta`. */
	readonly view: string;
	readonly title: string;
	readonly status?: number;
	/** What the template finds under `it.page`. */
	readonly data: object;
	/** A page with a form gets a token. */
	readonly hasForm?: boolean;
	/** The message to show, where the caller has taken it already. */
	readonly flash?: FlashMessage | undefined;
}

/** Sends pages in the console's frame. */
export interface Pages {
	show(request: Request, response: Response, page: Page): void;
}

/** What every page shows or needs. */
export interface PagesOptions {
	readonly apiBaseUrl: string;
	readonly targetLabel: string | undefined;
	readonly csrf: Csrf;
	readonly flash: Flash;
}

const views = fileURLToPath(new URL("../../views", import.meta.url));

/**
 * @param options what every page shows
 * @returns the sender of pages; templates are compiled once
 */
export function createPages({ apiBaseUrl, targetLabel, csrf, flash }: PagesOptions): Pages {
	const eta = new Eta({ views, autoEscape: true, cache: true });
	return {
		show(request, response, page) {
			const html = eta.render(`./${page.view}`, {
				title: page.title,
				page: page.data,
				flash: page.flash ?? flash.take(request, response),
				csrf: page.hasForm === true ? csrf.token(request, response) : undefined,
				target: { url: apiBaseUrl, label: targetLabel },
			});
			response
				.status(page.status ?? 200)
				.set("Cache-Control", "no-store")
				.type("html")
				.send(html);
		},
	};
}
