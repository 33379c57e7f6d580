import {
	documentExtensions,
	flatten,
	isNullable,
	type Operation,
	type Parameter,
	resolve,
	type Schema,
	typeOf,
} from "@onespec/openapi-document";
import type { Cell } from "../cells.js";
import { UnsafeError } from "../live/guard.js";
import { isReference } from "../live/references.js";
import { differencesOf, shown } from "../read-back/same.js";
import { fromForm, type Thing } from "../read-back/values.js";
import { checkOf } from "../schema/validator.js";
import { whole } from "../xml/names.js";
import { alike, type Check, type CheckContext, type Found, finding, REFUSED_INPUT } from "./check.js";
import { plainReaders, probe } from "./probe.js";
import { readable, type Sent, type Workplace } from "./workplace.js";

/** Where a refusal of a wrong request is documented. */
function isRefusalCell({ status }: Cell): boolean {
	return REFUSED_INPUT.has(Number(status));
}

/** Texts that are not what an integer is written as, by whether any document excludes them. */
function spellingsOf(number: number): { text: string; always: boolean }[] {
	const loose = [`0x${number.toString(16)}`, `${number}.0`, `+${number}`, ` ${number}`, `${number}e0`];
	return [{ text: `${number}abc`, always: true }, ...loose.map((text) => ({ text, always: false }))];
}

/** Checks that a parameter of the query that is no integer is not read as one, and that none is taken that is sent twice. */
export function queryChecks(context: CheckContext): Check[] {
	const strict = documentExtensions(context.model).guarantees?.parameters === "canonical";
	return plainReaders(context).flatMap((operation) => {
		const integers = operation.parameters.filter(
			(one) => one.in === "query" && typeOf(whole(context.model, one.schema)) === "integer",
		);
		if (integers.length === 0) return [];
		return [
			{
				name: "parameters read too leniently",
				operation,
				belongs: isRefusalCell,
				run: () => queries(context, operation, integers, strict),
			},
		];
	});
}

async function queries(context: CheckContext, operation: Operation, integers: readonly Parameter[], strict: boolean) {
	const found: Found[] = [];
	let looked = 0;
	for (const { name, schema } of integers) {
		const { minimum, enum: listed } = whole(context.model, schema);
		const number = Number(listed?.find((one) => typeof one === "number") ?? Math.max(1, minimum ?? 1));
		const texts: { value: string | string[]; always: boolean }[] = spellingsOf(number).map(({ text, always }) => ({
			value: text,
			always,
		}));
		texts.push({ value: [String(number), String(number)], always: false });
		for (const { value } of texts.filter((one) => one.always || strict)) {
			const shownOf = await probe(context, operation, { query: { [name]: value } });
			looked++;
			if (!shownOf.succeeded) continue;
			const isTwice = Array.isArray(value);
			const what = isTwice ? `${name} sent twice` : `${name}=${value}`;
			const kind = isTwice
				? "a parameter that is sent twice is accepted"
				: "integers in a query are read too leniently";
			found.push({
				...finding(operation, kind, `${what}: must be refused, but is answered ${shownOf.status}`, shownOf),
				...alike(kind),
			});
		}
	}
	return { looked, found };
}

/** Checks of what is accepted although the document refuses it: ids in paths, and members of bodies. */
export function lenientChecks(context: CheckContext, place: Workplace): Check[] {
	const { create, read, update, replace } = place.resource;
	const checks: Check[] = [];
	const parameter = read?.operation.parameters.find((one) => one.in === "path" && one.name === read.parameter);
	if (read !== undefined && parameter !== undefined && typeOf(whole(context.model, parameter.schema)) === "integer") {
		const belongs = (cell: Cell) =>
			isRefusalCell(cell) ||
			(cell.status === "404" && !read.operation.responses.some((one) => REFUSED_INPUT.has(Number(one.status))));
		checks.push({
			name: "ids read too leniently",
			operation: read.operation,
			belongs,
			run: () => paths(context, place, read.operation),
		});
	}
	const change = (update ?? replace)?.operation;
	for (const operation of [create.operation, ...(change === undefined ? [] : [change])]) {
		checks.push({
			name: "bodies read too leniently",
			operation,
			belongs: isRefusalCell,
			// How a wrong form is refused no document shows.
			evenOpen: true,
			run: () => bodies(context, place, operation),
		});
	}
	return checks;
}

async function paths(context: CheckContext, place: Workplace, operation: Operation) {
	const found: Found[] = [];
	const strict = documentExtensions(context.model).guarantees?.parameters === "canonical";
	const { id } = await place.create();
	if (id === undefined || !/^\d+$/.test(id)) return { looked: 0, found };
	const texts = spellingsOf(Number(id)).filter(({ always }) => always || strict);
	for (const { text } of texts) {
		const sent = await place.send(operation, { id: text });
		if (!sent.succeeded) continue;
		found.push(
			finding(
				operation,
				"an id is read too leniently",
				`${shown(text)} for an id: must be refused, but is answered ${sent.status} with item ${id}`,
				sent,
			),
		);
	}
	return { looked: texts.length, found };
}

/** `undefined` where the request would name what is not ours: then the others are tried all the same. */
async function sentIfSafe(ask: () => Promise<Sent>): Promise<Sent | undefined> {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof UnsafeError) return undefined;
		throw error;
	}
}

/** What stands instead of a member: another value, or nothing. */
const ABSENT = Symbol("absent");

async function bodies(context: CheckContext, place: Workplace, operation: Operation) {
	const { model } = context;
	const found: Found[] = [];
	const media = readable(operation)[0];
	const creates = operation === place.resource.create.operation;
	if (media === undefined || media.kind === "xml") return { looked: 0, found };
	/** A body as the server reads it: in a form all is text. */
	const sentAs = (body: Thing) => (media.kind === "json" ? body : fromForm(model, schema, formEntries(body)));
	const schema = place.schemaOf(operation);
	const check = checkOf(model, schema, "request");
	const made = creates ? undefined : await place.create();
	const before = made?.id === undefined ? undefined : (await place.read(made.id)).thing;
	const count = creates ? await place.count() : undefined;
	let looked = 0;
	let accepted = false;
	const base = creates || place.resource.update === undefined ? place.base : {};
	for (const { name, value, what } of breaches(context, schema)) {
		const { [name]: _, ...others } = base;
		const body = value === ABSENT ? others : { ...others, [name]: value };
		if (check(sentAs(body)).length === 0) continue;
		const sent = await sentIfSafe(() => place.send(operation, { id: made?.id, body }));
		if (sent === undefined) continue;
		looked++;
		accepted ||= sent.succeeded;
		if (!sent.succeeded && sent.status < 500) continue;
		const text = `/${name}: ${what} must be refused, but is answered ${sent.status}`;
		found.push({
			...finding(operation, `/${name} is read too leniently`, text, sent),
			...alike(`/${name} is read too leniently`),
			mend: `Refuse what the schema of ${name} does not allow, or widen the document.`,
		});
	}
	if (accepted) return { looked, found };
	const after = creates ? await place.count() : undefined;
	if (count !== undefined && after !== undefined && after > count) {
		found.push(
			finding(
				operation,
				"a refused create is stored",
				`count: must still be ${count} after creates that were refused, but is ${after}`,
			),
		);
	}
	if (made?.id !== undefined && before !== undefined) {
		const { thing, what } = await place.read(made.id);
		const own = Object.fromEntries(
			Object.entries(before).filter(([name]) => flatten(model, schema).properties?.[name] !== undefined),
		);
		for (const one of differencesOf(model, { sent: schema, item: place.resource.item }, own, thing, {
			verbatim: true,
		})) {
			found.push(
				finding(
					operation,
					"a refused update is stored",
					`read back by ${what}: ${one.pointer} must be ${shown(one.wanted)}, as it was before updates that were refused, but is ${shown(one.found)}`,
				),
			);
		}
	}
	return { looked, found };
}

/** Whether a text breaks the pattern of a schema and nothing else. */
function isAgainst({ pattern = "", minLength = 0, maxLength = 1000 }: Schema, text: string): boolean {
	return text.length >= minLength && text.length <= maxLength && !new RegExp(pattern, "u").test(text);
}

function formEntries(body: Thing): [string, string][] {
	return Object.entries(body).map(([name, value]) => [name, String(value)]);
}

/** Values that break one thing that a schema says of one member. */
function breaches({ model }: CheckContext, schema: Schema): { name: string; value: unknown; what: string }[] {
	const outer = flatten(model, schema);
	const strict = documentExtensions(model).guarantees?.bodies === "strict";
	const all: { name: string; value: unknown; what: string }[] = [];
	for (const [name, member] of Object.entries(outer.properties ?? {})) {
		const add = (value: unknown, what: string) => all.push({ name, value, what });
		/** What many servers convert or leave out. */
		const convertible: typeof add = (value, what) => (strict ? add(value, what) : 0);
		const here = whole(model, member);
		// What names another thing could be read as somebody's.
		if (isReference(name, resolve(model, member))) continue;
		if (flatten(model, member).readOnly === true || here.oneOf !== undefined || here.anyOf !== undefined) continue;
		if (!isNullable(model, member)) convertible(null, "null");
		if (here.enum !== undefined) add("no-such-value-7f3a", "a value that is not listed");
		switch (typeOf(here)) {
			case "boolean":
				convertible("true", 'the text "true"');
				add("yes", 'the text "yes"');
				convertible(1, "the number 1");
				break;
			case "integer": {
				const one = Math.max(here.minimum ?? 5, 5);
				convertible(String(one), `the text "${one}"`);
				add(one + 0.5, `${one + 0.5}`);
				if (here.maximum !== undefined)
					add(here.maximum + (here.multipleOf ?? 1), `${here.maximum + (here.multipleOf ?? 1)}, above its maximum,`);
				if (here.minimum !== undefined)
					add(here.minimum - (here.multipleOf ?? 1), `${here.minimum - (here.multipleOf ?? 1)}, below its minimum,`);
				if (here.multipleOf !== undefined)
					add((Math.ceil((here.minimum ?? 0) / here.multipleOf) + 1) * here.multipleOf + 1, "what is no multiple");
				break;
			}
			case "number":
				convertible("5", 'the text "5"');
				break;
			case "string":
				convertible(5, "the number 5");
				if (here.maxLength !== undefined && here.maxLength < 100_000)
					add("x".repeat(here.maxLength + 1), `a text of ${here.maxLength + 1} characters`);
				if (here.pattern !== undefined) {
					const text = ["no such value 7f3a!", "\u00a7", "7f3a-no-such-value"].find((one) => isAgainst(here, one));
					if (text !== undefined) add(text, `the text ${JSON.stringify(text)}, which its pattern does not allow,`);
				}
				if (here.minLength) add("x".repeat(here.minLength - 1), `a text of ${here.minLength - 1} characters`);
				break;
			case "array":
				convertible("x", "a text");
				if (here.maxItems !== undefined && here.maxItems < 200)
					add(Array(here.maxItems + 1).fill("x"), `${here.maxItems + 1} items`);
				break;
		}
	}
	if (strict && outer.additionalProperties === false)
		all.push({ name: "noSuchMember7f3a", value: "x", what: "a member that is not documented" });
	for (const name of outer.required ?? []) all.push({ name, value: ABSENT, what: "a body without it" });
	return all;
}
