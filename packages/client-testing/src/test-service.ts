import type { DocumentModel } from "@onespec/openapi-document";
import type { HttpHandler } from "msw";
import type { Grant } from "./access.js";
import type { Bucket, Clock } from "./bucket.js";
import { handlersOf } from "./handlers-of.js";
import { createService, type Service } from "./service.js";

/** What generated code says of its API. */
export interface TestApi {
	readonly model: DocumentModel;
	/** The security scheme of each member of the credentials that its client takes. */
	readonly schemes: Readonly<Record<string, string>>;
}

/** Somebody who may ask, by the credentials that the client takes. */
export interface TestGrant<Credentials> extends Omit<Grant, "credentials"> {
	readonly credentials: Credentials;
}

export interface TestOptions<Credentials> {
	/** Where the client under test looks for the API; the document's server where it is absent. */
	readonly baseUrl?: string | undefined;
	/** The only credentials that are let in. Without them and `grants`, all that are complete are. */
	readonly credentials?: Credentials | undefined;
	/** Several that are let in, with permissions, stores and buckets of their own. */
	readonly grants?: readonly TestGrant<Credentials>[] | undefined;
	/** `true` throttles as the document says, a bucket by its own figures. Off where it is absent. */
	readonly throttle?: boolean | Bucket | undefined;
	/** The clock of the buckets, in milliseconds. */
	readonly now?: Clock | undefined;
	/** What is there from the start, by the path of the collection. */
	readonly items?: Readonly<Record<string, readonly object[]>> | undefined;
}

/** An API in memory, with the handlers of MSW over it. */
export interface TestService extends Service {
	readonly handlers: HttpHandler[];
}

/** Makes the API in memory of a generated client. */
export function createTestService<Credentials extends object>(
	{ model, schemes }: TestApi,
	{ credentials, grants, ...options }: TestOptions<Credentials>,
): TestService {
	const byScheme = (given: Credentials) =>
		Object.fromEntries(Object.entries(given).map(([member, value]) => [schemes[member] ?? member, String(value)]));
	const service = createService({
		...options,
		model,
		...(credentials && { credentials: byScheme(credentials) }),
		...(grants && { grants: grants.map((grant) => ({ ...grant, credentials: byScheme(grant.credentials) })) }),
	});
	return { ...service, handlers: handlersOf(service) };
}
