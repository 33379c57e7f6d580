import { flatten, membersOf, type Operation, type Parameter, resolve, typeOf } from "@onespec/openapi-document";
import { shown } from "../read-back/same.js";
import { checkOf } from "../schema/validator.js";
import { type Check, type CheckContext, type Found, finding, isSuccessCell } from "./check.js";
import { PAGED } from "./pages.js";
import type { Workplace } from "./workplace.js";

/** A query parameter that has the name of a member of the items, with values that both take. */
interface Filter {
	name: string;
	values: unknown[];
}

/**
 * Checks of what a list is asked for and what is made of an item: a parameter with the name of a member and a choice of
 * values shows items with that value alone; `Location` names the item that was made.
 */
export function nameChecks(context: CheckContext, place: Workplace): Check[] {
	const { list, create } = place.resource;
	const belongs = isSuccessCell;
	const checks: Check[] = [];
	const filters = list === undefined ? [] : filtersOf(context, place, list.operation.parameters);
	if (list !== undefined && filters.length > 0) {
		const { operation } = list;
		checks.push({ name: "filters", operation, belongs, run: () => filtered(place, operation, filters) });
	}
	const success = create.operation.responses.find(({ status }) => status === "201");
	if (success?.headers.some(({ name }) => name.toLowerCase() === "location")) {
		const { operation } = create;
		checks.push({ name: "location", operation, belongs, run: () => located(place, operation) });
	}
	return checks;
}

function filtersOf({ model }: CheckContext, place: Workplace, parameters: readonly Parameter[]): Filter[] {
	const members = membersOf(model, place.resource.item);
	return parameters.flatMap(({ in: where, name, schema }): Filter[] => {
		const member = members.get(name);
		if (where !== "query" || member === undefined || PAGED.test(name)) return [];
		const choice = flatten(model, resolve(model, schema));
		const values = typeOf(choice) === "boolean" ? [true, false] : (choice.enum ?? []);
		const fits = values.filter((value) => value !== null && checkOf(model, member.schema)(value).length === 0);
		return fits.length === 0 ? [] : [{ name, values: fits }];
	});
}

async function filtered(place: Workplace, operation: Operation, filters: readonly Filter[]) {
	const found: Found[] = [];
	let looked = 0;
	// An item of each value, as far as they can be made.
	for (const { name, values } of filters) {
		for (const value of values) await place.create({ ...place.base, [name]: value });
	}
	for (const { name, values } of filters) {
		for (const value of values) {
			const sent = await place.list({ [name]: String(value) });
			if (sent.items === undefined) continue;
			looked++;
			const other = sent.items.find((item) => item[name] !== undefined && String(item[name]) !== String(value));
			if (other === undefined) continue;
			const text = `list with ${name} ${shown(value)}: must hold such items alone, but holds ${String(other[place.resource.key])}, whose ${name} is ${shown(other[name])}`;
			found.push(finding(operation, `the filter ${name} does not filter`, text, sent));
		}
	}
	return { looked, found };
}

async function located(place: Workplace, operation: Operation) {
	const made = await place.create();
	const location = made.answer.headers.location;
	if (made.id === undefined || typeof location !== "string") return { looked: 0, found: [] };
	let segments: string[];
	try {
		segments = new URL(location, `http://host${place.path}`).pathname.split("/").map(decodeURIComponent);
	} catch {
		const text = `Location: must be a URL, but is ${shown(location)}`;
		return { looked: 1, found: [finding(operation, "Location is no URL", text, made)] };
	}
	const [parent, last] = segments.filter((one) => one !== "").slice(-2);
	// It may lead to another view of the item.
	if (parent !== decodeURIComponent(place.path.split("/").at(-1) ?? "") || last === made.id) {
		return { looked: 1, found: [] };
	}
	const text = `Location: must name the new item ${made.id}, but is ${shown(location)}`;
	return { looked: 1, found: [finding(operation, "Location names another item", text, made)] };
}
