export { DocumentError } from "./document-error.js";
export { lossesOf } from "./losses.js";
export {
	bodyKindOf,
	essenceOf,
	type MediaRange,
	matches,
	mediaTypeName,
	negotiate,
	type ParsedMediaType,
	parseAccept,
	parseMediaType,
} from "./media-type.js";
export type * from "./model.js";
export * from "./operation-extensions.js";
export { escapeToken, isInExtension, tokensOf, valueAt } from "./pointer.js";
export { readModel } from "./read.js";
export {
	bodySchemaOf,
	type ItemAction,
	type ListPagination,
	type Resource,
	type Role,
	resourcesOf,
	roleOf,
	successOf,
} from "./resources.js";
export * from "./schema.js";
export { basePathOf, serverUrl } from "./server.js";
export { type WriteOptions, writeDocument } from "./write.js";
