export type { DocumentModel } from "@onespec/openapi-document";
export type { AccessOptions, Grant } from "./access.js";
export type { Bucket, Clock } from "./bucket.js";
export type { Credentials } from "./credentials.js";
export { fixtureOf } from "./fixture.js";
export { createService, type PlannedFailure, type Service, type ServiceOptions } from "./service.js";
