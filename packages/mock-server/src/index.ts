/** Prism with the media types that it cannot read or write: a mock of any OpenAPI 3.0 document in JSON and XML. */
export { PortTakenError } from "./errors/port-taken-error.js";
export { SpecError } from "./errors/spec-error.js";
export { type Mock, type MockOptions, startMock } from "./start-mock.js";
