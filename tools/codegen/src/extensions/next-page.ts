import {
	type DocumentModel,
	listOf,
	type NextPage,
	type Operation,
	operationExtensions,
	type Schema,
	typeOf,
} from "@onespec/openapi-document";
import { memberAt } from "../member-path.js";
import { operationPlace } from "../operation-model.js";
import type { ExtensionFault } from "./extension-fault.js";
import { successesOf } from "./json-bodies.js";
import { querySchema } from "./pagination.js";

/** What each way of paging needs, and what it may have besides `items` and `size`. */
const PARTS: Readonly<Record<NextPage["by"], { readonly needs: Part[]; readonly may: Part[] }>> = {
	cursor: { needs: ["parameter", "member"], may: ["more"] },
	lastItem: { needs: ["parameter", "member"], may: ["more"] },
	page: { needs: ["parameter", "first"], may: ["pages"] },
	link: { needs: [], may: [] },
	url: { needs: ["member"], may: [] },
};

type Part = "parameter" | "member" | "more" | "first" | "pages";

/** Holds `x-next-page` against the parameters and the success of its operation. */
export function faultsOfNextPage(model: DocumentModel): ExtensionFault[] {
	return model.operations.flatMap((operation) => {
		const { nextPage, pagination, empty } = operationExtensions(operation);
		if (nextPage === undefined) return [];
		return [
			...(operation.method === "GET" ? [] : ["needs the method GET"]),
			...(pagination === undefined && empty === undefined ? [] : ["stands beside x-pagination or x-empty"]),
			...faultsOfParts(nextPage),
			...faultsOfParameters(model, operation, nextPage),
			...faultsOfMembers(model, operation, nextPage),
		].map((fault) => ({ place: operationPlace(operation), message: `x-next-page: ${fault}.` }));
	});
}

function faultsOfParts(nextPage: NextPage): string[] {
	const { needs, may } = PARTS[nextPage.by];
	const given = (["parameter", "member", "more", "first", "pages"] as const).filter(
		(part) => nextPage[part] !== undefined,
	);
	return [
		...needs.filter((part) => !given.includes(part)).map((part) => `${nextPage.by} needs ${part}`),
		...given.filter((part) => ![...needs, ...may].includes(part)).map((part) => `${nextPage.by} has no ${part}`),
	];
}

function faultsOfParameters(model: DocumentModel, operation: Operation, nextPage: NextPage): string[] {
	return (["parameter", "size"] as const).flatMap((part) => {
		const name = nextPage[part];
		if (name === undefined) return [];
		const schema = querySchema(model, operation, name);
		if (schema === undefined) return [`${part} names ${name}, which is no query parameter of the operation`];
		const isNumber = part === "size" || nextPage.by === "page";
		return isNumber && typeOf(schema) !== "integer" ? [`${part} names ${name}, which is no integer`] : [];
	});
}

function faultsOfMembers(model: DocumentModel, operation: Operation, nextPage: NextPage): string[] {
	const { by, items, member, more, pages } = nextPage;
	const bodies = successesOf(operation).flatMap(({ schema }) => schema ?? []);
	if (bodies.length === 0) return ["the operation has no success with a body in JSON"];
	return bodies.flatMap((body) => {
		const item = itemAt(model, body, items);
		const missing = (part: string, schema: Schema, path: string | undefined) =>
			path === undefined || memberAt(model, schema, path) !== undefined
				? []
				: [`${part} names ${path}, which is no member of ${schema === body ? "a success" : "an item"}`];
		return [
			...(item === undefined
				? [
						items === undefined
							? "a success is no array; say items"
							: `items names ${items}, which is no array of a success`,
					]
				: missing("member", by === "lastItem" ? item : body, member)),
			...missing("more", body, more),
			...missing("pages", body, pages),
		];
	});
}

/** The schema of an item of a page. */
export function itemAt(model: DocumentModel, body: Schema, items: string | undefined): Schema | undefined {
	const target = memberAt(model, body, items);
	return target && listOf(model, target.schema)?.item;
}
