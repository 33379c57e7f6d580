import {
	type Example,
	type MediaType,
	matches,
	negotiate,
	type Operation,
	parseAccept,
	parseMediaType,
	type Response,
} from "@onespec/openapi-document";
import type { Bodies } from "./bodies.js";

/** One of the answers that Prism chooses from: an example of a response in a media type, or the sample of its schema. */
export interface Choice {
	readonly response: Response;
	readonly media: MediaType;
	/** `undefined` for the sample of the schema. */
	readonly example:
		| { readonly name: string | undefined; readonly value: unknown; readonly serialized: boolean }
		| undefined;
}

/** What stands in Prism's document in the place of a body. */
const MARK = /^"?mock:(\d+)"?$/;

/** The answers of a document, each under a mark that Prism gives back for the one that it chose. */
export class Answers {
	readonly #bodies: Bodies;
	readonly #choices: Choice[] = [];

	constructor(bodies: Bodies) {
		this.#bodies = bodies;
	}

	/**
	 * Marks the examples of a media type by their names; those that JSON has beside it are its too. An example that does not
	 * fit its schema, or whose value lies elsewhere, is not shown: under its name stands the sample of the schema.
	 */
	mark(operation: Operation, response: Response, media: MediaType): Record<string, { value: string }> {
		const json = response.content.find(({ kind }) => kind === "json");
		const isRight = (of: MediaType, { value }: Example) => value !== undefined && this.#bodies.isRight(of, value);
		const right = media.examples.filter((example) => isRight(media, example));
		const shared = media.kind === "xml" && json !== undefined ? json.examples : [];
		const others = shared.filter((one) => !right.some(({ name }) => name === one.name) && isRight(json ?? media, one));
		const shown = new Map([...right, ...others].map((example) => [exampleKey(operation, example.name), example]));
		const names = media.examples.map(({ name }) => exampleKey(operation, name));
		// What is shown comes first: Prism takes the first where no name is asked for.
		const keys = new Set([...shown.keys(), ...names]);
		if (keys.size === 0) keys.add("sample");
		const marked = (example: Choice["example"]) => ({
			value: `mock:${this.#choices.push({ response, media, example }) - 1}`,
		});
		return Object.fromEntries([...keys].map((key) => [key, marked(shown.get(key))]));
	}

	/** What Prism chose; `undefined` for an answer that is Prism's own, or has no body. */
	chosen(body: Buffer): Choice | undefined {
		const mark = body.length < 32 ? MARK.exec(body.toString("latin1"))?.[1] : undefined;
		return mark === undefined ? undefined : this.#choices[Number(mark)];
	}

	/** The same answer in the media type that `Accept` likes best; Prism doesn't look at it where it refuses a request. */
	acceptable(choice: Choice, accept: string | undefined): Choice {
		const { response, example } = choice;
		const wanted = negotiate(
			accept,
			response.content.map(({ mediaType }) => mediaType),
		);
		const media = response.content.find(({ mediaType }) => mediaType === wanted);
		if (accept === undefined || media === undefined || media === choice.media) return choice;
		const others = this.#choices.filter((one) => one.response === response && one.media === media);
		return others.find((one) => one.example?.name === example?.name) ?? others[0] ?? choice;
	}
}

/** The name of an example as Prism can be asked for it: no blanks, commas or the like. */
export function exampleKey({ responses }: Operation, name: string | undefined): string {
	if (name === undefined) return "default";
	if (/^[\w.-]+$/.test(name)) return name;
	const names = responses.flatMap(({ content }) => content.flatMap(({ examples }) => examples.map((one) => one.name)));
	return `example-${names.indexOf(name)}`;
}

/**
 * The name of a media type in Prism's document: its own; for a range such as `image/*`, which no `Accept` would ask for, one
 * of the mock's.
 */
export function prismMediaType(media: MediaType, index: number): string {
	return media.mediaType.includes("*") ? `x-range/x${index}` : media.mediaType;
}

const TOKEN = /^[!#$%&'+.^_`|~0-9a-z-]+\/[!#$%&'+.^_`|~0-9a-z-]+$|^[!#$%&'+.^_`|~0-9a-z-]+\/\*$|^\*\/\*$/i;

/**
 * The `Accept` header without malformed ranges, which Prism does not survive; where none is well-formed, one that accepts
 * nothing that exists. What the header asks for of a media range of the document is asked for under the mock's own name.
 */
export function acceptForPrism(header: string | undefined, operation: Operation | undefined): string | undefined {
	const ranges = parseAccept(header)?.filter(({ essence }) => TOKEN.test(essence));
	if (ranges === undefined) return undefined;
	const own = (operation?.responses ?? []).flatMap(({ content }) =>
		content.flatMap((media, index) => {
			const weights = ranges
				.filter(({ essence }) => media.mediaType.includes("*") && isInside(essence, media.mediaType))
				.map(({ weight }) => weight);
			return weights.length === 0 ? [] : [`${prismMediaType(media, index)};q=${Math.max(...weights)}`];
		}),
	);
	const texts = ranges.map(({ essence, parameters, weight }) =>
		[
			essence,
			...[...parameters].flatMap(([name, value]) => (/^[\w.+-]+$/.test(value) ? [`${name}=${value}`] : [])),
			...(weight === 1 ? [] : [`q=${weight}`]),
		].join(";"),
	);
	return [...texts, ...new Set(own)].join(", ") || "malformed/accept";
}

function isInside(asked: string, range: string): boolean {
	return matches(parseMediaType(range), parseMediaType(asked)) || asked === "*/*";
}

/** What stands for a media range in a `Content-Type`: what was asked for, else the plainest that there is. */
export function concreteType({ mediaType }: MediaType, accept: string | undefined, isText: boolean): string {
	if (!mediaType.includes("*")) return mediaType;
	const asked = parseAccept(accept)?.find(({ essence }) => !essence.includes("*") && isInside(essence, mediaType));
	if (asked !== undefined) return asked.essence;
	const [type = "*"] = mediaType.split("/");
	if (type === "text") return "text/plain";
	if (type === "*") return isText ? "text/plain" : "application/json";
	return (
		{ application: "application/json", image: "image/png", audio: "audio/mpeg", video: "video/mp4" }[type] ??
		`${type}/plain`
	);
}
