import { type DocumentModel, flatten, membersOf, type Resource, resourcesOf } from "@onespec/openapi-document";
import fc from "fast-check";
import { UnsafeError } from "../../live/guard.js";
import { carriersOf, needsCredentials, type Profile } from "../../requests/credentials.js";
import { READ_ONLY } from "../../requests/read-only.js";
import type { Exchange } from "../exchange.js";
import { cleanUp, type RunContext, type RunOptions, readOptions } from "../options.js";
import { seedOf } from "../run.js";
import { Caller, mayAct, operationOf, ROLES, type RoleName, type Stores } from "./client.js";
import { SequenceError } from "./sequence-error.js";
import { type Plan, plans, type Step } from "./steps.js";
import { Store } from "./store.js";

export interface SequencesOptions extends RunOptions {
	/** How many sequences; 50 by default. */
	sequences?: number;
	/** Steps of the longest. */
	maxSteps?: number;
	/** Tries to make a failing sequence shorter; 40 by default. */
	shrinks?: number;
}

/** What a run of sequences found. */
export interface SequencesResult {
	seed: number;
	total: number;
	passed: number;
	requests: number;
	/** Steps by their kind. */
	steps: Record<string, number>;
	/** Why nothing was run. */
	open?: string;
	/** What could not be removed. */
	notes: string[];
	failure?: SequenceFailure;
}

export interface SequenceFailure {
	reason: string;
	/** The shortest sequence that shows it, one line for each step. */
	sequence: string[];
	/** The last requests and answers, credentials masked. */
	exchanges: Exchange[];
}

const SHOWN_EXCHANGES = 4;
const DEFAULT = "default";

/**
 * Runs sequences of requests from several clients, in all media types and in two stores, and holds each answer against
 * a simple model of the store: after each step another client reads what the stores hold. Which operation does what,
 * the document says; whose stores they are, the `profiles` of the scenarios.
 *
 * Where no profile has a store of its own, they work in the one of the default profile, beside what others have there: then
 * only what they made is held against the model.
 *
 * @returns the first disagreement, made as short as possible; nothing is run where no collection can be made, read and
 *   removed.
 * @throws DocumentError, ScenariosError, CredentialsError for what was given; the signal's reason where it was aborted.
 */
export async function runSequences(options: SequencesOptions): Promise<SequencesResult> {
	const context = await readOptions(options);
	const total = options.sequences ?? 50;
	const result: SequencesResult = { seed: options.seed, total, passed: 0, requests: 0, steps: {}, notes: [] };
	if (context.readOnly) return { ...result, open: `${READ_ONLY}: sequences write` };
	const resource = resourcesOf(context.model).find(isWhole);
	if (resource === undefined) return { ...result, open: "no collection of the document can be made, read and removed" };
	if (choosesKeys(context.model, resource)) return { ...result, open: "whoever makes an item chooses its id" };
	const stores = storesOf(context, resource);
	if (typeof stores === "string") return { ...result, open: stores };

	const caller = new Caller(context, resource, stores);
	let shrinking = 0;
	const checked = fc.check(
		fc.asyncProperty(plans(caller, options.maxSteps ?? 25), async (plan) => {
			context.signal.throwIfAborted();
			const first = result.failure === undefined;
			if (!first && ++shrinking > (options.shrinks ?? 40)) return;
			try {
				await runPlan(caller, plan, result.steps);
			} catch (error) {
				context.signal.throwIfAborted();
				if (error instanceof UnsafeError) {
					result.open ??= context.mask(error.message);
					return;
				}
				const reason = context.mask((error as Error).message);
				result.failure = { reason, sequence: linesOf(plan), exchanges: caller.log.slice(-SHOWN_EXCHANGES) };
				throw error;
			}
			if (!first) return;
			result.passed++;
			options.onProgress?.(result.passed, total);
		}),
		{ seed: seedOf(options.seed, "sequences"), numRuns: total },
	);
	await checked.finally(async () => {
		result.notes = await cleanUp(context, options);
	});
	context.signal.throwIfAborted();
	return { ...result, requests: caller.requests };
}

/** Whether sequences can work on a collection: it lies under no item of another one, and its items come and go. */
function isWhole({ path, create, read, update, replace, delete: remove }: Resource): boolean {
	const written = [create, update ?? replace].flatMap((one) => one?.operation.requestBody ?? []);
	const canWrite = written.every(({ content }) => content.some(({ kind }) => kind === "json" || kind === "xml"));
	return canWrite && !path.includes("{") && create?.id !== undefined && read !== undefined && remove !== undefined;
}

/** Whether the id of a new item is in the request that makes it. */
function choosesKeys(model: DocumentModel, { create, key }: Resource): boolean {
	return (create?.operation.requestBody?.content ?? []).some(
		({ schema = {} }) => membersOf(model, schema).get(key)?.required === true,
	);
}

/** The stores of sequences: those of profiles with a store of their own that no scenario uses. */
function storesOf({ scenarios, credentials }: RunContext, resource: Resource): Stores | string {
	const declared = Object.entries(scenarios?.profiles ?? {});
	const all = [
		...Object.values(scenarios?.causes ?? {}),
		...Object.values(scenarios?.operations ?? {}).flatMap((statuses) => Object.values(statuses).flatMap(Object.values)),
	];
	const used = new Set(all.map(({ profile }) => profile));
	const profiles = declared
		.filter(([name, { ownStore }]) => ownStore === true && !used.has(name))
		.map(([name]) => name);
	const isShared = profiles.length === 0;
	if (isShared) profiles.push(DEFAULT);
	const [first] = resource.create === undefined ? [] : [resource.create.operation];
	const lacking =
		first && !needsCredentials(first) ? undefined : profiles.find((profile) => credentials[profile] === undefined);
	if (lacking !== undefined) return `no credentials: add the profile "${lacking}" to the credentials file`;
	const strangers = declared.map(([profile, declaration]) => ({
		profile,
		roles: ROLES.filter((role) => {
			const operation = operationOf(resource, role);
			return operation !== undefined && !mayAct(declaration, operation);
		}),
	}));
	return { profiles: profiles.slice(0, 2), isShared, strangers };
}

async function runPlan(caller: Caller, plan: Plan, counts: Record<string, number>): Promise<void> {
	const stores = caller.stores.profiles.map((profile) => new Store(caller, profile));
	caller.forget();
	for (const store of stores) await store.begin();
	const before = stores.map((store) => new Set(store.model.ids));
	try {
		const [own] = stores;
		const firstBody = plan.steps.find((step) => step.kind === "create" || step.kind === "refused")?.body;
		for (let count = 0; own !== undefined && firstBody !== undefined && count < plan.start; count++)
			await own.create(count, firstBody);
		for (const step of plan.steps) {
			try {
				await runStep(caller, stores, step);
			} catch (error) {
				// What could change somebody else's things is not tried.
				if (error instanceof UnsafeError) continue;
				throw error;
			}
			counts[step.kind] = (counts[step.kind] ?? 0) + 1;
			if (!WRITES.has(step.kind)) continue;
			// Another client, on another connection, in another media type.
			for (const store of stores) await store.audit(step.media + 1);
		}
		for (const store of stores) await store.count(0);
	} catch (error) {
		const said = caller.log.length;
		await removeMade(stores, before).catch(() => {});
		caller.log.length = said;
		throw error;
	}
	await removeMade(stores, before);
}

const WRITES = new Set(["create", "update", "updateMany", "delete", "refused"]);

/** Removes what a sequence made, and nothing else. */
async function removeMade(stores: Store[], before: Set<string>[]): Promise<void> {
	for (const [index, store] of stores.entries()) {
		for (const id of store.model.ids) if (!before[index]?.has(id)) await store.delete(0, id);
	}
}

async function runStep(caller: Caller, stores: Store[], step: Step): Promise<void> {
	const store = stores[step.store % stores.length] as Store;
	const { key } = caller.resource;
	const { media } = step;
	switch (step.kind) {
		case "create": {
			// The server assigns the id; one in the body must not count where the schema allows it.
			const taken = store.model.pick(0);
			const withId = !store.isShared && allowsId(caller, "create") && taken !== undefined;
			await store.create(media, withId ? { ...step.body, [key]: store.typed(taken) } : step.body);
			return;
		}
		case "read":
			await store.read(media, store.id(step.place, step.missing));
			return;
		case "update": {
			const other = store.model.pick(step.place + 1);
			const withId = step.otherId && other !== undefined && allowsId(caller, "update");
			const body = withId ? { ...step.body, [key]: store.typed(other) } : step.body;
			await store.update(media, store.id(step.place, step.missing), body);
			return;
		}
		case "updateMany": {
			// Where nobody says what becomes of items that are not there, nothing can be held against it.
			const items = store.isShared ? step.items.filter(({ missing }) => !missing) : step.items;
			if (store.isShared && (items.length === 0 || store.model.pick(0) === undefined)) return;
			await store.updateMany(
				media,
				items.map(({ place, missing, body }) => ({ ...body, [key]: store.typed(store.id(place, missing)) })),
			);
			return;
		}
		case "delete":
			await store.delete(media, store.id(step.place, step.missing));
			return;
		case "list":
			await store.list(media, step.limit, step.offset);
			return;
		case "count":
			await store.count(media);
			return;
		case "refused":
			await refused(caller, store, step);
	}
}

function allowsId(caller: Caller, role: RoleName): boolean {
	const schema = flatten(caller.model, caller.requestSchema(role));
	return schema.properties?.[caller.resource.key] !== undefined;
}

/** A request that somebody else sends: it must be refused, and change nothing. */
async function refused(caller: Caller, store: Store, step: Step & { kind: "refused" }): Promise<void> {
	const { context, resource } = caller;
	const strangers: { name: string; role: RoleName; credentials: Profile }[] = [];
	const own = context.credentials[store.profile] ?? {};
	for (const role of ROLES) {
		const operation = caller.operation(role);
		for (const { scheme } of operation && needsCredentials(operation)
			? carriersOf(context.model, operation, own)
			: []) {
			const { [scheme]: _, ...others } = own;
			strangers.push({ name: `without ${scheme}`, role, credentials: others });
		}
	}
	for (const { profile: name, roles } of caller.stores.strangers) {
		const credentials = context.credentials[name];
		if (credentials !== undefined) strangers.push(...roles.map((role) => ({ name, role, credentials })));
	}
	const stranger = strangers[(step.who * 51 + step.role) % strangers.length];
	if (stranger === undefined) return;
	const { role, name, credentials } = stranger;
	const id = store.id(step.place, false);
	const body = role === "updateMany" ? [{ ...step.body, [resource.key]: store.typed(id) }] : step.body;
	const { count } = resource;
	const query = role === "count" && count ? { [count.parameter]: count.value } : undefined;
	const answer = await caller.call(role, store.client(step.media), { id, body, query, credentials });
	if (answer.status !== 401 && answer.status !== 403) {
		throw new SequenceError(
			`${role} ${name === "wrong" ? "with wrong credentials" : name}: must be refused, but is answered ${answer.status}`,
		);
	}
}

function linesOf({ start, steps }: Plan): string[] {
	return [`start with ${start} things`, ...steps.map((step) => JSON.stringify(step).slice(0, 300))];
}
