import cookieParser from "cookie-parser";
import express, { type Express } from "express";
import { type ApiOptions, connectGroupsApi } from "./api/groups-api.js";
import { groupsRouter } from "./groups/routes.js";
import { assets } from "./http/assets.js";
import { createCsrf } from "./http/csrf.js";
import { errorPages, unknownPage } from "./http/error-pages.js";
import { createFlash } from "./http/flash.js";
import { onlyForHosts } from "./http/own-host.js";
import { createPages } from "./http/pages.js";
import { securityHeaders } from "./http/security-headers.js";

/** What the console's pages need. */
export interface AppOptions extends ApiOptions {
	/** The key of the console's cookies. */
	readonly secret: string;
	/** The names that the `Host` header may carry; any where undefined. */
	readonly hostNames?: readonly string[] | undefined;
	/** What the API is, shown beside its URL. */
	readonly targetLabel?: string | undefined;
}

/** Two texts of 65,535 characters, with the originals beside them, percent-encoded. */
const formLimit = "6mb";

/**
 * Builds the console: server-rendered pages over the Customer Groups client, without a session store.
 *
 * @param options the API, the credentials and the console's own secret
 * @returns an Express app, ready to be served
 * @throws ConfigError where the client refuses the URL or a credential
 * @example createServer(createApp({ apiBaseUrl, credentials, secret })).listen(3002, "127.0.0.1")
 */
export function createApp(options: AppOptions): Express {
	const { apiBaseUrl, hostNames, secret, targetLabel } = options;
	const api = connectGroupsApi(options);
	const csrf = createCsrf(secret);
	const flash = createFlash(secret);
	const pages = createPages({ apiBaseUrl, targetLabel, csrf, flash });

	const app = express();
	app.disable("x-powered-by");
	app.use(securityHeaders());
	if (hostNames !== undefined) app.use(onlyForHosts(hostNames));
	app.use("/assets", assets());
	app.use(cookieParser(secret), express.urlencoded({ extended: false, limit: formLimit }), csrf.protect);
	app.get("/", (_request, response) => response.redirect(303, "/groups"));
	app.use("/groups", groupsRouter({ api, apiBaseUrl, pages, flash }));
	app.use(unknownPage(pages));
	app.use(errorPages(pages, csrf, apiBaseUrl));
	return app;
}
