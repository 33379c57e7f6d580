import { type DocumentModel, documentExtensions, type Parameter } from "@onespec/openapi-document";
import fc from "fast-check";
import { readStrictJson } from "../json/strict.js";
import { pinned } from "../live/own-items.js";
import { referencesIn } from "../live/references.js";
import { isAction, roleIn } from "../live/roles.js";
import { carriersOf, type Profile } from "../requests/credentials.js";
import { sampleOf } from "../requests/sample.js";
import type { Saved } from "../requests/set-up.js";
import type { RequestParts } from "../scenarios/types.js";
import { checkOf } from "../schema/validator.js";
import { checkXml } from "../xml/check.js";
import { writeXml } from "../xml/write.js";
import type { Family } from "./characters.js";
import { mapExact, writeJson } from "./exact-number.js";
import type { Draft } from "./exchange.js";
import { refusalStatuses, type WrongKind } from "./expect.js";
import { damagesOf, withDuplicate } from "./malformed.js";
import type { RunContext } from "./options.js";
import { fitsParameter, isPlain, plainTexts, takesEmpty, validTexts, wrongTexts } from "./parameters.js";
import { filledParts, pinsOf, type RequestMedia, type Subject } from "./subject.js";
import { fitting, type ValidOptions, validValues } from "./valid.js";
import { breachesOf } from "./wrong.js";

/** One generated request. */
export interface Case {
	draft: Draft;
	/** The credentials to send instead of those of the profile. */
	profile?: Profile;
	/** The item of an array body that is wrong. */
	item?: number | undefined;
	/** Why the request is not what it is meant to be: a fault of the generator. */
	unfit?: string | undefined;
}

/** What a property expects of every answer. */
export type Expectation =
	| { success: true }
	| { refused: WrongKind }
	/** Fits the schema, but whether it succeeds depends on the data: success, or one of these statuses. */
	| { success: true; or: number[] };

/** One property: requests of one kind and what they must be answered. */
export interface Property {
	operationId: string;
	/** The row of the table: `maxLength`, `valid body`. */
	constraint: string;
	/** Where: a member, a parameter, a header. */
	place: string;
	expected: Expectation;
	cases: fc.Arbitrary<Case>;
}

/** Every property of an operation; `saved` names the data that its requests work on. */
export function propertiesOf(context: RunContext, subject: Subject, saved: Saved): Property[] {
	return [
		...validProperties(context, subject, saved),
		...bodyProperties(context, subject, saved),
		...parameterProperties(context, subject, saved),
		...credentialProperties(context, subject, saved),
		...mediaTypeProperties(context, subject, saved),
	];
}

type Make = (expected: Expectation, constraint: string, place: string, cases: fc.Arbitrary<Case>) => Property;

const make =
	({ operation }: Subject): Make =>
	(expected, constraint, place, cases) => ({ operationId: operation.id, constraint, place, expected, cases });

/** A body in a media type, and whether it fits its schema. */
function written(
	model: DocumentModel,
	{ family, schema }: RequestMedia,
	value: unknown,
): { text: string; fits: boolean } {
	if (family === "xml") {
		const text = writeXml(model, schema, mapExact(value, String));
		return { text, fits: checkXml(model, schema, text).length === 0 };
	}
	const faults = checkOf(model, schema, "request")(mapExact(value, Number));
	return { text: writeJson(value), fits: faults.length === 0 };
}

/** How large what is generated is. */
type Size = Pick<ValidOptions, "small" | "atLimits">;

/** Valid bodies in any media type of the request; a request without body has none. */
function validBodies(context: RunContext, subject: Subject, saved: Saved, size: Size) {
	const { model } = context;
	return (media: RequestMedia) => {
		const { schema, family } = media;
		const whole = (value: unknown) => ({ value, ...written(model, media, value) });
		const pins = pinsOf(subject, context, schema, saved);
		const values = validValues(schema, { model, family, pins, values: context.setUp?.items.values, ...size }).map(
			whole,
		);
		const samples = () => [1, 2, 3].map((n) => whole(pinned(sampleOf(model, schema, undefined, n), pins)));
		return fitting(values, ({ fits }) => fits, samples);
	};
}

function bodyText(family: Family, text: string): Pick<RequestParts, "bodyText"> {
	return { bodyText: { [family]: text } };
}

/** Valid requests, in any media types, on which other properties change one thing. */
function validDrafts(
	context: RunContext,
	subject: Subject,
	saved: Saved,
	size: Size = { small: true },
): fc.Arbitrary<Draft & { unfit: string | undefined }> {
	const parts = filledParts(subject, saved);
	const accept = fc.constantFrom(...subject.accepts);
	if (subject.requests.length === 0) {
		return accept.map((one) => ({ requestMediaType: null, accept: one, parts, unfit: undefined }));
	}
	const bodies = validBodies(context, subject, saved, size);
	return fc.tuple(accept, fc.constantFrom(...subject.requests)).chain(([one, media]) =>
		bodies(media).map(({ text, fits }) => ({
			requestMediaType: media.mediaType,
			accept: one,
			parts: { ...parts, ...bodyText(media.family, text) },
			unfit: fits ? undefined : "the generator made a body that does not fit its schema",
		})),
	);
}

function validProperties(context: RunContext, subject: Subject, saved: Saved): Property[] {
	const { model } = context;
	const property = make(subject);
	const drafts = validDrafts(context, subject, saved, {});
	const properties = [
		property(
			{ success: true },
			"valid",
			subject.requests.length > 0 ? "body" : "request",
			drafts.map(({ unfit, ...draft }) => ({ draft, unfit })),
		),
	];
	if (subject.requests.length > 0) {
		const limits = validDrafts(context, subject, saved, { small: true, atLimits: true });
		const cases = limits.map(({ unfit, ...draft }): Case => ({ draft, unfit }));
		properties.push(property({ success: true }, "valid: at the limits", "body", cases));
	}
	const withQuery = (parameter: Parameter, texts: fc.Arbitrary<string>) =>
		fc.tuple(validDrafts(context, subject, saved), texts).map(([{ unfit, ...draft }, text]) => ({
			draft: { ...draft, parts: { ...draft.parts, query: { ...draft.parts.query, [parameter.name]: text } } },
			unfit,
		}));
	for (const parameter of subject.operation.parameters.filter((one) => one.in === "query" && isPlain(model, one))) {
		if (takesEmpty(parameter)) {
			properties.push(
				property({ success: true }, "valid: empty", parameter.name, withQuery(parameter, fc.constant(""))),
			);
		}
		const or = refusedByData(context, subject, parameter);
		if (or.length === 0) {
			properties.push(
				property({ success: true }, "valid", parameter.name, withQuery(parameter, validTexts(model, parameter))),
			);
		} else {
			const plain = plainTexts(model, parameter);
			if (plain.length > 0) {
				properties.push(
					property({ success: true }, "valid", parameter.name, withQuery(parameter, fc.constantFrom(...plain))),
				);
			}
			const any = withQuery(parameter, validTexts(model, parameter));
			properties.push(property({ success: true, or }, "valid, or refused by the data", parameter.name, any));
		}
	}
	return properties;
}

/** The statuses that scenarios show for a value that fits the parameter's schema: the data decides, not the schema. */
function refusedByData({ model, scenarios }: RunContext, { operation }: Subject, parameter: Parameter): number[] {
	const statuses = Object.entries(scenarios?.operations[operation.id] ?? {});
	return statuses
		.filter(([status, causes]) =>
			Object.values(causes).some(({ query }) => {
				const stated = query?.[parameter.name];
				return status.startsWith("4") && stated !== undefined && fitsParameter(model, parameter, stated);
			}),
		)
		.map(([status]) => Number(status));
}

function bodyProperties(context: RunContext, subject: Subject, saved: Saved): Property[] {
	const { model } = context;
	const parts = filledParts(subject, saved);
	const property = make(subject);
	const byName = new Map<string, Property[]>();
	const add = (one: Property) => {
		const name = `${one.constraint} ${one.place}`;
		byName.set(name, [...(byName.get(name) ?? []), one]);
	};
	const accept = fc.constantFrom(...subject.accepts);
	const refused = { refused: "body" } as const;
	const strict = documentExtensions(model).guarantees?.bodies === "strict";

	for (const media of subject.requests) {
		const draft = (accepted: string, text: string): Draft => ({
			requestMediaType: media.mediaType,
			accept: accepted,
			parts: { ...parts, ...bodyText(media.family, text) },
		});
		const { family, schema } = media;
		const pins = pinsOf(subject, context, schema, saved);
		const key = isAction(model, subject.operation) ? undefined : roleIn(model, subject.operation)?.resource.key;
		const references = new Set(referencesIn(model, schema, key).map(({ place }) => place));
		const own = context.setUp?.items.values;
		for (const { constraint, place, values } of breachesOf({ model, schema, family, pins, references, values: own })) {
			const cases = fc.tuple(accept, values).map(([accepted, { value, index }]): Case => {
				const { text, fits } = written(model, media, value);
				// The digits of a decimal are no matter of the schema's value.
				const unfit =
					fits && constraint !== "significantDigits" ? "the generator made a body that fits its schema" : undefined;
				return { draft: draft(accepted, text), item: index, unfit };
			});
			add(property(refused, constraint, place || "/", cases));
		}
		const bodies = validBodies(context, subject, saved, { small: true })(media);
		for (const { name, damage } of damagesOf(family, strict)) {
			const cases = fc.tuple(accept, bodies).chain(([accepted, { text }]) =>
				damage(text)
					.filter((damaged) => !isWhole(media, model, damaged))
					.map((damaged): Case => ({ draft: draft(accepted, damaged) })),
			);
			add(property(refused, `malformed ${family.toUpperCase()}`, name, cases));
		}
		// JSON leaves open what a member that comes twice means; a document may promise that it is refused.
		if (family === "json" && !strict) continue;
		const doubled = fc
			.tuple(
				accept,
				bodies.map(({ value, text }) => withDuplicate(family, value, text)).filter((text) => text !== undefined),
			)
			.map(([accepted, text]): Case => ({ draft: draft(accepted, text ?? ""), item: 0 }));
		add(
			property(
				refused,
				`malformed ${family.toUpperCase()}`,
				family === "xml" ? "duplicate element" : "duplicate member",
				doubled,
			),
		);
	}
	// A property holds for every media type of the request.
	return [...byName.values()].flatMap((alike) => {
		const first = alike[0];
		return first === undefined ? [] : [{ ...first, cases: fc.oneof(...alike.map((one) => one.cases)) }];
	});
}

/** Whether a damaged body is still a whole one. */
function isWhole({ family, schema }: RequestMedia, model: DocumentModel, text: string): boolean {
	if (family === "xml") return checkXml(model, schema, text).length === 0;
	try {
		readStrictJson(text);
		return true;
	} catch {
		return false;
	}
}

function parameterProperties(context: RunContext, subject: Subject, saved: Saved): Property[] {
	const { model } = context;
	const property = make(subject);
	const drafts = validDrafts(context, subject, saved);
	return subject.operation.parameters.flatMap((parameter) => {
		const part = ({ path: "path", query: "query", header: "headers" } as const)[parameter.in as string];
		if (part === undefined) return [];
		const found = Object.entries(wrongTexts(model, parameter)).map(([constraint, texts]) => {
			const cases = fc.tuple(drafts, texts).map(([{ unfit, ...draft }, text]): Case => {
				const parts = { ...draft.parts, [part]: { ...draft.parts[part], [parameter.name]: text } };
				return { draft: { ...draft, parts }, unfit };
			});
			return property({ refused: "parameter" }, `parameter ${constraint}`, parameter.name, cases);
		});
		if (parameter.in === "query" && parameter.required) {
			const cases = drafts.map(
				({ unfit, ...draft }): Case => ({ draft: { ...draft, without: parameter.name }, unfit }),
			);
			found.push(property({ refused: "parameter" }, "parameter required", parameter.name, cases));
		}
		return found;
	});
}

function credentialProperties(context: RunContext, subject: Subject, saved: Saved): Property[] {
	const { model, credentials } = context;
	if (refusalStatuses(model, subject, "credentials").own.length === 0) return [];
	const profile = credentials[subject.scenario.profile ?? "default"] ?? {};
	const property = make(subject);
	const drafts = validDrafts(context, subject, saved);
	return carriersOf(model, subject.operation, profile).flatMap(({ scheme, name }) => {
		const { [scheme]: _, ...others } = profile;
		const missing = drafts.map(({ unfit, ...draft }): Case => ({ draft, profile: others, unfit }));
		const empty = drafts.map(({ unfit, ...draft }): Case => ({ draft, profile: { ...others, [scheme]: "" }, unfit }));
		return [
			property({ refused: "credentials" }, "credential missing", name, missing),
			property({ refused: "credentials" }, "credential empty", name, empty),
		];
	});
}

/** Media types that hardly any document has, and texts that are none. */
const FOREIGN = [
	"application/x-unknown",
	"text/plain",
	"text/html",
	"application/pdf",
	"image/png",
	"application/octet-stream",
];

function mediaTypeProperties(context: RunContext, subject: Subject, saved: Saved): Property[] {
	const { model } = context;
	const property = make(subject);
	const drafts = validDrafts(context, subject, saved);
	const properties: Property[] = [];
	const can = (kind: WrongKind) => {
		const { own, general } = refusalStatuses(model, subject, kind);
		return own.length + general.length > 0;
	};
	const withHeader = (name: string, values: string[]) =>
		fc.tuple(drafts, fc.constantFrom(...values)).map(([{ unfit, ...draft }, value]): Case => {
			const headers = { ...draft.parts.headers, [name]: value };
			return { draft: { ...draft, parts: { ...draft.parts, headers } }, unfit };
		});
	const taken = subject.operation.requestBody?.content.map(({ mediaType }) => mediaType) ?? [];
	if (subject.requests.length > 0 && can("content-type")) {
		const values = [...FOREIGN, "no-media-type", "multipart/form-data; boundary=x"].filter(
			(one) => !taken.includes(one),
		);
		properties.push(
			property({ refused: "content-type" }, "media type", "Content-Type", withHeader("Content-Type", values)),
		);
	}
	const given = subject.accepts;
	if (given[0] !== "" && can("accept")) {
		const values = FOREIGN.filter((one) => !given.includes(one));
		properties.push(property({ refused: "accept" }, "media type", "Accept", withHeader("Accept", values)));
	}
	return properties;
}
