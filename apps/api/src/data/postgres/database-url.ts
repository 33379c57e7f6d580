import { DatabaseError } from "../errors.js";

/** Whether the name of a database is the URL of one in PostgreSQL. */
export function isPostgresUrl(database: string): boolean {
	return /^postgres(?:ql)?:\/\//i.test(database);
}

/**
 * The URL as the driver is to read it. For the driver `require` and `verify-ca` check the certificate and the host, as
 * `verify-full` does, and it warns that this will change: here it says so.
 *
 * @throws {DatabaseError} when it is no URL, or asks for TLS in words that are none; the message has no password
 */
export function connectionString(database: string): string {
	const url = parse(database);
	const mode = url.searchParams.get("sslmode");
	if (mode === null) return database;
	if (!SSL_MODES.includes(mode)) {
		throw new DatabaseError(`sslmode of the database URL must be one of ${SSL_MODES.join(", ")}, not "${mode}".`);
	}
	if (mode === "require" || mode === "verify-ca") url.searchParams.set("sslmode", "verify-full");
	return url.href;
}

/** `prefer` is not among them: it goes on in clear where the server has no TLS. */
const SSL_MODES = ["disable", "no-verify", "require", "verify-ca", "verify-full"];

/**
 * A database's URL as it may be printed: host, port and name.
 *
 * @example
 * describeUrl("postgres://shop:secret@db.example/groups"); // "db.example:5432/groups"
 */
export function describeUrl(database: string): string {
	const { hostname, port, pathname, searchParams } = parse(database);
	const host = searchParams.get("host") ?? (hostname === "" ? "localhost" : hostname);
	return `${host}:${searchParams.get("port") ?? (port === "" ? "5432" : port)}${pathname}`;
}

function parse(database: string): URL {
	try {
		return new URL(database);
	} catch {
		// Without a cause: that of the URL parser has the password.
		throw new DatabaseError(
			"The database URL cannot be read: it must be like postgres://user:password@host:5432/database, special characters of the password percent-encoded.",
		);
	}
}
