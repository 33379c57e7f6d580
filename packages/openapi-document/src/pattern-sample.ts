/** A regular expression in parts that text can be made from. */
type Node =
	| { readonly kind: "text"; readonly text: string }
	| { readonly kind: "class"; readonly source: string }
	| { readonly kind: "back"; readonly group: string }
	| { readonly kind: "group"; readonly names: readonly string[]; readonly choices: readonly (readonly Node[])[] }
	| { readonly kind: "repeat"; readonly node: Node; readonly least: number; readonly most: number };

/** Chooses one of so many, from 0 on. */
type Pick = (size: number) => number;

/** How many texts are tried before a pattern counts as one that no text is found for. */
const MOST_TRIES = 200;

/**
 * Texts that a pattern is likely to match, the plainest first; look-around is left to whoever checks them.
 *
 * @param pattern valid with the flag `u`
 * @param n different numbers begin with different texts where the pattern allows several
 * @param least how long the text has to be
 */
export function* patternSamples(pattern: string, n: number, least: number): Generator<string> {
	const { root } = new Parser(pattern);
	const plain = textOf(root, mixedRadix(n - 1), 0);
	yield plain;
	const missing = Math.max(0, least - plain.length);
	for (const extra of [missing, missing + 1, missing + 2, missing + 5]) yield textOf(root, mixedRadix(n - 1), extra);
	for (let seed = 0; seed < MOST_TRIES; seed++) yield textOf(root, pseudoRandom(n * 1000 + seed), missing + (seed % 9));
}

/** The digits of a number, each in the base that is asked for. */
function mixedRadix(number: number): Pick {
	let rest = number;
	return (size) => {
		const digit = rest % size;
		rest = Math.floor(rest / size);
		return digit;
	};
}

/** A linear congruential generator; the same for the same seed. */
function pseudoRandom(seed: number): Pick {
	let state = seed >>> 0;
	return (size) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * size);
	};
}

/** @param extra how many repetitions there are in all beyond the least that the pattern asks for */
function textOf(root: Node, pick: Pick, extra: number): string {
	const captured = new Map<string, string>();
	let left = extra;
	const write = (node: Node): string => {
		switch (node.kind) {
			case "text":
				return node.text;
			case "class": {
				const characters = charactersOf(node.source);
				return characters[pick(characters.length)] ?? "";
			}
			case "back":
				return captured.get(node.group) ?? "";
			case "repeat": {
				const more = Math.min(node.most - node.least, left);
				left -= more;
				return Array.from({ length: node.least + more }, () => write(node.node)).join("");
			}
			case "group": {
				const choice = node.choices[node.choices.length === 1 ? 0 : pick(node.choices.length)] ?? [];
				const text = choice.map(write).join("");
				for (const name of node.names) captured.set(name, text);
				return text;
			}
		}
	};
	return write(root);
}

const known = new Map<string, readonly string[]>();

/** The characters that a class or escape matches, those first that a reader knows. */
function charactersOf(source: string): readonly string[] {
	let characters = known.get(source);
	if (characters === undefined) {
		const pattern = new RegExp(`^(?:${source})$`, "u");
		characters = [...READABLE].filter((character) => pattern.test(character));
		for (let code = 0; characters.length === 0 && code < 0x30000; code += 256) {
			const block = Array.from({ length: 256 }, (_, index) => code + index).filter(
				(one) => one < 0xd800 || one > 0xdfff,
			);
			characters = block.map((one) => String.fromCodePoint(one)).filter((character) => pattern.test(character));
		}
		known.set(source, characters);
	}
	return characters;
}

const READABLE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890-_.~!@#$%^&*()+={}[]|:;\"'<>,?/\\` ";

/** Reads a pattern that the engine has accepted; so nothing is checked here. */
class Parser {
	readonly root: Node;
	readonly #source: string;
	#at = 0;
	#groups = 0;

	constructor(source: string) {
		this.#source = source;
		this.root = { kind: "group", names: [], choices: this.#choices() };
	}

	#choices(): Node[][] {
		const choices: Node[][] = [[]];
		while (this.#at < this.#source.length && this.#source[this.#at] !== ")") {
			if (this.#source[this.#at] === "|") {
				this.#at++;
				choices.push([]);
				continue;
			}
			const node = this.#quantified(this.#atom());
			choices.at(-1)?.push(node);
		}
		return choices;
	}

	#quantified(node: Node): Node {
		const match = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.#source.slice(this.#at, this.#at + 24));
		if (match === null) return node;
		this.#at += match[0].length;
		const [, sign, from = "0", comma, to = ""] = match;
		const least = sign === undefined ? Number(from) : sign === "+" ? 1 : 0;
		const bounded = sign === "?" ? 1 : sign === undefined && comma === undefined ? least : Number(to || Infinity);
		return { kind: "repeat", node, least, most: sign === "*" || sign === "+" ? Infinity : bounded };
	}

	#atom(): Node {
		const rest = this.#source.slice(this.#at);
		switch (rest[0]) {
			case "^":
			case "$":
				return this.#take(1, { kind: "text", text: "" });
			case ".":
				return this.#take(1, { kind: "class", source: "." });
			case "(":
				return this.#group(rest);
			case "[": {
				const source = /^\[(?:\\.|[^\]\\])*\]/su.exec(rest)?.[0] ?? rest;
				return this.#take(source.length, { kind: "class", source });
			}
			case "\\":
				return this.#escape(rest);
			default: {
				const character = String.fromCodePoint(rest.codePointAt(0) as number);
				return this.#take(character.length, { kind: "text", text: character });
			}
		}
	}

	#group(rest: string): Node {
		const [head = "(", look, name] = /^\(\?(?:(<?[=!])|<([^>]+)>|[a-z-]*:)|^\(/.exec(rest) ?? [];
		this.#at += head.length;
		const names = head === "(" || name !== undefined ? [String(++this.#groups), ...(name ? [name] : [])] : [];
		const choices = this.#choices();
		this.#at++;
		return look === undefined ? { kind: "group", names, choices } : { kind: "text", text: "" };
	}

	#escape(rest: string): Node {
		const [back, number, name] = /^\\(?:([1-9]\d*)|k<([^>]+)>)/.exec(rest) ?? [];
		if (back !== undefined) return this.#take(back.length, { kind: "back", group: number ?? name ?? "" });
		const [source = rest] =
			/^\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}(?:\\u[0-9a-f]{4})?|x[0-9a-f]{2}|[pP]\{[^}]+\}|c[a-z]|.)/isu.exec(rest) ?? [];
		if (/^\\[bB]$/.test(source)) return this.#take(2, { kind: "text", text: "" });
		return this.#take(source.length, { kind: "class", source });
	}

	#take(length: number, node: Node): Node {
		this.#at += length;
		return node;
	}
}
