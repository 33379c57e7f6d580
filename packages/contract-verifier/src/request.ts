/** Requests of operations by the document's examples, for code samples. */
export { firstExample } from "./lookup.js";
export { type BuildInput, buildRequest, type Request } from "./requests/build.js";
export { accessOf } from "./requests/credentials.js";
export { sampleOf } from "./requests/sample.js";
