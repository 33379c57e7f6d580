import { basePathOf } from "@onespec/openapi-document";
import type { LoadedDocument } from "@onespec/openapi-document/load";
import { JSON_TYPE } from "./media-types.js";

/**
 * The document as Prism gets it: with the base path in its paths, so that Prism itself knows which requests are
 * outside, and with application/json first, because Prism answers invalid requests in the first media type.
 */
export function prismDocument({ bundled, model }: LoadedDocument): object {
	const base = basePathOf(model.servers);
	const copy = structuredClone(bundled) as { paths: object; components?: { responses?: unknown } };
	const paths = Object.entries(copy.paths).map(([path, item]) => [`${base}${path}`, item]);
	putJsonFirst(copy.components?.responses);
	putJsonFirst(copy.paths);
	return { ...copy, paths: Object.fromEntries(paths) };
}

/** Reorders each `content` below; examples and schemas are left alone. */
function putJsonFirst(place: unknown): void {
	if (!isRecord(place)) return;
	for (const [name, held] of Object.entries(place)) {
		if (name === "content" && isRecord(held)) {
			if (JSON_TYPE in held) place[name] = { [JSON_TYPE]: held[JSON_TYPE], ...held };
		} else {
			putJsonFirst(held);
		}
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
