import type { DocumentModel, SecurityScheme } from "@onespec/openapi-document";
import { camelCase, Names } from "./names.js";

/** One credential of an API: what the caller gives and how it is sent. */
export interface Credential {
	/** The member of the credentials object. */
	readonly member: string;
	/** The name of its security scheme. */
	readonly scheme: string;
	/** The header that carries it, where that is all: an API key in a header, or a bearer token. */
	readonly header: string | undefined;
	/** Whether it is sent as a bearer token. */
	readonly bearer: boolean;
	/** Whether each operation that asks for credentials asks for this one. */
	readonly required: boolean;
	/** The form in which it is sent, where people have it in several; from `x-credential`. */
	readonly form: { readonly format: "url"; readonly scheme: "http" | "https" } | undefined;
	readonly declared: SecurityScheme;
	/** What the document says of it. */
	readonly description: string | undefined;
}

/**
 * The credentials that a client of the API takes, from the security schemes that its operations use, in the order of the
 * document. A client certificate (`mutualTLS`) is the transport's to give and is none of them.
 */
export function credentialsOf(model: DocumentModel): Credential[] {
	const requirements = model.operations.flatMap(({ security }) => security).filter((one) => one.length > 0);
	const uses = (requirement: (typeof requirements)[number], name: string) =>
		requirement.some(({ scheme }) => scheme === name);
	const used = Object.entries(model.securitySchemes).filter(
		([name, { type }]) => type !== "mutualTLS" && requirements.some((one) => uses(one, name)),
	);
	const members = new Names();
	const bearers = used.filter(([, scheme]) => isBearer(scheme)).length;
	return used.map(([name, scheme]) => ({
		member: members.take(bearers === 1 && isBearer(scheme) ? "bearer" : camelCase(name), camelCase),
		scheme: name,
		header:
			scheme.type === "apiKey" && scheme.in === "header" ? scheme.name : isBearer(scheme) ? "Authorization" : undefined,
		bearer: isBearer(scheme),
		required: requirements.every((one) => uses(one, name)),
		form: formOf(scheme),
		declared: scheme,
		description: scheme.description?.trim(),
	}));
}

function isBearer(scheme: SecurityScheme): boolean {
	return scheme.type === "http" && scheme.scheme === "bearer";
}

function formOf({ extensions }: SecurityScheme): Credential["form"] {
	const form = extensions["x-credential"] as Partial<NonNullable<Credential["form"]>> | undefined;
	const { format, scheme } = form ?? {};
	return format === "url" && (scheme === "http" || scheme === "https") ? { format, scheme } : undefined;
}
