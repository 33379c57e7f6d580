import { familyOf, mediaTypeOf } from "../../document/media-types.js";
import { firstExample, type Operation } from "../../document/operations.js";
import type { SchemaObject } from "../../document/types.js";
import { mergedObject } from "../../xml/names.js";
import type { PlantedAnswer } from "../kind.js";
import type { Forward, ProxiedRequest } from "../proxy.js";
import type { Behaviour, BehaviourInput } from "./behaviour.js";
import { operationFinder } from "./operation-of.js";

type Item = Record<string, unknown>;

/** What is read is not what was written. */
const CHANGED = /^(list|read)\b.*: .*must be .*, but is /s;

/** An item that is not there was changed, or another one than was named. */
const ELSEWHERE = /^update .*, which is not in the store: must be |^(list|read)\b.*: .*must be .*, but is /s;

/** The operations around one kind of resource, found by methods and paths: `/things` and `/things/{id}`. */
interface Resource {
	create: Operation;
	read: Operation;
	update: Operation | undefined;
	bulk: Operation | undefined;
	remove: Operation;
}

/** Faults in what is stored: writes that do nothing, too much, or something else. Bodies in JSON only. */
export function storedBehaviours(input: BehaviourInput): Behaviour[] {
	return resourcesOf(input.operations).flatMap((resource) => behavioursOf(input, resource));
}

function resourcesOf(operations: Operation[]): Resource[] {
	return operations.flatMap((create) => {
		if (create.method !== "POST") return [];
		const item = operations.filter(({ path }) => /^\/\{[^/]+\}$/.test(path.slice(create.path.length)));
		const own = item.filter(({ path }) => path.startsWith(create.path));
		const by = (method: string) => own.find((one) => one.method === method);
		const [read, remove] = [by("GET"), by("DELETE")];
		if (read === undefined || remove === undefined) return [];
		const bulk = operations.find(({ method, path }) => method === "PUT" && path === create.path);
		return [{ create, read, remove, update: by("PUT") ?? by("PATCH"), bulk }];
	});
}

function behavioursOf(input: BehaviourInput, { create, update, bulk, remove }: Resource): Behaviour[] {
	const find = operationFinder(input);
	const is = (request: ProxiedRequest, operation: Operation) => find(request)?.operationId === operation.operationId;
	const collection = `${input.basePath}${create.path}`;
	const idMember = idMemberOf(input, create);
	const json = jsonTypeOf(create);
	const ask = (request: ProxiedRequest, method: string, target: string, value?: unknown): ProxiedRequest => ({
		method,
		target,
		headers: { ...withoutBody(request.headers), accept: json, ...(value !== undefined && { "content-type": json }) },
		body: value === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(value)),
		transaction: undefined,
	});
	/** The item at a target as it is stored; `undefined` where there is none. */
	const stored = async (request: ProxiedRequest, target: string, forward: Forward): Promise<Item | undefined> => {
		const answer = await forward(ask(request, "GET", target));
		const value = isSuccess(answer) ? readJson(answer.body) : undefined;
		return (Array.isArray(value) ? value[0] : value) as Item | undefined;
	};
	/** Makes an item of the document's example and gives its id. */
	const make = async (request: ProxiedRequest, forward: Forward): Promise<string | undefined> => {
		const media = Object.entries(create.requestBody?.content ?? {}).find(([key]) => familyOf(key) === "json")?.[1];
		const answer = await forward(ask(request, "POST", collection, media && firstExample(input.document, media)));
		return isSuccess(answer) ? createdId(answer) : undefined;
	};
	const pathOf = ({ target }: ProxiedRequest) => target.split("?")[0] ?? "";
	const behaviours: Behaviour[] = [
		{
			name: "create-not-stored",
			because: /^status: must be 2\d\d, but is |^read .*: must be answered 200/,
			operationIds: [create.operationId],
			fault: () => async (request, forward) => {
				const answer = await forward(request);
				const id = is(request, create) && isSuccess(answer) ? createdId(answer) : undefined;
				if (id !== undefined) await forward(ask(request, "DELETE", `${collection}/${id}`));
				return answer;
			},
		},
		{
			name: "delete-not-done",
			because: /^status: must be 40\d, but is |^(list|read)\b.*: (the ids: )?must be |^count: must be /,
			operationIds: [remove.operationId],
			fault: () => async (request, forward) => {
				const path = pathOf(request);
				if (!is(request, remove) || (await stored(request, path, forward)) === undefined) return forward(request);
				// Another item is deleted in its place, and the answer tells of this one.
				const other = await make(request, forward);
				if (other === undefined) return forward(request);
				const answer = await forward({ ...request, target: `${collection}/${other}` });
				const own = path.slice(path.lastIndexOf("/") + 1);
				const text = Buffer.from(answer.body).toString().replaceAll(other, own);
				return { ...answer, body: Buffer.from(text) };
			},
		},
	];
	if (update !== undefined) {
		const onUpdate = (
			name: string,
			act: (request: ProxiedRequest, body: Item | undefined, forward: Forward) => Promise<PlantedAnswer>,
			because = CHANGED,
		): Behaviour => ({
			name,
			because,
			operationIds: [update.operationId],
			fault: () => (request, forward) => {
				if (!is(request, update)) return forward(request);
				const value = familyOf(request.headers["content-type"] ?? "") === "json" ? readJson(request.body) : undefined;
				return act(request, typeof value === "object" && value !== null ? (value as Item) : undefined, forward);
			},
		});
		behaviours.push(
			onUpdate("update-not-stored", async (request, _body, forward) => {
				const before = await stored(request, pathOf(request), forward);
				const answer = await forward(request);
				if (before !== undefined && isSuccess(answer)) await forward(ask(request, "PUT", pathOf(request), before));
				return answer;
			}),
			onUpdate("update-resets-the-rest", (request, body, forward) => {
				if (body === undefined) return forward(request);
				const whole = { ...blankOf(input, create), ...body };
				return forward({ ...request, body: Buffer.from(JSON.stringify(whole)) });
			}),
			onUpdate(
				"update-obeys-the-id-in-the-body",
				(request, body, forward) => {
					const id = idMember === undefined ? undefined : body?.[idMember];
					return forward(id === undefined ? request : { ...request, target: `${collection}/${String(id)}` });
				},
				ELSEWHERE,
			),
		);
		behaviours.push({
			name: "update-touches-another",
			because: CHANGED,
			operationIds: [update.operationId],
			fault: () => {
				const made: string[] = [];
				return async (request, forward) => {
					const answer = await forward(request);
					const id = is(request, create) && isSuccess(answer) ? createdId(answer) : undefined;
					if (id !== undefined) made.push(id);
					if (is(request, update) && isSuccess(answer)) {
						const other = made.findLast((one) => !pathOf(request).endsWith(`/${one}`));
						if (other !== undefined) await forward({ ...request, target: `${collection}/${other}` });
					}
					return answer;
				};
			},
		});
	}
	if (bulk !== undefined && idMember !== undefined) {
		behaviours.push({
			name: "bulk-update-not-stored",
			because: CHANGED,
			operationIds: [bulk.operationId],
			fault: () => async (request, forward) => {
				const items = is(request, bulk) ? readJson(request.body) : undefined;
				if (!Array.isArray(items)) return forward(request);
				const targets = new Set(items.map((item) => `${collection}/${String((item as Item | null)?.[idMember])}`));
				const before = new Map<string, Item>();
				for (const target of targets) {
					const item = await stored(request, target, forward);
					if (item !== undefined) before.set(target, item);
				}
				const answer = await forward(request);
				for (const [target, item] of before) await forward(ask(request, "PUT", target, item));
				return answer;
			},
		});
	}
	return behaviours;
}

function isSuccess({ status }: PlantedAnswer): boolean {
	return status >= 200 && status <= 299;
}

/** The id in the answer to a create: its own member, or the `Value` of the first result. */
function createdId({ body }: PlantedAnswer): string | undefined {
	const text = Buffer.from(body).toString();
	return /"Value":\s*"(-?\d+)"/.exec(text)?.[1] ?? /<Value>(-?\d+)<\/Value>/.exec(text)?.[1] ?? idIn(text);
}

function idIn(text: string): string | undefined {
	return /"\w*I[dD]":\s*(\d+)/.exec(text)?.[1] ?? /<\w*I[dD]>(\d+)</.exec(text)?.[1];
}

/** A member of the request body that holds the id: the first integer whose name ends in `id`. */
function idMemberOf(input: BehaviourInput, create: Operation): string | undefined {
	return Object.entries(membersOf(input, create)).find(
		([name, { type }]) => type === "integer" && /id$/i.test(name),
	)?.[0];
}

/** A body with every member but the id set to nothing. */
function blankOf(input: BehaviourInput, create: Operation): Item {
	const id = idMemberOf(input, create);
	const blanks: Record<string, unknown> = { string: "", boolean: false, integer: 1, number: 0 };
	return Object.fromEntries(
		Object.entries(membersOf(input, create))
			.filter(([name, { type }]) => name !== id && Object.hasOwn(blanks, type ?? ""))
			.map(([name, { type }]) => [name, blanks[type ?? ""]]),
	);
}

function membersOf({ document }: BehaviourInput, create: Operation): Record<string, SchemaObject> {
	const schema = Object.values(create.requestBody?.content ?? {})[0]?.schema ?? {};
	return mergedObject(document, schema).properties ?? {};
}

function jsonTypeOf({ requestBody }: Operation): string {
	return mediaTypeOf(
		Object.keys(requestBody?.content ?? {}).find((key) => familyOf(key) === "json") ?? "application/json",
	);
}

function withoutBody({ "content-type": _, ...headers }: Record<string, string>): Record<string, string> {
	return headers;
}

function readJson(body: Uint8Array): unknown {
	try {
		return JSON.parse(Buffer.from(body).toString()) as unknown;
	} catch {
		return undefined;
	}
}
