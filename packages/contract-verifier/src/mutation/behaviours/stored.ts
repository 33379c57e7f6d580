import {
	bodyKindOf,
	flatten,
	type Operation,
	type Resource,
	resourcesOf,
	type Schema,
	successOf,
	typeOf,
	valueAt,
} from "@onespec/openapi-document";
import { firstExample } from "../../lookup.js";
import { sampleOf } from "../../requests/sample.js";
import type { PlantedAnswer } from "../kind.js";
import type { Forward, ProxiedRequest } from "../proxy.js";
import type { Behaviour, BehaviourInput } from "./behaviour.js";
import { operationFinder } from "./operation-of.js";

type Item = Record<string, unknown>;

/** What is read is not what was written. */
const CHANGED = /^(list|read)\b.*: .*must be .*, but is /s;

/** An item that is not there was changed, or another one than was named. */
const ELSEWHERE = /^update .*, which is not in the store: must be |^(list|read)\b.*: .*must be .*, but is /s;

/** A collection whose items come and go, so that a fault can be undone or made up. */
interface Stored extends Resource {
	create: NonNullable<Resource["create"]>;
	read: NonNullable<Resource["read"]>;
	delete: NonNullable<Resource["delete"]>;
}

/** Faults in what is stored: writes that do nothing, too much, or something else. Bodies in JSON only. */
export function storedBehaviours(input: BehaviourInput): Behaviour[] {
	return resourcesOf(input.model)
		.filter((one): one is Stored => one.create !== undefined && one.read !== undefined && one.delete !== undefined)
		.flatMap((resource) => behavioursOf(input, resource));
}

function behavioursOf(input: BehaviourInput, resource: Stored): Behaviour[] {
	const { key } = resource;
	const [create, remove] = [resource.create.operation, resource.delete.operation];
	const update = (resource.update ?? resource.replace)?.operation;
	const bulk = resource.updateMany?.operation;
	const createdId = (answer: PlantedAnswer) => idIn(answer, resource.create.id ?? `/${key}`);
	const find = operationFinder(input);
	const is = (request: ProxiedRequest, operation: Operation) => find(request)?.id === operation.id;
	const collection = `${input.basePath}${create.path}`;
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
		return valueAt(value, resource.read.item) as Item | undefined;
	};
	/** Makes an item of the document's example and gives its id. */
	const make = async (request: ProxiedRequest, forward: Forward): Promise<string | undefined> => {
		const media = create.requestBody?.content.find(({ kind }) => kind === "json");
		// The server gives it its key.
		const stated = media && (firstExample(input.model, media) ?? (media.schema && sampleOf(input.model, media.schema)));
		const { [key]: _, ...example } = (stated ?? {}) as Item;
		const answer = await forward(ask(request, "POST", collection, example));
		return isSuccess(answer) ? createdId(answer) : undefined;
	};
	const pathOf = ({ target }: ProxiedRequest) => target.split("?")[0] ?? "";
	const behaviours: Behaviour[] = [
		{
			name: "create-not-stored",
			because: /^status: must be 2\d\d, but is |^read .*: must be answered 200/,
			operationIds: [create.id],
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
			operationIds: [remove.id],
			fault: () => async (request, forward) => {
				const path = pathOf(request);
				if (!is(request, remove) || (await stored(request, path, forward)) === undefined) return forward(request);
				// Another item is deleted in its place, and the answer tells of this one.
				const other = await make(request, forward);
				// Where no other one can be made, a success without a body can be told all the same.
				const success = successOf(remove);
				if (other === undefined && success?.content.length === 0 && /^\d+$/.test(success.status))
					return { status: Number(success.status), headers: {}, body: Buffer.alloc(0) };
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
			operationIds: [update.id],
			fault: () => (request, forward) => {
				if (!is(request, update)) return forward(request);
				const value = bodyKindOf(request.headers["content-type"] ?? "") === "json" ? readJson(request.body) : undefined;
				return act(request, typeof value === "object" && value !== null ? (value as Item) : undefined, forward);
			},
		});
		behaviours.push(
			onUpdate("update-not-stored", async (request, _body, forward) => {
				const before = await stored(request, pathOf(request), forward);
				const answer = await forward(request);
				if (before !== undefined && isSuccess(answer))
					await forward(ask(request, update.method, pathOf(request), before));
				return answer;
			}),
			onUpdate("update-resets-the-rest", (request, body, forward) => {
				if (body === undefined) return forward(request);
				const whole = { ...blankOf(input, create, key), ...body };
				return forward({ ...request, body: Buffer.from(JSON.stringify(whole)) });
			}),
			onUpdate(
				"update-obeys-the-id-in-the-body",
				(request, body, forward) => {
					const id = body?.[key];
					return forward(id === undefined ? request : { ...request, target: `${collection}/${String(id)}` });
				},
				ELSEWHERE,
			),
		);
		behaviours.push({
			name: "update-touches-another",
			because: CHANGED,
			operationIds: [update.id],
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
	if (bulk !== undefined) {
		behaviours.push({
			name: "bulk-update-not-stored",
			because: CHANGED,
			operationIds: [bulk.id],
			fault: () => async (request, forward) => {
				const items = is(request, bulk) ? readJson(request.body) : undefined;
				if (!Array.isArray(items)) return forward(request);
				const targets = new Set(items.map((item) => `${collection}/${String((item as Item | null)?.[key])}`));
				const before = new Map<string, Item>();
				for (const target of targets) {
					const item = await stored(request, target, forward);
					if (item !== undefined) before.set(target, item);
				}
				const answer = await forward(request);
				for (const [target, item] of before) await forward(ask(request, update?.method ?? "PUT", target, item));
				return answer;
			},
		});
	}
	return behaviours;
}

function isSuccess({ status }: PlantedAnswer): boolean {
	return status >= 200 && status <= 299;
}

/** The id in the answer to a create, whatever it is written in: where the document says, else what looks like it. */
function idIn({ body }: PlantedAnswer, pointer: string): string | undefined {
	const value = readJson(body);
	if (value !== undefined) return textOf(valueAt(value, pointer));
	const name = pointer.slice(pointer.lastIndexOf("/") + 1);
	return new RegExp(`<${name}>([^<]+)</${name}>`).exec(Buffer.from(body).toString())?.[1];
}

function textOf(value: unknown): string | undefined {
	return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** A body with every member but the id set to nothing. */
function blankOf(input: BehaviourInput, create: Operation, key: string): Item {
	const blanks: Record<string, unknown> = { string: "", boolean: false, integer: 1, number: 0 };
	return Object.fromEntries(
		Object.entries(membersOf(input, create)).flatMap(([name, member]) => {
			const type = typeOf(member) ?? "";
			return name !== key && Object.hasOwn(blanks, type) ? [[name, blanks[type]]] : [];
		}),
	);
}

function membersOf({ model }: BehaviourInput, create: Operation): Readonly<Record<string, Schema>> {
	return flatten(model, create.requestBody?.content[0]?.schema ?? {}).properties ?? {};
}

function jsonTypeOf({ requestBody }: Operation): string {
	return requestBody?.content.find(({ kind }) => kind === "json")?.mediaType ?? "application/json";
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
