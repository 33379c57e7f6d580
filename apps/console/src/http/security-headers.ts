import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * Security headers: the pages run no script, load nothing from elsewhere, and cannot be framed. What only makes sense
 * behind TLS (HSTS, upgrading requests) is left to whatever terminates it.
 */
export function securityHeaders(): RequestHandler {
	return helmet({
		contentSecurityPolicy: {
			useDefaults: false,
			directives: {
				defaultSrc: ["'none'"],
				styleSrc: ["'self'"],
				// Pico draws the marks of its controls as data: images.
				imgSrc: ["'self'", "data:"],
				formAction: ["'self'"],
				baseUri: ["'none'"],
				frameAncestors: ["'none'"],
			},
		},
		strictTransportSecurity: false,
		xFrameOptions: { action: "deny" },
		referrerPolicy: { policy: "same-origin" },
	});
}
