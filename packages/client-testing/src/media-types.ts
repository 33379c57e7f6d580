/** A media type without its parameters, in lower case. */
export function essenceOf(text: string): string {
	return text.split(";")[0]?.trim().toLowerCase() ?? "";
}

/** The charset of a `Content-Type`, in lower case. */
export function charsetOf(text: string): string | undefined {
	return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(text)?.[1]?.toLowerCase();
}

export function isXml(mediaType: string): boolean {
	return /[/+]xml$/.test(mediaType);
}

export function isJson(mediaType: string): boolean {
	return /[/+]json$/.test(mediaType);
}

/**
 * The media type that an `Accept` likes best of those offered: by its quality, then by how exactly it is named, then by
 * the order of the header; the first of those offered where there is no header.
 */
export function negotiate(accept: string | null, offered: readonly string[]): string | undefined {
	if (accept === null || accept.trim() === "") return offered[0];
	const parts = accept.split(",");
	const ranges = parts.map(essenceOf);
	let best: { mediaType: string; rank: readonly number[] } | undefined;
	for (const mediaType of offered) {
		const names = [mediaType, `${mediaType.split("/")[0]}/*`, "*/*"];
		const exactness = names.findIndex((name) => ranges.includes(name));
		if (exactness < 0) continue;
		const position = ranges.indexOf(names[exactness] ?? "");
		const quality = Number(/;\s*q\s*=\s*([\d.]+)/i.exec(parts[position] ?? "")?.[1] ?? 1);
		if (quality === 0) continue;
		const rank = [quality, -exactness, -position];
		if (best === undefined || comesBefore(rank, best.rank)) best = { mediaType, rank };
	}
	return best?.mediaType;
}

function comesBefore(one: readonly number[], other: readonly number[]): boolean {
	const place = one.findIndex((value, index) => value !== other[index]);
	return place >= 0 && (one[place] ?? 0) > (other[place] ?? 0);
}
