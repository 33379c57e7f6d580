/** Requests of operations by the document's examples, for code samples. */
export { firstExample } from "./lookup.js";
export { buildRequest } from "./requests/build.js";
export { accessOf } from "./requests/credentials.js";
export { sampleOf } from "./requests/sample.js";
export type { Filling } from "./transaction-run.js";
