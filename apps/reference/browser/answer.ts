/** An answer, judged by the document. */
import { faultOf } from "@onespec/openapi-document/check";
import { parameterValue } from "@onespec/openapi-document/parameter-value";
import type { Schema, SchemaScope } from "@onespec/openapi-document/schema";
import { createJsonCodec } from "@onespec/wire-codec/json";
import { createXmlCodec } from "@onespec/wire-codec/xml";
import { prettyJson, prettyXml } from "../src/pretty.ts";
import type { TryIt } from "../src/try-it.ts";
import { element } from "./dom.ts";
import type { Prepared } from "./request.ts";

/** Where an answer is not what the document says. */
interface Deviation {
	/** JSON pointer into the body; `undefined` for what is not in the body. */
	readonly pointer: string | undefined;
	readonly text: string;
}

interface Judged {
	readonly deviations: readonly Deviation[];
	/** What the body says, where it could be read. */
	readonly value: unknown;
	/** What could not be judged, and why. */
	readonly unjudged: string | undefined;
}

/** Shows an answer: its status, whether it is as the document says and where not, its headers and body. */
export function showAnswer(
	output: HTMLElement,
	tryIt: TryIt,
	request: Prepared,
	response: Response,
	text: string,
	milliseconds: number,
): void {
	const { deviations, value, unjudged } = judge(tryIt, response, text);
	const contentType = response.headers.get("content-type") ?? "";
	const isXml = /[/+]xml\b/i.test(contentType);
	const verdict =
		deviations.length > 0
			? element("p", { class: "verdict failed" }, "✗ Not as the document says")
			: unjudged === undefined
				? element("p", { class: "verdict passed" }, "✓ As the document says: status, media type, body")
				: element("p", { class: "verdict open" }, `? ${unjudged}`);
	const inBody = deviations.filter(({ pointer }) => pointer !== undefined);
	const read = value === undefined ? undefined : isXml ? inBody.length > 0 && JSON.stringify(value) : text;
	const lines = typeof read === "string" ? linesOf(read) : undefined;
	output.replaceChildren(
		element(
			"p",
			{ class: "sum" },
			element("span", { class: `status s${String(response.status)[0]}` }, String(response.status)),
			` ${response.statusText} · ${Math.round(milliseconds)} ms · ${new TextEncoder().encode(text).length} bytes`,
		),
		verdict,
		...(deviations.length === 0
			? []
			: [
					element(
						"ul",
						{ class: "deviations" },
						...deviations.map(({ pointer, text: what }) =>
							element("li", {}, pointer !== undefined && element("code", {}, pointer || "the body"), ` ${what}`),
						),
					),
				]),
		element(
			"details",
			{ class: "nested" },
			element("summary", {}, "Request and headers"),
			element("pre", { tabindex: "0" }, messageOf(request, response)),
		),
		...(isXml && text !== "" ? [element("pre", { tabindex: "0", class: "body" }, prettyXml(text))] : []),
		...(isXml && lines !== undefined ? [element("p", { class: "soft" }, "As it was read:")] : []),
		...(lines !== undefined ? [bodyView(lines, inBody)] : []),
		...(lines === undefined && !isXml && text !== "" ? [element("pre", { tabindex: "0", class: "body" }, text)] : []),
	);
}

function messageOf({ url, init }: Prepared, { headers }: Response): string {
	// What is secret is not shown where others look on.
	const shown = (name: string, value: string) => `${name}: ${/^(accept|content-)/.test(name) ? value : "…"}`;
	return [
		`${init.method} ${url}`,
		...[...init.headers].map(([name, value]) => shown(name, value)),
		"",
		...[...headers].map(([name, value]) => `${name}: ${value}`),
	].join("\n");
}

function judge(tryIt: TryIt, response: Response, text: string): Judged {
	const scope: SchemaScope = { schemas: tryIt.schemas };
	const { responses } = tryIt.operation;
	const range = `${String(response.status)[0]}XX`;
	const documented =
		responses.find(({ status }) => status === String(response.status)) ??
		responses.find(({ status }) => status === range) ??
		responses.find(({ status }) => status === "default");
	if (documented === undefined) {
		const deviation = {
			pointer: undefined,
			text: `The status ${response.status} is not documented for this operation.`,
		};
		return { deviations: [deviation], value: undefined, unjudged: undefined };
	}
	const deviations: Deviation[] = headerDeviations(scope, documented.headers, response.headers);
	const { content } = documented;
	if (content.length === 0 || text === "") {
		if (content.length === 0 && text !== "")
			deviations.push({ pointer: undefined, text: "The document says that it has no body." });
		if (content.length > 0 && tryIt.operation.method !== "HEAD")
			deviations.push({ pointer: undefined, text: "The body is missing." });
		return { deviations, value: undefined, unjudged: undefined };
	}
	const type = response.headers.get("content-type") ?? "";
	const essence = (type.split(";", 1)[0] as string).trim().toLowerCase();
	const media =
		content.find(({ mediaType }) => (mediaType.split(";", 1)[0] as string) === essence) ??
		content.find(({ mediaType }) => mediaType === "*/*" || mediaType === `${essence.split("/", 1)[0]}/*`);
	if (media === undefined) {
		deviations.push({
			pointer: undefined,
			text: `The media type ${type || "(none)"} is not documented for this status.`,
		});
		return { deviations, value: undefined, unjudged: undefined };
	}
	const { kind, schema } = media;
	if (kind === "text" && schema !== undefined) return judgeValue(scope, schema, text, deviations, undefined);
	if ((kind !== "json" && kind !== "xml") || schema === undefined) {
		return {
			deviations,
			value: undefined,
			unjudged: `Status and media type are documented; the body was not looked at (${media.key}).`,
		};
	}
	try {
		const codec = (kind === "xml" ? createXmlCodec : createJsonCodec)(scope, schema);
		const { value, faults } = codec.read(text);
		deviations.push(...faults.map(({ pointer, message }) => ({ pointer, text: message })));
		return judgeValue(scope, schema, value, deviations, "string");
	} catch (error) {
		deviations.push({ pointer: undefined, text: `The body can't be read: ${(error as Error).message}` });
		return { deviations, value: undefined, unjudged: undefined };
	}
}

function judgeValue(
	scope: SchemaScope,
	schema: Schema,
	value: unknown,
	deviations: Deviation[],
	decimals: "string" | undefined,
): Judged {
	try {
		const fault =
			deviations.length > 0 ? undefined : faultOf(scope, schema, value, { direction: "response", decimals });
		const rule = fault?.schema[fault.keyword as keyof Schema];
		const shown =
			["string", "number", "boolean"].includes(typeof rule) || fault?.keyword === "enum"
				? `: ${JSON.stringify(rule)}`
				: "";
		if (fault !== undefined) deviations.push({ pointer: fault.pointer, text: `breaks ${fault.keyword}${shown}` });
		return { deviations, value, unjudged: undefined };
	} catch (error) {
		return { deviations, value, unjudged: `The body could not be judged: ${(error as Error).message}` };
	}
}

/** Only headers that came: which ones a page may see is for the server to say. */
function headerDeviations(
	scope: SchemaScope,
	documented: TryIt["operation"]["responses"][number]["headers"],
	headers: Headers,
): Deviation[] {
	return documented.flatMap((header) => {
		const text = headers.get(header.name);
		if (text === null) return [];
		const parameter = { ...header, in: "header", allowReserved: false, allowEmptyValue: false } as const;
		const value = parameterValue(scope, parameter, {
			path: {},
			query: new URLSearchParams(),
			headers: { [header.name.toLowerCase()]: text },
		});
		const fault = faultOf(scope, header.schema, value, { direction: "response" });
		return fault === undefined
			? []
			: [{ pointer: undefined, text: `The header ${header.name}: ${text} breaks ${fault.keyword}.` }];
	});
}

/** A line of a body, with the place that it shows. */
interface Line {
	readonly text: string;
	readonly pointer: string;
}

/** JSON text, line by line, digits as they came. */
function linesOf(text: string): Line[] {
	const open: { readonly pointer: string; readonly isArray: boolean; next: number }[] = [];
	return prettyJson(text)
		.split("\n")
		.map((line): Line => {
			const [, key, rest = ""] = /^\s*(?:("(?:\\.|[^"\\])*"): )?(.*)$/.exec(line) ?? [];
			if (/^[}\]]/.test(rest)) return { text: line, pointer: `${open.pop()?.pointer}/` };
			const parent = open.at(-1);
			const name =
				key !== undefined && !parent?.isArray
					? String(JSON.parse(key))
					: String(parent === undefined ? "" : parent.next++);
			const pointer =
				parent === undefined ? "" : `${parent.pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
			if (/^[{[]$/.test(rest)) open.push({ pointer, isArray: rest === "[", next: 0 });
			return { text: line, pointer };
		});
}

/** The body with each deviation below the line that it belongs to; what is missing stands below what it is missing in. */
function bodyView(lines: readonly Line[], deviations: readonly Deviation[]): HTMLElement {
	const notes = new Map<Line, string[]>();
	for (const { pointer = "", text } of deviations) {
		let place = pointer;
		let line = lines.find((one) => one.pointer === place);
		while (line === undefined && place !== "") {
			place = place.slice(0, place.lastIndexOf("/"));
			line = lines.find((one) => one.pointer === place);
		}
		if (line !== undefined)
			notes.set(line, [
				...(notes.get(line) ?? []),
				`${place === pointer ? "" : `${pointer.slice(place.length)} `}${text}`,
			]);
	}
	const pre = element("pre", { tabindex: "0", class: "body" });
	for (const line of lines) {
		const own = notes.get(line);
		if (own === undefined) pre.append(`${line.text}\n`);
		else
			pre.append(
				element("mark", { title: own.join("\n") }, line.text),
				element("span", { class: "deviation" }, `  ✗ ${own.join("; ")}`),
				"\n",
			);
	}
	return pre;
}
