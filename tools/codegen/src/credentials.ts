import { CodegenError } from "./errors/codegen-error.js";
import { camelCase } from "./names.js";
import { type CredentialForm, type OpenApiDocument, operationsOf, type SecurityScheme } from "./openapi.js";
import { resolveReference } from "./resolve-reference.js";

/** One credential of an API: what the caller gives and where it is sent. */
export interface Credential {
	/** The member of the credentials object. */
	readonly member: string;
	/** The name of its security scheme. */
	readonly scheme: string;
	/** The header that carries it. */
	readonly header: string;
	/** Whether it is sent as a bearer token. */
	readonly bearer: boolean;
	/** Whether each operation that asks for credentials asks for this one. */
	readonly required: boolean;
	/** The form in which it is sent, where people have it in several; from `x-credential`. */
	readonly form: CredentialForm | undefined;
	/** What the document says of it. */
	readonly description: string | undefined;
}

/**
 * The credentials that a client of the API takes, from the security schemes that its operations use.
 *
 * @param document the bundled document
 * @returns the credentials in the order of the document's schemes
 * @throws CodegenError for a scheme that is sent neither in a header of its own nor as a bearer token
 */
export function credentialsOf(document: OpenApiDocument): Credential[] {
	const requirements = operationsOf(document)
		.flatMap(({ operation }) => operation.security ?? document.security ?? [])
		.filter((requirement) => Object.keys(requirement).length > 0);
	return Object.entries(document.components?.securitySchemes ?? {})
		.filter(([name]) => requirements.some((requirement) => name in requirement))
		.map(([name, schemeOrReference]) => {
			const scheme = resolveReference<SecurityScheme>(document, schemeOrReference);
			return {
				scheme: name,
				...carrierOf(name, scheme),
				required: requirements.every((requirement) => name in requirement),
				form: scheme["x-credential"],
				description: scheme.description?.trim(),
			};
		});
}

function carrierOf(name: string, scheme: SecurityScheme): Pick<Credential, "member" | "header" | "bearer"> {
	if (scheme.type === "apiKey" && scheme.in === "header" && scheme.name !== undefined) {
		return { member: camelCase(name), header: scheme.name, bearer: false };
	}
	if (scheme.type === "http" && scheme.scheme?.toLowerCase() === "bearer") {
		return { member: "bearer", header: "Authorization", bearer: true };
	}
	throw new CodegenError(
		`#/components/securitySchemes/${name}: a client can send an apiKey in a header, and http bearer; not this scheme.`,
	);
}
