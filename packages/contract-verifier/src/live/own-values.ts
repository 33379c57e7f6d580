import { randomInt, randomUUID } from "node:crypto";
import { type DocumentModel, type MediaType, resolve, type Schema, typeOf } from "@onespec/openapi-document";
import { ExactNumber } from "../properties/exact-number.js";
import { readValue } from "../properties/read-value.js";
import { checkOf } from "../schema/validator.js";
import { branchFor, whole } from "../xml/names.js";
import { isReference } from "./references.js";

/** Names of members by which a server may know a thing. */
const IDENTIFYING =
	/name|title|mail|slug|handle|login|user|nick|label|alias|subject|topic|identifier|extern|(^|_|[a-z])(code|sku|isbn|ean|gtin|serial|number|key|id)$/i;
/** Names of members whose texts stand for something that everybody knows, or have a form that no schema may tell. */
const KNOWN =
	/curren|country|lang|locale|time_?zone|^tz$|unit|type|kind|status|state|role|colou?r|mime|format|version|passw|secret|token|ur[il]$|phone|mobile|fax|zip|post|iban|bic|vat|tax|gender|salutation|street|city|date|time|method|path|cron|file/i;
const INTEGER = /(^|_|[a-z])(number|no|nr|code|sku|serial|isbn|ean|gtin)$/i;
/** A range in which a number of this run is hardly anybody else's. */
const WIDE = 100_000;

/** Whether a server may know a thing by a member: then its value must be nobody else's. */
export function isIdentifying(name: string, schema: Schema, required: boolean): boolean {
	if (/^(idn-)?email$|^uuid$/.test(schema.format ?? "")) return true;
	if (KNOWN.test(name)) return false;
	return IDENTIFYING.test(name) || (required && schema.format === undefined);
}

/**
 * Gives what a run makes values that nobody else has. A server that knows things by an e-mail address or a name would
 * otherwise change somebody else's instead of making a new one.
 */
export class OwnValues {
	readonly #model: DocumentModel;
	/** Begins each text of this run: a letter, then letters and digits. */
	readonly mark = `v${randomInt(36 ** 5)
		.toString(36)
		.padStart(5, "0")}`;
	#count = 0;

	constructor(model: DocumentModel) {
		this.#model = model;
	}

	/** A text that no other value has. */
	token(): string {
		return `${this.mark}${(this.#count++).toString(36).padStart(2, "0")}`;
	}

	/** The tokens that a text has. */
	tokensIn(text: string): string[] {
		return [...text.matchAll(new RegExp(`${this.mark}[0-9a-z]{2,4}`, "gi"))].map(([token]) => token.toLowerCase());
	}

	/** A value of a schema in which each member that may name the thing is new. What the schema lets nobody choose stays. */
	of(schema: Schema, value: unknown): unknown {
		const model = this.#model;
		const walk = (place: Schema, one: unknown, name: string, required: boolean): unknown => {
			// An object to JavaScript, and a number to everybody else.
			if (one instanceof ExactNumber) return one;
			const here = whole(model, branchFor(model, place, one));
			if (Array.isArray(one)) {
				const items = here.items ?? {};
				return one.map((item) => (isObject(item) ? walk(items, item, name, false) : item));
			}
			if (isObject(one)) {
				const members = Object.entries(one).map(([inside, member]) => [
					inside,
					walk(here.properties?.[inside] ?? {}, member, inside, here.required?.includes(inside) === true),
				]);
				return Object.fromEntries(members);
			}
			const described = resolve(model, place);
			if (here.enum !== undefined || here.const !== undefined || isReference(name, described)) return one;
			if (typeof one === "string") return isIdentifying(name, here, required) ? this.text(place, one) : one;
			if (typeof one !== "number" || typeOf(here) !== "integer" || !INTEGER.test(name) || KNOWN.test(name)) return one;
			const [least, most] = [here.minimum ?? 1, Math.min(here.maximum ?? 2 ** 31 - 1, 2 ** 31 - 1)];
			if (most - least < WIDE) return one;
			const other = least + randomInt(most - least);
			return other % (here.multipleOf ?? 1) === 0 ? other : one;
		};
		return walk(schema, value, "", false);
	}

	/** The same in a text of XML, which stays as it is otherwise. */
	ofXml({ schema = {}, mediaType }: MediaType, text: string): string {
		let changed = text;
		const replace = (before: unknown, after: unknown): void => {
			if (isObject(before) && isObject(after)) {
				for (const [name, member] of Object.entries(before)) replace(member, (after as Record<string, unknown>)[name]);
			} else if (before !== after && !/[<>&]/.test(`${before}${after}`)) {
				changed = changed.replaceAll(`>${before}<`, () => `>${after}<`);
			}
		};
		try {
			const value = readValue(this.#model, schema, mediaType, text);
			replace(value, this.of(schema, value));
		} catch {
			// An example that is no XML is for others to judge.
		}
		return changed;
	}

	/** Another text of a schema, as much like this one as may be; this one where the schema leaves no room. */
	text(schema: Schema, text: string): string {
		const here = whole(this.#model, schema);
		if (here.format === "uuid") return randomUUID();
		const fits = (one: string) => one !== text && checkOf(this.#model, schema, "request")(one).length === 0;
		return this.#texts(here, text).find(fits) ?? text;
	}

	#texts({ format = "", pattern, maxLength = 200 }: Schema, text: string): string[] {
		const token = this.token();
		if (/^(idn-)?email$/.test(format)) return [`${token}@${text.split("@").at(-1)}`, `${token}@example.com`];
		const between = /\s/.test(text) ? " " : "-";
		const head = [...text].slice(0, Math.max(0, maxLength - token.length - 1)).join("");
		const joined = head === "" ? [] : [`${head}${between}${token}`, `${head}${token}`];
		const replaced = [/[a-z0-9]/gi, /[0-9a-f]/gi, /\d/g, /[a-z]/gi].map((some) => text.replace(some, another));
		return pattern === undefined
			? [...joined, token, token.slice(-maxLength), ...replaced]
			: [...joined, token, token.toUpperCase(), ...replaced];
	}
}

/** Another character of the same kind: a digit, a letter that hexadecimal numbers have, a letter. */
function another(character: string): string {
	if (/\d/.test(character)) return String(randomInt(10));
	const [first, last] = /[a-f]/i.test(character) ? ["a", "f"] : ["a", "z"];
	const letter = String.fromCharCode(first.charCodeAt(0) + randomInt(last.charCodeAt(0) - first.charCodeAt(0) + 1));
	return character === character.toUpperCase() ? letter.toUpperCase() : letter;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
