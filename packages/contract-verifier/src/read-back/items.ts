import { type DocumentModel, type Operation, type Resource, valueAt } from "@onespec/openapi-document";
import type { Answer } from "../judge.js";
import { levelsOf } from "../live/roles.js";
import { documentedReasons } from "../properties/expect.js";
import type { Request } from "../requests/build.js";
import type { SetUp } from "../requests/set-up.js";
import { answerValue, type Thing } from "./values.js";

/** What reading an item was answered. */
export interface Read {
	readonly status: number;
	/** `undefined` where the answer has no item. */
	readonly thing: Thing | undefined;
	/** The answer is one that the document has. */
	readonly documented: boolean;
	/** What was asked: `GET /things/7`. */
	readonly what: string;
	readonly request: Request;
	readonly answer: Answer;
}

/** Whether an item can be read by itself, or in a list that has no pages. */
export function isReadable({ read, list }: Resource): boolean {
	return read !== undefined || (list !== undefined && list.pagination === undefined);
}

/**
 * Reads an item by the operation that the document has for it.
 *
 * @param path the item's path on the server
 * @param profile whose credentials are sent
 */
export async function readItem(
	setUp: SetUp,
	model: DocumentModel,
	basePath: string,
	resource: Resource,
	path: string,
	profile: string,
): Promise<Read> {
	const segments = path.slice(basePath.length).split("/").map(decodeURIComponent);
	const operation = (resource.read ?? resource.list)?.operation as Operation;
	const values = (levelsOf(operation) ?? []).map(({ parameter, length }) => [parameter, segments[length - 1] ?? ""]);
	const { request, answer } = await setUp.ask(operation, { path: Object.fromEntries(values) }, profile);
	// An error may be a list of one thing too.
	const value = answer.status >= 200 && answer.status <= 299 ? answerValue(model, operation, answer) : undefined;
	const what = `${request.method} ${request.target.slice(basePath.length)}`;
	const accept = Object.entries(request.headers).find(([name]) => name.toLowerCase() === "accept")?.[1] ?? "";
	const draft = { requestMediaType: null, accept, parts: {} };
	const documented = documentedReasons(model, { operation }, draft, answer).length === 0;
	const asked = { what, request, answer, documented };
	if (resource.read !== undefined)
		return { ...asked, status: answer.status, thing: asThing(valueAt(value, resource.read.item)) };
	const items = valueAt(value, resource.list?.items ?? "");
	const id = segments.at(-1);
	const thing = Array.isArray(items)
		? items.find((item) => String(valueAt(item, `/${resource.key}`)) === id)
		: undefined;
	return {
		...asked,
		status: thing === undefined && answer.status === 200 ? 404 : answer.status,
		thing: asThing(thing),
	};
}

function asThing(value: unknown): Thing | undefined {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Thing) : undefined;
}
