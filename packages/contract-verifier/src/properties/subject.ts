import { type DocumentModel, escapeToken, membersOf, type Operation, type Schema } from "@onespec/openapi-document";
import { cellsOf } from "../cells.js";
import { LEFT_OUT, type PathValues } from "../live/own-items.js";
import { roleIn } from "../live/roles.js";
import { responseFor } from "../lookup.js";
import { fillBody } from "../requests/fill-body.js";
import type { Saved, SetUp } from "../requests/set-up.js";
import { type FoundScenario, findScenario } from "../scenarios/find.js";
import { fillText, placeholdersIn } from "../scenarios/placeholders.js";
import type { RequestParts } from "../scenarios/types.js";
import type { Family } from "./characters.js";
import type { Draft } from "./exchange.js";
import type { RunContext } from "./options.js";
import type { Place } from "./valid.js";

/** A media type of a request with the schema of its body. */
export interface RequestMedia {
	mediaType: string;
	family: Family;
	schema: Schema;
}

/** An operation with how it succeeds: the scenario of its first success. */
export interface Subject {
	operation: Operation;
	scenario: FoundScenario;
	/** The status of the success. */
	status: string;
	/** JSON and XML only; no other body can be generated. */
	requests: RequestMedia[];
	/** What this run has made for it: values of its path, and ids in places of its body; none where a scenario states them. */
	own: { path: PathValues; ids: ReadonlyMap<Place, unknown>; isUsedUp?: boolean };
	/** The media types of the success; where it has no body those of the errors, `""` where they have none either. */
	accepts: string[];
}

/** The operations of a document whose success can be brought about. */
export function subjectsOf({ model, scenarios }: RunContext): Subject[] {
	return model.operations.flatMap((operation): Subject[] => {
		const cell = cellsOf(model, operation.id).find((one) => one.status.startsWith("2"));
		const scenario = cell && findScenario(scenarios, operation, cell, cell.causes[0] ?? "");
		if (cell === undefined || scenario === undefined) return [];
		const accepts = responseFor(operation, cell.status)?.content.map(({ mediaType }) => mediaType) ?? [];
		return [
			{
				operation,
				scenario,
				own: { path: {}, ids: new Map() },
				status: cell.status,
				requests: (operation.requestBody?.content ?? []).flatMap(({ mediaType, kind, schema = {} }) =>
					kind === "json" || kind === "xml" ? [{ mediaType, family: kind, schema }] : [],
				),
				accepts: accepts.length > 0 ? accepts : errorMediaTypes(operation),
			},
		];
	});
}

function errorMediaTypes({ responses }: Operation): string[] {
	const all = responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType));
	return all.length > 0 ? [...new Set(all)] : [""];
}

/**
 * Makes what a subject has to name where no scenario says what that is: items of ours for its path, and for the ids in its
 * body.
 *
 * @throws UnsafeError where there is nothing of ours that it could name; SetUpError, NoAnswerError where it can't be made
 */
export async function withOwnItems(setUp: SetUp, model: DocumentModel, subject: Subject): Promise<Subject> {
	const { operation, scenario } = subject;
	const stated = scenario.path ?? {};
	// Only what is removed is used up.
	const fresh = scenario.derived === true ? operation.method === "DELETE" : scenario.fresh === true;
	const whole = await setUp.items.pathFor(operation, { stated, fresh, absent: false });
	const path = Object.fromEntries(Object.entries(whole).filter(([name]) => stated[name] === undefined));
	const ids = new Map<Place, unknown>(scenario.derived === true ? await setUp.items.pinsFor(operation, whole) : []);
	const found = scenario.derived === true ? roleIn(model, operation) : undefined;
	if (found !== undefined) {
		const { key } = found.resource;
		const [content] = subject.requests;
		const member = content && membersOf(model, content.schema).get(key);
		const place = `${found.role === "updateMany" ? "/*" : ""}/${escapeToken(key)}`;
		// The server gives a new item its key.
		if (found.role === "create" && member !== undefined && !member.required) ids.set(place, LEFT_OUT);
		const id = await setUp.items.keyFor(operation, whole);
		if (id !== undefined && (member !== undefined || found.role === "updateMany")) ids.set(place, id);
	}
	return { ...subject, scenario: { ...scenario, fresh }, own: { path, ids } };
}

/** The saved values of a subject's fixtures. */
export function fixturesOf(setUp: SetUp, { scenario }: Subject): Promise<Saved> {
	return setUp.fixtures(scenario.fixtures ?? [], scenario.profile ?? "default", scenario.fresh === true);
}

/** A draft that names new fixtures and new items of ours where it named those of the plan; a value that is wrong on purpose stays. */
export async function withFreshItems(setUp: SetUp, subject: Subject, draft: Draft): Promise<Draft> {
	const saved = await fixturesOf(setUp, subject);
	const { scenario, operation } = subject;
	const wanted = { stated: scenario.path ?? {}, fresh: true, absent: false };
	const own = { ...subject.own, path: await setUp.items.pathFor(operation, wanted) };
	const now = filledParts({ ...subject, own }, saved).path ?? {};
	const before = subject.own.path;
	const changed = Object.entries(now).filter(
		([name]) => before[name] === undefined || draft.parts.path?.[name] === before[name],
	);
	return { ...draft, parts: { ...draft.parts, path: { ...draft.parts.path, ...Object.fromEntries(changed) } } };
}

/** The scenario's parts of a request without its body, placeholders filled. */
export function filledParts({ scenario, own }: Subject, saved: Saved): RequestParts {
	const fill = <T>(map: Record<string, T> = {}) =>
		Object.fromEntries(
			Object.entries(map).map(([name, value]) => [
				name,
				typeof value === "string" ? (fillText(value, (one) => saved[one]) as T) : value,
			]),
		);
	return {
		path: { ...own.path, ...fill(scenario.path) },
		query: fill(scenario.query),
		headers: fill(scenario.headers),
	};
}

/** The members of the scenario's body that name saved data, filled, by place. */
export function pinsOf(
	{ scenario, own }: Subject,
	context: RunContext,
	schema: Schema,
	saved: Saved,
): Map<Place, unknown> {
	const pins = new Map<Place, unknown>(own.ids);
	const filled = fillBody(context.model, schema, scenario.body, (name) => saved[name]);
	const walk = (stated: unknown, value: unknown, place: Place): void => {
		if (Array.isArray(stated)) {
			for (const [index, item] of stated.entries()) walk(item, (value as unknown[])[index], `${place}/*`);
		} else if (typeof stated === "object" && stated !== null) {
			for (const [name, member] of Object.entries(stated)) {
				walk(member, (value as Record<string, unknown>)[name], `${place}/${escapeToken(name)}`);
			}
		} else if (placeholdersIn(stated).length > 0) pins.set(place, value);
	};
	walk(scenario.body, filled, "");
	return pins;
}
