import { type DocumentModel, flatten, type Schema } from "@onespec/openapi-document";
import fc from "fast-check";
import { LEFT_OUT, pinned } from "../../live/own-items.js";
import { referencesIn } from "../../live/references.js";
import { sampleOf } from "../../requests/sample.js";
import { checkOf } from "../../schema/validator.js";
import { mapExact } from "../exact-number.js";
import { fitting, validValues } from "../valid.js";
import type { Caller } from "./client.js";
import type { Thing } from "./store-model.js";

/** One request of a sequence, as plain data. `store`: 0 the own, 1 the other. `media`: which client asks. */
export type Step = { store: number; media: number } & (
	| { kind: "create"; body: Thing }
	| { kind: "read"; place: number; missing: boolean }
	| { kind: "update"; place: number; missing: boolean; body: Thing; otherId: boolean }
	| { kind: "updateMany"; items: { place: number; missing: boolean; body: Thing }[] }
	| { kind: "delete"; place: number; missing: boolean }
	| { kind: "list"; limit: number | undefined; offset: number | undefined }
	| { kind: "count" }
	| { kind: "refused"; who: number; role: number; place: number; body: Thing }
);

/** Things that a sequence starts with: around the default length of a page. */
export interface Plan {
	start: number;
	steps: Step[];
}

const MEDIA_TYPES = 4;
/** Stands for the length of a page where there are none. */
const NO_PAGE = 3;

/** Sequences for the roles that a collection has. */
export function plans(caller: Caller, maxSteps: number): fc.Arbitrary<Plan> {
	const { model, resource } = caller;
	const body = (schema: Schema) => bodies(model, schema, resource.key);
	const creates = body(caller.requestSchema("create"));
	const updates = caller.operation("update") ? body(caller.requestSchema("update")) : fc.constant({});
	const items = resource.updateMany
		? body(flatten(model, caller.requestSchema("updateMany")).items ?? {})
		: fc.constant({});
	// Rarely the other store; then both have things of the same ids.
	const store = fc.oneof({ arbitrary: fc.constant(0), weight: 4 }, { arbitrary: fc.constant(1), weight: 1 });
	const from = { store, media: fc.nat(MEDIA_TYPES - 1) };
	const target = {
		place: fc.nat(30),
		missing: fc.oneof({ arbitrary: fc.constant(false), weight: 5 }, { arbitrary: fc.constant(true), weight: 1 }),
	};
	const some = (most: number) => fc.option(fc.integer({ min: 1, max: most }), { nil: undefined, freq: 2 });
	const kinds: fc.Arbitrary<Step>[] = [
		fc.record({ kind: fc.constant("create" as const), ...from, body: creates }),
		fc.record({ kind: fc.constant("read" as const), ...from, ...target }),
		fc.record({ kind: fc.constant("delete" as const), ...from, ...target }),
		fc.record({
			kind: fc.constant("refused" as const),
			...from,
			who: fc.nat(50),
			role: fc.nat(50),
			place: fc.nat(30),
			body: creates,
		}),
	];
	if (caller.operation("update")) {
		const otherId = fc.boolean();
		kinds.push(fc.record({ kind: fc.constant("update" as const), ...from, ...target, body: updates, otherId }));
	}
	if (resource.updateMany) {
		const several = fc.array(fc.record({ ...target, body: items }), { minLength: 1, maxLength: 4 });
		kinds.push(fc.record({ kind: fc.constant("updateMany" as const), ...from, items: several }));
	}
	const pagination = resource.list?.pagination;
	const page = pagination?.defaultLimit ?? NO_PAGE;
	if (pagination !== undefined) {
		const { first } = pagination;
		const limit = some(Math.min(page + 3, pagination.maximumLimit ?? page + 3));
		const offset = fc.option(fc.integer({ min: first, max: page + 4 }), { nil: undefined, freq: 3 });
		kinds.push(fc.record({ kind: fc.constant("list" as const), ...from, limit, offset }));
	} else if (resource.list)
		kinds.push(
			fc.record({
				kind: fc.constant("list" as const),
				...from,
				limit: fc.constant(undefined),
				offset: fc.constant(undefined),
			}),
		);
	if (resource.count) kinds.push(fc.record({ kind: fc.constant("count" as const), ...from }));
	return fc.record({
		start: fc.constantFrom(0, 2, 3, page + 2),
		steps: fc.array(fc.oneof(...kinds), { minLength: 4, maxLength: maxSteps, size: "max" }),
	});
}

/** Bodies that every client can carry, whatever its media type; the id is left out. */
function bodies(model: DocumentModel, schema: Schema, id: string): fc.Arbitrary<Thing> {
	// What names other things could name somebody's.
	const references = referencesIn(model, schema, id).filter(({ required }) => !required);
	const pins = new Map(references.map(({ place }) => [place, LEFT_OUT]));
	const values = validValues(schema, { model, family: "xml", pins, small: true });
	const fits = (value: unknown) => checkOf(model, schema, "request")(mapExact(value, Number)).length === 0;
	const samples = () => [1, 2, 3].map((n) => pinned(sampleOf(model, schema, undefined, n), pins));
	return fitting(values, fits, samples).map((value) => {
		const { [id]: _, ...members } = value as Thing;
		return members;
	});
}
