import type { Fault, ReadResult } from "../codec.js";
import { decimalMessage, dropFractionPadding, isExactInteger, readJsonDecimal } from "../decimal.js";
import { DUPLICATE, report, within } from "../faults.js";
import { MAX_DEPTH, MAX_VALUES } from "../limits.js";
import { MalformedBodyError } from "../malformed-body-error.js";
import { chooseObject } from "../shape.js";
import { setMember } from "../value.js";
import type { MemberPlan, ObjectPlan, Plan } from "./plan.js";

enum Char {
	Quote = 0x22,
	Comma = 0x2c,
	Minus = 0x2d,
	Point = 0x2e,
	Zero = 0x30,
	Nine = 0x39,
	Colon = 0x3a,
	OpenBracket = 0x5b,
	Backslash = 0x5c,
	CloseBracket = 0x5d,
	OpenBrace = 0x7b,
	CloseBrace = 0x7d,
}

/** A place of which no schema says anything. */
const ANYTHING: Plan = {
	objects: [],
	items: undefined,
	decimal: undefined,
	only: undefined,
	integer: false,
	wide: false,
};

/** What may follow a backslash, beside `u`. */
const ESCAPES = '"\\/bfnrt';

/** Reads a whole JSON text (RFC 8259) by a plan; a byte order mark before it is skipped. */
export function readJson(text: string, plan: Plan, dropPadding: boolean): ReadResult {
	return new JsonReader(text, dropPadding).readAll(plan);
}

class JsonReader {
	readonly #text: string;
	readonly #faults: Fault[] = [];
	#position = 0;
	#values = 0;
	readonly #dropPadding: boolean;

	constructor(text: string, dropPadding: boolean) {
		this.#text = text;
		this.#dropPadding = dropPadding;
	}

	readAll(plan: Plan): ReadResult {
		if (this.#text.charCodeAt(0) === 0xfeff) this.#position = 1;
		this.#space();
		const value = this.#value(plan, 0);
		this.#space();
		if (this.#position < this.#text.length) throw this.#unexpected();
		return { value, faults: this.#faults };
	}

	/** @param order of an item: what {@link JsonReader.#members} has noted of the items before */
	#value(plan: Plan, depth: number, order?: MemberPlan[]): unknown {
		if (++this.#values > MAX_VALUES) throw new MalformedBodyError(`more than ${MAX_VALUES} values`, this.#position);
		const code = this.#text.charCodeAt(this.#position);
		if (code === Char.Minus || (code >= Char.Zero && code <= Char.Nine)) return this.#number(plan);
		const value = this.#notNumber(code, plan, depth, order);
		if (plan.only && plan.decimal && !(value === null && plan.only === "decimal-or-null")) {
			report(this.#faults, "type", decimalMessage(plan.decimal));
		}
		return value;
	}

	#notNumber(code: number, plan: Plan, depth: number, order: MemberPlan[] | undefined): unknown {
		switch (code) {
			case Char.Quote:
				return this.#string();
			case Char.OpenBrace:
				return this.#object(plan, depth, order);
			case Char.OpenBracket:
				return this.#array(plan.items ?? ANYTHING, depth);
			case 0x74:
				return this.#word("true", true);
			case 0x66:
				return this.#word("false", false);
			case 0x6e:
				return this.#word("null", null);
			default:
				throw this.#unexpected();
		}
	}

	#object(plan: Plan, depth: number, order: MemberPlan[] | undefined): Record<string, unknown> {
		this.#checkDepth(depth);
		if (plan.objects.length > 1) return this.#members(this.#choose(plan.objects, depth), depth);
		return this.#members(plan.objects[0], depth, order);
	}

	/** Looks at the names of the members first, then goes back to read them by the branch that fits them. */
	#choose(objects: readonly ObjectPlan[], depth: number): ObjectPlan | undefined {
		const start = this.#position;
		const known = this.#faults.length;
		const values = this.#values;
		const names = new Set(Object.keys(this.#members(undefined, depth)));
		this.#position = start;
		this.#faults.length = known;
		this.#values = values;
		const shape = chooseObject(
			objects.map((object) => object.shape),
			names,
		);
		return objects.find((object) => object.shape === shape);
	}

	/**
	 * Reads the members of an object, the brace that it begins with included.
	 *
	 * @param order the declared members that the object before had, and then this one, in their order and each once. Items of
	 * an array mostly have the same: then a name is compared as a whole and known not to be there twice. For 100 items that
	 * takes a third less time.
	 */
	#members(plan: ObjectPlan | undefined, depth: number, order: MemberPlan[] = []): Record<string, unknown> {
		const value: Record<string, unknown> = {};
		let count = 0;
		this.#position++;
		this.#space();
		if (this.#takes(Char.CloseBrace)) return value;
		for (;;) {
			const expected = order[count];
			const isExpected = expected !== undefined && this.#text.startsWith(expected.opening, this.#position);
			const name = isExpected ? this.#skip(expected) : this.#name();
			const member = isExpected ? expected : plan?.members.get(name);
			const first = this.#faults.length;
			if (isExpected) {
				count++;
			} else {
				order.length = count;
				if (Object.hasOwn(value, name)) report(this.#faults, "duplicate", DUPLICATE);
				else if (member) count = order.push(member);
			}
			this.#space();
			const read = this.#value(member?.value ?? plan?.other ?? ANYTHING, depth + 1);
			if (this.#faults.length > first) within(this.#faults, first, name);
			setMember(value, name, read);
			this.#space();
			if (this.#takes(Char.CloseBrace)) return value;
			this.#expect(Char.Comma);
			this.#space();
		}
	}

	/** Goes behind a name and its colon. */
	#skip({ name, opening }: MemberPlan): string {
		this.#position += opening.length;
		return name;
	}

	/** Reads a name and its colon. */
	#name(): string {
		if (this.#text.charCodeAt(this.#position) !== Char.Quote) throw this.#unexpected();
		const name = this.#string();
		this.#space();
		this.#expect(Char.Colon);
		return name;
	}

	#array(items: Plan, depth: number): unknown[] {
		this.#checkDepth(depth);
		const value: unknown[] = [];
		const order: MemberPlan[] = [];
		this.#position++;
		this.#space();
		if (this.#takes(Char.CloseBracket)) return value;
		for (;;) {
			const first = this.#faults.length;
			const item = this.#value(items, depth + 1, order);
			if (this.#faults.length > first) within(this.#faults, first, value.length);
			value.push(item);
			this.#space();
			if (this.#takes(Char.CloseBracket)) return value;
			this.#expect(Char.Comma);
			this.#space();
		}
	}

	#number(plan: Plan): unknown {
		const text = this.#text;
		const start = this.#position;
		let isInteger = true;
		if (text.charCodeAt(this.#position) === Char.Minus) this.#position++;
		if (text.charCodeAt(this.#position) === Char.Zero) this.#position++;
		else this.#digits();
		if (text.charCodeAt(this.#position) === Char.Point) {
			isInteger = false;
			this.#position++;
			this.#digits();
		}
		if ((text.charCodeAt(this.#position) | 0x20) === 0x65) {
			isInteger = false;
			this.#position++;
			const sign = text.charCodeAt(this.#position);
			if (sign === 0x2b || sign === Char.Minus) this.#position++;
			this.#digits();
		}
		const source = text.slice(start, this.#position);
		if (plan.decimal) {
			const exact = readJsonDecimal(source, plan.decimal);
			if (exact === undefined) report(this.#faults, "x-decimal", decimalMessage(plan.decimal));
			if (exact !== undefined && this.#dropPadding) return dropFractionPadding(exact, plan.decimal.jsonFractionDigits);
			return exact ?? source;
		}
		const value = Number(source);
		if (plan.wide && isInteger && !Number.isSafeInteger(value)) return BigInt(source);
		if (plan.integer && !isInteger && Number.isInteger(value) && !isExactInteger(source)) {
			report(this.#faults, "type", "must be an integer");
		}
		return value;
	}

	#digits(): void {
		const text = this.#text;
		const start = this.#position;
		let end = start;
		for (let code = text.charCodeAt(end); code >= Char.Zero && code <= Char.Nine; code = text.charCodeAt(end)) end++;
		this.#position = end;
		if (end === start) throw this.#unexpected();
	}

	#string(): string {
		const text = this.#text;
		const start = this.#position;
		let end = start + 1;
		let escaped = false;
		let surrogates = false;
		for (let code = text.charCodeAt(end); code !== Char.Quote; code = text.charCodeAt(end)) {
			if (code === Char.Backslash) {
				this.#position = end;
				this.#escape();
				end = this.#position;
				escaped = true;
			} else if (code >= 0x20) {
				if (code >= 0xd800 && code <= 0xdfff) surrogates = true;
				end++;
			} else {
				this.#position = end;
				throw this.#unexpected();
			}
		}
		this.#position = end + 1;
		// Put together piece by piece, a text of escapes would take up sixty times its size on the way.
		const value = escaped ? (JSON.parse(text.slice(start, end + 1)) as string) : text.slice(start + 1, end);
		if ((escaped || surrogates) && hasLoneSurrogate(value)) {
			report(this.#faults, "character", "must not contain half of a surrogate pair");
		}
		return value;
	}

	/** Goes behind an escape. */
	#escape(): void {
		const text = this.#text;
		const letter = text.charAt(++this.#position);
		if (letter === "u") {
			for (let digit = 0; digit < 4; digit++) {
				if (!isHexDigit(text.charCodeAt(++this.#position))) throw this.#unexpected();
			}
		} else if (letter === "" || !ESCAPES.includes(letter)) {
			throw this.#unexpected();
		}
		this.#position++;
	}

	#word<T>(word: string, value: T): T {
		for (let index = 1; index < word.length; index++) {
			this.#position++;
			if (this.#text.charCodeAt(this.#position) !== word.charCodeAt(index)) throw this.#unexpected();
		}
		this.#position++;
		return value;
	}

	#space(): void {
		for (;;) {
			const code = this.#text.charCodeAt(this.#position);
			if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
			this.#position++;
		}
	}

	#takes(code: number): boolean {
		if (this.#text.charCodeAt(this.#position) !== code) return false;
		this.#position++;
		return true;
	}

	#expect(code: number): void {
		if (!this.#takes(code)) throw this.#unexpected();
	}

	#checkDepth(depth: number): void {
		if (depth >= MAX_DEPTH) throw new MalformedBodyError(`nested deeper than ${MAX_DEPTH} levels`, this.#position);
	}

	#unexpected(): MalformedBodyError {
		const reason = this.#position >= this.#text.length ? "unexpected end" : "unexpected character";
		return new MalformedBodyError(reason, Math.min(this.#position, this.#text.length));
	}
}

function isHexDigit(code: number): boolean {
	const lower = code | 0x20;
	return (code >= 0x30 && code <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}

function hasLoneSurrogate(text: string): boolean {
	return /[\ud800-\udfff]/u.test(text);
}
