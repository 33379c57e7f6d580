import type { Body } from "../body.js";
import { JsonBody } from "../json-body.js";
import type { FaultKind, PlantContext, PlantedAnswer } from "../kind.js";
import { XmlBody } from "../xml-body.js";

type Family = "json" | "xml";

interface Edit<B> {
	because: RegExp;
	edit(body: B): void;
}

/** A kind that changes one place of a JSON or XML body; every other place stays as it is. */
export function bodyKind(name: string, plan: (context: PlantContext) => Edit<Body> | undefined): FaultKind {
	return {
		name,
		plan(context) {
			if (context.family === "json") return jsonKind(name, plan).plan(context);
			return context.family === "xml" ? xmlKind(name, plan).plan(context) : undefined;
		},
	};
}

/** A kind of JSON bodies. */
export function jsonKind(name: string, plan: (context: PlantContext) => Edit<JsonBody> | undefined): FaultKind {
	return edited(name, "json", plan, (_, text) => new JsonBody(text));
}

/** A kind of XML bodies. */
export function xmlKind(name: string, plan: (context: PlantContext) => Edit<XmlBody> | undefined): FaultKind {
	return edited(name, "xml", plan, ({ model, schema }, text) => new XmlBody(model, schema ?? {}, text));
}

function edited<B>(
	name: string,
	family: Family,
	plan: (context: PlantContext) => Edit<B> | undefined,
	read: (context: PlantContext, text: string) => B,
): FaultKind {
	return {
		name,
		plan(context) {
			const found = context.family === family ? plan(context) : undefined;
			return (
				found && {
					because: found.because,
					mutate(answer) {
						const body = read(context, textOf(answer));
						found.edit(body);
						return withText(answer, String(body));
					},
				}
			);
		},
	};
}

/** A kind that changes the text or the bytes of a body as a whole. */
export function textKind(
	name: string,
	families: Family[],
	because: RegExp,
	change: (text: string) => string | Uint8Array,
): FaultKind {
	return {
		name,
		plan: ({ family }) =>
			families.some((one) => one === family)
				? { because, mutate: (answer) => withText(answer, change(textOf(answer))) }
				: undefined,
	};
}

function textOf({ body }: PlantedAnswer): string {
	return Buffer.from(body).toString();
}

function withText(answer: PlantedAnswer, text: string | Uint8Array): PlantedAnswer {
	return { ...answer, body: typeof text === "string" ? Buffer.from(text) : text };
}
