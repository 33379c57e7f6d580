import { createHash } from "node:crypto";
import type { CookieOptions } from "express";

/** What all cookies of the console have in common; the console itself speaks plain HTTP, so none is `secure`. */
export const cookieOptions = {
	path: "/",
	httpOnly: true,
	sameSite: "lax",
	secure: false,
} as const satisfies CookieOptions;

/**
 * Names a cookie. Browsers share cookies between the ports of a host, so two consoles on one machine would overwrite
 * each other's: the name carries a mark of the secret that its content belongs to.
 *
 * @example cookieName("flash", secret) // "console-1f3a9c02-flash"
 */
export function cookieName(use: string, secret: string): string {
	return `console-${createHash("sha256").update(`cookie name ${secret}`).digest("hex").slice(0, 8)}-${use}`;
}
