/** One media range of an `Accept` header. */
interface MediaRange {
	readonly type: string;
	readonly subtype: string;
	/** The parameters before `q`, as the media type has them. */
	readonly parameters: ReadonlyMap<string, string>;
	readonly quality: number;
	/** The range as it goes to Prism. */
	readonly text: string;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const RANGE = new RegExp(`^(${TOKEN})/(${TOKEN})((?:[ \\t]*;[ \\t]*${TOKEN}=(?:${TOKEN}|"[^"\\\\]*"))*)$`);
const PARAMETER = new RegExp(`;[ \\t]*(${TOKEN})=(?:(${TOKEN})|"([^"\\\\]*)")`, "g");

/** The well-formed ranges of an `Accept` header; undefined where there is no header. */
export function parseAccept(header: string | undefined): MediaRange[] | undefined {
	if (!header?.trim()) return undefined;
	return header.split(",").flatMap((range) => parseRange(range.trim()) ?? []);
}

function parseRange(text: string): MediaRange | undefined {
	const match = RANGE.exec(text);
	if (!match) return undefined;
	const [, type = "", subtype = "", tail = ""] = match;
	const parameters = new Map<string, string>();
	let quality = 1;
	for (const [, name = "", token, quoted = ""] of tail.matchAll(PARAMETER)) {
		if (name.toLowerCase() === "q") {
			quality = Number.parseFloat(token ?? quoted);
			break;
		}
		parameters.set(name.toLowerCase(), token ?? quoted);
	}
	return { type: type.toLowerCase(), subtype: subtype.toLowerCase(), parameters, quality, text };
}

/**
 * The media type that Prism's own negotiation chooses: that of the best quality, then of the most specific range, then
 * of the range that comes first, then that documented first. Without `Accept` it prefers application/json. Ranges with
 * parameters, such as `charset`, are looked at again without them where nothing else fits.
 *
 * @example
 * negotiate("text/*;q=0.5, application/xml", ["application/json", "text/json", "application/xml"]); // application/xml
 */
export function negotiate(header: string | undefined, documented: readonly string[]): string | undefined {
	const ranges = parseAccept(header) ?? parseAccept("application/json, */*") ?? [];
	const bare = ranges
		.filter((range) => range.parameters.size > 0)
		.map((range) => ({ ...range, parameters: new Map() }));
	return best(ranges, documented) ?? best(bare, documented);
}

interface Rank {
	readonly quality: number;
	readonly specificity: number;
	readonly order: number;
}

function best(ranges: readonly MediaRange[], documented: readonly string[]): string | undefined {
	const ranked = documented.flatMap((mediaType) => {
		const rank = ranges.flatMap((range, order) => rankOf(mediaType, range, order) ?? []).sort(bySpecificity)[0];
		return rank && rank.quality > 0 ? { mediaType, rank } : [];
	});
	return ranked.sort((left, right) => byQuality(left.rank, right.rank))[0]?.mediaType;
}

function rankOf(mediaType: string, range: MediaRange, order: number): Rank | undefined {
	const [type, subtype] = mediaType.toLowerCase().split("/");
	if (range.type !== "*" && range.type !== type) return undefined;
	if (range.subtype !== "*" && range.subtype !== subtype) return undefined;
	if ([...range.parameters.values()].some((value) => value !== "*")) return undefined;
	const specificity = (range.type === type ? 4 : 0) + (range.subtype === subtype ? 2 : 0);
	return { quality: range.quality, specificity: specificity + (range.parameters.size > 0 ? 1 : 0), order };
}

function bySpecificity(left: Rank, right: Rank): number {
	return right.specificity - left.specificity || right.quality - left.quality || right.order - left.order;
}

function byQuality(left: Rank, right: Rank): number {
	return right.quality - left.quality || right.specificity - left.specificity || left.order - right.order;
}
