import { type DocumentModel, valueAt } from "@onespec/openapi-document";
import type { OperationSamples } from "./samples-of.js";

/** What readers of `x-codeSamples` call the languages, which choose the colours by it. */
const LANGS: Readonly<Record<string, string>> = { curl: "Shell" };

/**
 * A copy of a bundled document whose operations carry their samples as `x-codeSamples`, which Redoc, Scalar and our
 * reference read. Beside `lang`, `label` and `source` each has its `mediaType` and the `fileName` of the program.
 *
 * @param bundled the document that `model` was read from
 */
export function withCodeSamples(
	bundled: Readonly<Record<string, unknown>>,
	{ operations }: DocumentModel,
	samples: readonly OperationSamples[],
): Record<string, unknown> {
	const copy = structuredClone(bundled) as Record<string, unknown>;
	for (const { operation: id, samples: own } of samples) {
		const pointer = operations.find((one) => one.id === id)?.pointer.replace(/^#/, "");
		const place = pointer === undefined ? undefined : valueAt(copy, pointer);
		if (typeof place !== "object" || place === null) continue;
		const written = own.map(({ language, label, mediaType, fileName, source }) => ({
			lang: LANGS[language] ?? label.replace(/, .*$/, ""),
			label,
			source,
			...(mediaType !== "" && { mediaType }),
			fileName,
		}));
		Object.assign(place, { "x-codeSamples": written });
	}
	return copy;
}
