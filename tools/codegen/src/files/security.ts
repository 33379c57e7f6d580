import type { SecurityRequirement, SecurityScheme } from "@onespec/openapi-document";
import type { Api } from "../api.js";
import type { Credential } from "../credentials.js";

/** Whether an API asks for more than keys in headers and bearer tokens. */
export function isSecured(credentials: readonly Credential[]): boolean {
	return credentials.some(({ header }) => header === undefined);
}

/** The type of what a caller gives for a scheme, where the core's `secured` sends it. */
export function secretType({ declared }: Credential): string {
	if (declared.type === "http" && declared.scheme === "basic") {
		return "{ readonly username: string; readonly password: string }";
	}
	return declared.type === "oauth2" && tokenUrlOf(declared) !== undefined ? "Secret | ClientCredentials" : "Secret";
}

/** What the core's `secured` is told of an API. */
interface Security {
	/** The schemes, and the alternatives of most operations. */
	readonly description: object;
	/** The alternatives of the other operations, by method and path. */
	readonly operations: ReadonlyMap<string, object>;
}

const made = new WeakMap<Api, Security>();

/** What the core's `secured` is told of an API; `undefined` where the API does without. */
export function securityOf(api: Api): Security | undefined {
	if (!isSecured(api.credentials)) return undefined;
	const security = made.get(api) ?? readSecurity(api);
	made.set(api, security);
	return security;
}

function readSecurity({ model, credentials }: Api): Security {
	const known = new Set(credentials.map(({ scheme }) => scheme));
	const alternatives = (security: readonly SecurityRequirement[]) =>
		security.map((all) =>
			Object.fromEntries(all.filter(({ scheme }) => known.has(scheme)).map(({ scheme, scopes }) => [scheme, scopes])),
		);
	const byText = new Map<string, number>();
	const texts = model.operations.map(({ security }) => JSON.stringify(alternatives(security)));
	for (const text of texts) byText.set(text, (byText.get(text) ?? 0) + 1);
	const [usual = "[]"] = [...byText].sort(([, a], [, b]) => b - a)[0] ?? [];
	const operations = model.operations.flatMap(({ method, path, security }, index) =>
		texts[index] === usual ? [] : [[`${method} ${path}`, alternatives(security)] as const],
	);
	return {
		description: {
			schemes: Object.fromEntries(credentials.map(({ scheme, declared }) => [scheme, schemeOf(declared)])),
			requirements: JSON.parse(usual) as object,
		},
		operations: new Map(operations),
	};
}

function schemeOf(scheme: SecurityScheme): object {
	switch (scheme.type) {
		case "apiKey":
			return { type: "apiKey", in: scheme.in, name: scheme.name };
		case "http":
			return scheme.scheme === "basic" || scheme.scheme === "bearer"
				? { type: "http", scheme: scheme.scheme }
				: // The caller gives the whole header, such as `Digest username=…`.
					{ type: "apiKey", in: "header", name: "Authorization" };
		case "oauth2": {
			const tokenUrl = tokenUrlOf(scheme);
			return tokenUrl === undefined ? { type: "openIdConnect" } : { type: "oauth2", tokenUrl };
		}
		default:
			return { type: "openIdConnect" };
	}
}

/** Where a client gets a token for itself. */
function tokenUrlOf(scheme: SecurityScheme): string | undefined {
	return scheme.type === "oauth2" ? scheme.flows.clientCredentials?.tokenUrl : undefined;
}
