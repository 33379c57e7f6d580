import { bodyKindOf, essenceOf, matches, type Operation, parseMediaType, successOf } from "@onespec/openapi-document";
import { contentTypeReasons } from "../judge.js";
import { type Check, type CheckContext, type Found, finding, isSuccessCell } from "./check.js";
import { plainReaders, probe } from "./probe.js";

/** So many operations are asked; servers choose media types in one place. */
const MOST_OPERATIONS = 2;

/**
 * Checks of content negotiation (RFC 9110, 12.5): a range that takes anything gets an answer. Where the document refuses
 * with 406, so that the service is known to look at `Accept`, weights count too, and 0 excludes.
 */
export function negotiationChecks(context: CheckContext): Check[] {
	return plainReaders(context)
		.filter((operation) => (successOf(operation)?.content.length ?? 0) > 0)
		.slice(0, MOST_OPERATIONS)
		.map((operation) => ({
			name: "content negotiation",
			operation,
			belongs: isSuccessCell,
			run: () => negotiation(context, operation),
		}));
}

async function negotiation(context: CheckContext, operation: Operation) {
	const { model } = context;
	const found: Found[] = [];
	const types = (successOf(operation)?.content ?? [])
		.map(({ mediaType }) => mediaType)
		.filter((one) => !one.includes("*"));
	const [first = ""] = types;
	const other = types.find((one) => bodyKindOf(one) !== bodyKindOf(first));
	const looks =
		operation.responses.some(({ status }) => status === "406") ||
		model.generalResponses.some(({ status }) => status === 406);
	const plain = await probe(context, operation);
	if (!plain.succeeded) return { looked: 0, found };
	let looked = 0;
	const ask = async (accept: string, allowed: readonly string[], headers: Record<string, string> = {}) => {
		const sent = await probe(context, operation, { headers: { Accept: accept, ...headers } });
		looked++;
		const what = `Accept: ${accept}${Object.entries(headers)
			.map(([name, value]) => ` and ${name}: ${value}`)
			.join("")}`;
		const say = (text: string) => found.push(finding(operation, "content negotiation", `${what}: ${text}`, sent));
		if (!sent.succeeded) return say(`must be answered ${plain.status}, but is ${sent.status}`);
		for (const { text } of contentTypeReasons(allowed, sent.answer.headers["content-type"])) say(text);
	};
	if (types.length === 0) return { looked, found };
	await ask("*/*", types);
	const range = `${first.slice(0, first.indexOf("/"))}/*`;
	await ask(
		range,
		types.filter((one) => matches(parseMediaType(range), parseMediaType(one))),
	);
	if (["json", "xml"].includes(bodyKindOf(essenceOf(first))))
		await ask(first, [first], { "Accept-Charset": "iso-8859-1;q=0.5, utf-8" });
	if (!looks) return { looked, found };
	await ask(`application/x-unknown-7f3a, ${first};q=0.5`, [first]);
	if (other === undefined) return { looked, found };
	const none = await probe(context, operation, { headers: { Accept: `${first};q=0` } });
	looked++;
	if (none.succeeded && contentTypeReasons([first], none.answer.headers["content-type"]).length === 0)
		found.push(
			finding(operation, "content negotiation", `Accept: ${first};q=0: must not be answered in ${first}, but is`, none),
		);
	await ask(`${first};q=0.2, ${other};q=0.9`, [other]);
	await ask(`${other};q=0.2, ${first};q=0.9`, [first]);
	await ask(`${first};q=0, ${other};q=0.1`, [other]);
	await ask(`${other};q=0, ${first};q=0.1`, [first]);
	return { looked, found };
}
