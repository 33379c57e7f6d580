export type { AccessOptions, Grant } from "./access.js";
export type { Clock } from "./bucket.js";
export type { Credentials } from "./credentials.js";
export type { ApiDocument, Bucket, Schema } from "./document.js";
export { fixtureOf } from "./fixture.js";
export { createService, type PlannedFailure, type Service, type ServiceOptions } from "./service.js";
