import { readFileSync } from "node:fs";
import { basename, dirname, extname, relative, resolve } from "node:path";
import { tokensOf } from "@onespec/openapi-document";
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from "yaml";
import type { Finding, Source } from "./results.js";

/** A file of the document, parsed with the place of each value. */
interface Parsed {
	file: string;
	document: Document;
	lines: LineCounter;
}

/** A value within a file. */
interface Place {
	parsed: Parsed;
	node: Node;
}

/** Finds the line of a document for a JSON pointer into it, through references to its other files. */
export class SourceLines {
	readonly #files: readonly string[];
	readonly #parsed = new Map<string, Parsed | undefined>();

	/** @param files those of the document, absolute paths; the first is the document itself */
	constructor(files: readonly string[]) {
		this.#files = files;
	}

	/** Findings with the file and line of what the document says. */
	located(findings: readonly Finding[]): Finding[] {
		return findings.map((finding) => ({ ...finding, source: finding.source && this.find(finding.source.pointer) }));
	}

	/**
	 * The line where a pointer leads, or the nearest above it that is there.
	 *
	 * @example
	 * lines.find("#/components/schemas/Thing/properties/Id"); // { file: "things.yaml", line: 78, … }
	 */
	find(pointer: string): Source {
		const root = this.#parse(this.#files[0] ?? "");
		if (root === undefined || !isNode(root.document.contents)) return { pointer, file: null, line: null };
		let tokens = tokensOf(pointer);
		let place: Place = { parsed: root, node: root.document.contents };
		const [first, kind, name] = tokens;
		if (first === "components" && name !== undefined && root.document.getIn([first, kind, name]) === undefined) {
			const moved = this.#movedHere(name);
			if (moved !== undefined) [place, tokens] = [moved, tokens.slice(3)];
		}
		let key: Node = place.node;
		for (const token of tokens) {
			place = this.#followed(place);
			const step = childOf(place.node, token);
			if (step === undefined) break;
			place = { ...place, node: step.value };
			key = step.key;
		}
		const [offset = 0] = key.range ?? [];
		const { line } = place.parsed.lines.linePos(offset);
		return { pointer, file: relative(process.cwd(), place.parsed.file) || place.parsed.file, line };
	}

	#parse(file: string): Parsed | undefined {
		if (!this.#parsed.has(file)) {
			const lines = new LineCounter();
			let document: Document | undefined;
			try {
				document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines, keepSourceTokens: false });
			} catch {
				// A document from a URL has no lines to show.
			}
			this.#parsed.set(file, document && { file, document, lines });
		}
		return this.#parsed.get(file);
	}

	/** Where a reference leads that stands at a place; the place itself where there is none. */
	#followed(place: Place): Place {
		let here = place;
		for (let hops = 0; hops < MOST_HOPS; hops++) {
			const reference = isMap(here.node) ? here.node.get("$ref") : undefined;
			const next = typeof reference === "string" ? this.#target(here.parsed, reference) : undefined;
			if (next === undefined) break;
			here = next;
		}
		return here;
	}

	#target(from: Parsed, reference: string): Place | undefined {
		const [path = "", fragment = ""] = reference.split("#");
		const parsed = path === "" ? from : this.#parse(resolve(dirname(from.file), decodeURI(path)));
		let node = parsed?.document.contents ?? undefined;
		for (const token of tokensOf(`#${fragment}`)) node = node && childOf(node, token)?.value;
		return parsed === undefined || node === undefined ? undefined : { parsed, node };
	}

	/** A component that bundling took from another file: it is named after the file, or the last part of the pointer. */
	#movedHere(name: string): Place | undefined {
		for (const file of this.#files) {
			const parsed = this.#parse(file);
			if (parsed === undefined) continue;
			let found: Place | undefined;
			visit(parsed.document, {
				Pair: (_, { key, value }) => {
					if (!isScalar(key) || key.value !== "$ref" || !isScalar(value) || typeof value.value !== "string") return;
					const [path = "", fragment = ""] = value.value.split("#");
					const own = tokensOf(`#${fragment}`).at(-1) ?? basename(path, extname(path));
					if (path === "" || own !== name) return;
					found = this.#target(parsed, value.value);
					return found && visit.BREAK;
				},
			});
			if (found !== undefined) return found;
		}
		return undefined;
	}
}

const MOST_HOPS = 20;

function isNode(value: unknown): value is Node {
	return typeof value === "object" && value !== null && "range" in value;
}

/** The member or item that a token names, with the node where its name stands. */
function childOf(node: Node, token: string): { key: Node; value: Node } | undefined {
	if (isSeq(node)) {
		const item = node.items[Number(token)];
		return isNode(item) ? { key: item, value: item } : undefined;
	}
	if (!isMap(node)) return undefined;
	const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === token);
	if (pair === undefined || !isNode(pair.value) || !isNode(pair.key)) return undefined;
	return { key: pair.key, value: pair.value };
}
