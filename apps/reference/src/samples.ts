import type { Operation } from "@onespec/openapi-document";

/** A program that calls an operation. */
export interface CodeSample {
	/** What the language is called: `Python`. */
	readonly language: string;
	/** What tells it from others of its language, such as a media type. */
	readonly variant: string | undefined;
	readonly source: string;
	/** Its file below `samples/`, for those that can be downloaded. */
	readonly file: string | undefined;
}

/**
 * The samples that a document carries for an operation: `x-codeSamples`, as Redoc reads it. A `mediaType` beside a sample
 * tells what its body is, a `fileName` that it is a whole program.
 */
export function samplesOf({ extensions }: Operation): CodeSample[] {
	const given = extensions["x-codeSamples"] ?? extensions["x-code-samples"];
	if (!Array.isArray(given)) return [];
	return given.flatMap((one: unknown) => {
		if (typeof one !== "object" || one === null) return [];
		const { lang, label, source, mediaType, fileName } = one as Record<string, unknown>;
		const title = textOf(label) ?? textOf(lang);
		if (title === undefined || typeof source !== "string") return [];
		const file = textOf(fileName);
		return [
			{
				// `C#, XML` is the XML of C#.
				language: textOf(mediaType) === undefined ? title : title.replace(/, [^,]*$/, ""),
				variant: textOf(mediaType),
				source,
				// A name that would be another folder's is not a name.
				file: file !== undefined && /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(file) ? file : undefined,
			},
		];
	});
}

function textOf(value: unknown): string | undefined {
	return typeof value === "string" && value !== "" ? value : undefined;
}
