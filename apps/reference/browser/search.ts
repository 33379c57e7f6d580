import type { SearchEntry } from "../src/search-index.ts";
import { element } from "./dom.ts";

/** So many results are shown. */
const MOST_RESULTS = 12;

/** An entry with its texts in lower case. */
interface Known {
	readonly entry: SearchEntry;
	readonly title: string;
	readonly about: string;
	readonly words: string;
}

/** Lets a form search the index that it names, which is fetched when somebody begins to type. */
export function startSearch(form: HTMLFormElement): void {
	const input = form.querySelector("input") as HTMLInputElement;
	const list = form.querySelector(".found") as HTMLElement;
	const { index = "", base = "" } = form.dataset;
	let known: Promise<Known[]> | undefined;
	let chosen = -1;

	const load = () => {
		known ??= fetch(index)
			.then(async (answer) => ((await answer.json()) as SearchEntry[]).map(prepared))
			.catch(() => {
				known = undefined;
				return [];
			});
		return known;
	};
	const options = () => [...list.querySelectorAll<HTMLAnchorElement>("a")];
	const close = () => {
		list.hidden = true;
		input.setAttribute("aria-expanded", "false");
		input.removeAttribute("aria-activedescendant");
		chosen = -1;
	};
	const choose = (place: number) => {
		const all = options();
		chosen = all.length === 0 ? -1 : (place + all.length) % all.length;
		for (const [position, option] of all.entries()) option.setAttribute("aria-selected", String(position === chosen));
		const option = all[chosen];
		if (option === undefined) return;
		input.setAttribute("aria-activedescendant", option.id);
		option.scrollIntoView({ block: "nearest" });
	};
	const show = async () => {
		const text = input.value;
		if (text.trim() === "") return close();
		const entries = await load();
		// Somebody typed on while the index was fetched.
		if (text !== input.value) return;
		const found = find(entries, text);
		list.replaceChildren(
			...found.map(({ entry: [kind, title, about, path] }, position) =>
				element(
					"a",
					{ href: base + path, id: `found-${position}`, role: "option", tabindex: "-1", "aria-selected": "false" },
					element("span", { class: `method ${/^[A-Z]+$/.test(kind) ? kind.toLowerCase() : "other"}` }, kind),
					element("span", { class: "what" }, title),
					element("span", { class: "soft" }, about),
				),
			),
		);
		if (found.length === 0)
			list.replaceChildren(
				element("p", { class: "soft", role: "option", "aria-selected": "false" }, "Nothing was found."),
			);
		list.hidden = false;
		input.setAttribute("aria-expanded", "true");
		choose(0);
	};

	input.addEventListener("focus", load);
	input.addEventListener("input", show);
	input.addEventListener("keydown", (event) => {
		const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
		const move = moves[event.key];
		if (move !== undefined && !list.hidden) {
			event.preventDefault();
			choose(chosen + move);
		} else if (event.key === "Escape") {
			close();
		}
	});
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		options()[chosen]?.click();
	});
	document.addEventListener("click", ({ target }) => {
		if (!form.contains(target as Node)) close();
	});
	document.addEventListener("keydown", (event) => {
		const { target } = event;
		const isTyping = target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]");
		if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
		event.preventDefault();
		input.focus();
		input.select();
	});
}

function prepared(entry: SearchEntry): Known {
	const [, title, about, , words] = entry;
	return { entry, title: title.toLowerCase(), about: about.toLowerCase(), words: words.toLowerCase() };
}

/** The entries that have every word, the best first: in the title before the line below it, before all else. */
function find(entries: readonly Known[], text: string): Known[] {
	const words = text.toLowerCase().split(/\s+/).filter(Boolean);
	const scored: { known: Known; score: number }[] = [];
	for (const known of entries) {
		let score = 0;
		for (const word of words) {
			const own = scoreOf(known, word);
			if (own === 0) {
				score = 0;
				break;
			}
			score += own;
		}
		if (score > 0) scored.push({ known, score });
	}
	return scored
		.sort((one, other) => other.score - one.score || one.known.title.length - other.known.title.length)
		.slice(0, MOST_RESULTS)
		.map(({ known }) => known);
}

function scoreOf({ title, about, words, entry: [kind] }: Known, word: string): number {
	if (title === word) return 100;
	if (title.startsWith(word)) return 60;
	if (title.includes(` ${word}`)) return 40;
	if (title.includes(word)) return 30;
	if (kind.toLowerCase() === word) return 25;
	if (about.includes(word)) return 20;
	return words.includes(word) ? 10 : 0;
}
