import type { Api } from "./api.js";
import { filterType, operationModels, queryType } from "./operation-model.js";

/** What the package's entry exports of the core besides what is generated; a schema of such a name gets no alias. */
export const coreValues = [
	"AbortedError",
	"ApiError",
	"BadRequestError",
	"BatchError",
	"ClientError",
	"ForbiddenError",
	"InvalidBaseUrlError",
	"InvalidCredentialError",
	"InvalidOptionError",
	"InvalidParameterError",
	"MalformedResponseError",
	"NetworkError",
	"NotFoundError",
	"RepeatedPageError",
	"RequestValidationError",
	"ResponseValidationError",
	"ServerError",
	"Throttle",
	"TimeoutError",
	"TooManyRequestsError",
	"UnauthorizedError",
] as const;

/** The same, of types. */
export const coreTypes = [
	"BatchFailure",
	"BatchOptions",
	"BatchOutcome",
	"BatchSuccess",
	"CallOptions",
	"Failure",
	"Hooks",
	"Middleware",
	"Page",
	"PagingOptions",
	"Result",
	"ResultItem",
	"RetryOptions",
	"SingleOptions",
	"Timeouts",
	"Transport",
	"ValidateOptions",
	"ValidationFault",
] as const;

const known = new WeakMap<Api, ReadonlySet<string>>();

/** Names that no alias of a schema may have, since the package's entry or generated code uses them otherwise. */
export function takenNames(api: Api): ReadonlySet<string> {
	const { pascalName, document } = api;
	const found =
		known.get(api) ??
		new Set<string>([
			...coreValues,
			...coreTypes,
			...["Api", "Client", "ClientOptions", "Credentials"].map((part) => `${pascalName}${part}`),
			...["components", "operations", "paths", "Operations", "Schemas", "Decimals", "D"],
			...operationModels(document).flatMap((model) => [
				model.name,
				...Object.values<string>({ ...model.paging }),
				queryType(model),
				filterType(model),
			]),
		]);
	known.set(api, found);
	return found;
}
