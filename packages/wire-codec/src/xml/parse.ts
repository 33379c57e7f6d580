import { MAX_ATTRIBUTES, MAX_DEPTH, MAX_VALUES } from "../limits.js";
import { MalformedBodyError } from "../malformed-body-error.js";
import { forbiddenCharacterAt, isCharacter, nameAt } from "./characters.js";

export const XSI = "http://www.w3.org/2001/XMLSchema-instance";
const XML = "http://www.w3.org/XML/1998/namespace";
const XMLNS = "http://www.w3.org/2000/xmlns/";

/** An element as it stands in the text; comments and processing instructions are left out. */
export interface XmlElement {
	/** The name without its prefix. */
	readonly name: string;
	/** The namespace's address, empty for none. */
	readonly namespace: string;
	/** Without the declarations of namespaces. */
	readonly attributes: readonly XmlAttribute[];
	readonly children: XmlElement[];
	/** The character data directly inside, with entities and CDATA sections resolved. */
	text: string;
}

export interface XmlAttribute {
	readonly name: string;
	readonly namespace: string;
	readonly value: string;
}

/**
 * The namespaces that an element declares, by prefix, and those around it. They are not copied into one map: each of many
 * elements could declare one more below an element that declares many.
 */
interface Scope {
	readonly declared: ReadonlyMap<string, string>;
	readonly around: Scope | undefined;
}

const OUTERMOST: Scope = {
	declared: new Map([
		["", ""],
		["xml", XML],
	]),
	around: undefined,
};

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const DECLARATION =
	/<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.[0-9]+"|'1\.[0-9]+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][A-Za-z0-9._-]*"|'[A-Za-z][A-Za-z0-9._-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/y;

/**
 * Parses an XML 1.0 document with namespaces, given as decoded text (the encoding that its declaration names is not
 * looked at). What XML allows and this refuses: a document type declaration, and what goes beyond the {@link MAX_DEPTH limits}.
 *
 * @throws {MalformedBodyError} when the document is not well-formed
 */
export function parseXml(text: string): XmlElement {
	return new XmlParser(text).parse();
}

class XmlParser {
	readonly #text: string;
	#position = 0;
	#values = 0;

	constructor(text: string) {
		this.#text = text;
	}

	parse(): XmlElement {
		const start = this.#text.charCodeAt(0) === 0xfeff ? 1 : 0;
		const forbidden = forbiddenCharacterAt(this.#text);
		if (forbidden !== -1) throw new MalformedBodyError("a character that XML does not allow", forbidden);
		this.#position = start;
		this.#declaration();
		this.#between();
		if (!this.#at("<")) throw this.#unexpected();
		const root = this.#element(OUTERMOST, 0);
		this.#between();
		if (this.#position < this.#text.length) throw this.#unexpected();
		return root;
	}

	#declaration(): void {
		if (!/<\?xml[ \t\r\n]/y.test(this.#text.slice(this.#position, this.#position + 6))) return;
		DECLARATION.lastIndex = this.#position;
		const declaration = DECLARATION.exec(this.#text);
		if (!declaration) throw this.#error("an XML declaration that is none");
		this.#position += declaration[0].length;
	}

	/** What may stand before and after the root. */
	#between(): void {
		for (;;) {
			this.#space();
			if (this.#at("<!--")) this.#comment();
			else if (this.#at("<?")) this.#instruction();
			else if (this.#at("<!DOCTYPE")) throw this.#error("a document type declaration is not allowed");
			else return;
		}
	}

	#element(around: Scope, depth: number): XmlElement {
		if (depth >= MAX_DEPTH) throw this.#error(`nested deeper than ${MAX_DEPTH} levels`);
		this.#count();
		const start = ++this.#position;
		const prefixed = this.#qualifiedName();
		const rawName = this.#text.slice(start, this.#position);
		const raw = this.#attributes();
		const scope = this.#scope(raw, around);
		const element: XmlElement = {
			name: prefixed.local,
			namespace: this.#namespace(prefixed, scope),
			attributes: raw.length === 0 ? [] : this.#resolveAttributes(raw, scope),
			children: [],
			text: "",
		};
		if (this.#at("/>")) {
			this.#position += 2;
			return element;
		}
		this.#expect(">");
		this.#content(element, scope, depth);
		this.#position += 2;
		if (!this.#at(rawName)) throw this.#error("an end tag that does not match its start tag");
		this.#position += rawName.length;
		this.#space();
		if (!this.#at(">")) {
			throw this.#ended() ? this.#unexpected() : this.#error("an end tag that does not match its start tag");
		}
		this.#position++;
		return element;
	}

	/** Reads up to the end tag. */
	#content(element: XmlElement, scope: Scope, depth: number): void {
		for (;;) {
			const markup = this.#text.indexOf("<", this.#position);
			if (markup > this.#position) element.text += this.#characters(this.#text.slice(this.#position, markup));
			if (markup === -1) throw new MalformedBodyError("unexpected end", this.#text.length);
			this.#position = markup;
			if (this.#at("</")) return;
			if (this.#at("<!--")) this.#comment();
			else if (this.#at("<![CDATA[")) element.text += this.#cdata();
			else if (this.#at("<?")) this.#instruction();
			else if (this.#at("<!DOCTYPE")) throw this.#error("a document type declaration is not allowed");
			else element.children.push(this.#element(scope, depth + 1));
		}
	}

	#characters(raw: string): string {
		if (raw.includes("]]>")) throw this.#error("']]>' in a text", raw.indexOf("]]>"));
		return this.#references(raw.includes("\r") ? normaliseLineEnds(raw) : raw);
	}

	#cdata(): string {
		const start = this.#position + "<![CDATA[".length;
		const end = this.#end("]]>", start);
		return normaliseLineEnds(this.#text.slice(start, end));
	}

	#comment(): void {
		const start = this.#position + "<!--".length;
		const dashes = this.#text.indexOf("--", start);
		if (dashes === -1) throw new MalformedBodyError("unexpected end", this.#text.length);
		if (this.#text.charAt(dashes + 2) !== ">") throw new MalformedBodyError("'--' in a comment", dashes);
		this.#position = dashes + 3;
	}

	#instruction(): void {
		this.#position += 2;
		const target = this.#name();
		if (target.toLowerCase() === "xml") throw this.#error("an XML declaration that is not at the beginning");
		if (!this.#at("?>") && !this.#space()) throw this.#unexpected();
		this.#end("?>", this.#position);
	}

	#attributes(): RawAttribute[] {
		const attributes: RawAttribute[] = [];
		for (;;) {
			const spaced = this.#space();
			if (this.#at(">") || this.#at("/>")) return attributes;
			if (!spaced || this.#ended()) throw this.#unexpected();
			const position = this.#position;
			const name = this.#qualifiedName();
			this.#space();
			this.#expect("=");
			this.#space();
			this.#count();
			if (attributes.length === MAX_ATTRIBUTES) throw this.#error(`more than ${MAX_ATTRIBUTES} attributes`);
			attributes.push({ ...name, position, value: this.#attributeValue() });
		}
	}

	#attributeValue(): string {
		const quote = this.#text.charAt(this.#position);
		if (quote !== '"' && quote !== "'") throw this.#unexpected();
		const start = ++this.#position;
		const end = this.#text.indexOf(quote, start);
		const raw = this.#text.slice(start, end === -1 ? undefined : end);
		if (raw.includes("<")) throw this.#error("'<' in an attribute's value", raw.indexOf("<"));
		if (end === -1) throw new MalformedBodyError("unexpected end", this.#text.length);
		const value = this.#references(raw.replace(/\r\n|[\t\n\r]/g, " "));
		this.#position = end + 1;
		return value;
	}

	/** Resolves the references of a text that begins at the position. */
	#references(raw: string): string {
		let ampersand = raw.indexOf("&");
		if (ampersand === -1) return raw;
		let value = "";
		let start = 0;
		while (ampersand !== -1) {
			const end = raw.indexOf(";", ampersand);
			const character = end === -1 ? undefined : resolveReference(raw.slice(ampersand + 1, end));
			if (character === undefined) throw this.#error("a reference to no character", ampersand);
			value += raw.slice(start, ampersand) + character;
			start = end + 1;
			ampersand = raw.indexOf("&", start);
		}
		return value + raw.slice(start);
	}

	#scope(attributes: readonly RawAttribute[], around: Scope): Scope {
		let declared: Map<string, string> | undefined;
		for (const { prefix, local, value, position } of attributes) {
			const declares = prefix === "xmlns" ? local : prefix === "" && local === "xmlns" ? "" : undefined;
			if (declares === undefined) continue;
			const reserved = declares === "xmlns" || value === XMLNS || (declares === "xml") !== (value === XML);
			if (reserved || (declares !== "" && value === "")) {
				throw new MalformedBodyError("a namespace that cannot be declared", position);
			}
			declared ??= new Map();
			declared.set(declares, value);
		}
		return declared ? { declared, around } : around;
	}

	#namespace(name: QualifiedName, scope: Scope): string {
		for (let here: Scope | undefined = scope; here !== undefined; here = here.around) {
			const namespace = here.declared.get(name.prefix);
			if (namespace !== undefined) return namespace;
		}
		throw this.#error("a prefix that is not declared");
	}

	#resolveAttributes(raw: readonly RawAttribute[], scope: Scope): XmlAttribute[] {
		const seen = new Set<string>();
		const attributes: XmlAttribute[] = [];
		for (const attribute of raw) {
			const { prefix, local: name, value } = attribute;
			const declaration = prefix === "xmlns" || (prefix === "" && name === "xmlns");
			const namespace = declaration ? XMLNS : prefix === "" ? "" : this.#namespace(attribute, scope);
			const key = `${name} ${namespace}`;
			if (seen.has(key)) throw new MalformedBodyError("an attribute twice", attribute.position);
			seen.add(key);
			if (!declaration) attributes.push({ name, namespace, value });
		}
		return attributes;
	}

	#qualifiedName(): QualifiedName {
		const first = this.#name();
		if (!this.#at(":")) return { prefix: "", local: first };
		this.#position++;
		return { prefix: first, local: this.#name() };
	}

	#name(): string {
		const name = nameAt(this.#text, this.#position);
		if (name === "") throw this.#unexpected();
		this.#position += name.length;
		return name;
	}

	#space(): boolean {
		const start = this.#position;
		for (;;) {
			const code = this.#text.charCodeAt(this.#position);
			if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return this.#position > start;
			this.#position++;
		}
	}

	#at(markup: string): boolean {
		return this.#text.startsWith(markup, this.#position);
	}

	#expect(markup: string): void {
		if (!this.#at(markup)) throw this.#unexpected();
		this.#position += markup.length;
	}

	/** Goes behind a terminator and returns where it begins. */
	#end(terminator: string, from: number): number {
		const end = this.#text.indexOf(terminator, from);
		if (end === -1) throw new MalformedBodyError("unexpected end", this.#text.length);
		this.#position = end + terminator.length;
		return end;
	}

	/** Counts an element or attribute. */
	#count(): void {
		if (++this.#values > MAX_VALUES) throw this.#error(`more than ${MAX_VALUES} values`);
	}

	#ended(): boolean {
		return this.#position >= this.#text.length;
	}

	#unexpected(): MalformedBodyError {
		return this.#error(this.#ended() ? "unexpected end" : "unexpected character");
	}

	#error(reason: string, offset = 0): MalformedBodyError {
		return new MalformedBodyError(reason, Math.min(this.#position + offset, this.#text.length));
	}
}

interface QualifiedName {
	readonly prefix: string;
	readonly local: string;
}

interface RawAttribute extends QualifiedName {
	readonly value: string;
	readonly position: number;
}

function resolveReference(name: string): string | undefined {
	const number = /^#(?:([0-9]+)|x([0-9A-Fa-f]+))$/.exec(name);
	if (!number) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
	const [, decimal, hexadecimal = ""] = number;
	const codePoint = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number.parseInt(decimal, 10);
	return isCharacter(codePoint) ? String.fromCodePoint(codePoint) : undefined;
}

function normaliseLineEnds(text: string): string {
	return text.replace(/\r\n?/g, "\n");
}
