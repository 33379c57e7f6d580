import { type DocumentModel, documentExtensions } from "@onespec/openapi-document";
import { type Bucket, type Clock, LeakyBucket } from "./bucket.js";
import { type Credentials, readCredentials, sameCredentials } from "./credentials.js";
import { answerOf, type OperationPlan } from "./plan.js";
import { Problem } from "./problem.js";

/** Somebody who may ask. */
export interface Grant {
	readonly credentials: Credentials;
	/** What `x-permission` of an operation has to be among; everything where it is absent. */
	readonly permissions?: readonly string[] | undefined;
	/** Whose items are seen; grants of one store share them. `default` where it is absent. */
	readonly store?: string | undefined;
	/** A bucket of its own, which throttles whatever the service's `throttle` says. */
	readonly throttle?: Bucket | undefined;
}

export interface AccessOptions {
	/** The only credentials that are let in. Without them and `grants`, all that are complete are. */
	readonly credentials?: Credentials | undefined;
	readonly grants?: readonly Grant[] | undefined;
	/** `true` throttles by the document's `x-throttle`, a bucket by its own figures. Off where it is absent. */
	readonly throttle?: boolean | Bucket | undefined;
	/** The clock of the buckets, in milliseconds. */
	readonly now?: Clock | undefined;
}

/** The longest that a client is told to wait. */
const LONGEST_WAIT = 3600;

/** Decides who gets in. */
export class Access {
	readonly #throttledStatus: number;
	readonly #grants: readonly Grant[] | undefined;
	readonly #bucket: Bucket | undefined;
	readonly #now: Clock;
	readonly #buckets = new Map<string, LeakyBucket>();

	constructor(model: DocumentModel, { credentials, grants, throttle, now }: AccessOptions) {
		const { throttle: declared } = documentExtensions(model);
		this.#throttledStatus = declared?.status ?? 429;
		this.#grants = grants ?? (credentials ? [{ credentials }] : undefined);
		this.#bucket = throttle === true ? declared : throttle || undefined;
		this.#now = now ?? (() => performance.now());
	}

	/**
	 * Finds who asks, and lets them in.
	 *
	 * @throws {Problem} 401 (403 where that is documented) or the status of `x-throttle`
	 */
	admit(plan: OperationPlan, request: Request, url: URL): Grant {
		const grant = this.#grantOf(plan, request, url);
		this.#throttle(grant);
		const { permission } = plan.extensions;
		if (permission !== undefined && grant.permissions?.includes(permission) === false) {
			throw new Problem(answerOf(plan, 403) ? 403 : 401, { value: permission });
		}
		return grant;
	}

	/** Empties the buckets. */
	reset(): void {
		this.#buckets.clear();
	}

	#grantOf({ requirements }: OperationPlan, request: Request, url: URL): Grant {
		const { requirement, credentials } = readCredentials(requirements, request, url);
		if (this.#grants === undefined || requirement.length === 0) return { credentials };
		const grant = this.#grants.find((one) => sameCredentials(requirement, credentials, one.credentials));
		if (grant === undefined) throw new Problem(401);
		return grant;
	}

	#throttle({ credentials, throttle = this.#bucket }: Grant): void {
		if (throttle === undefined) return;
		const name = JSON.stringify(credentials);
		const bucket = this.#buckets.get(name) ?? new LeakyBucket(throttle, this.#now);
		this.#buckets.set(name, bucket);
		const seconds = bucket.admit();
		if (seconds === undefined) return;
		const headers = { "retry-after": String(Math.min(seconds, LONGEST_WAIT)) };
		throw new Problem(this.#throttledStatus, { headers });
	}
}
