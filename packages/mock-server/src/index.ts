/** Prism with the media types that it cannot read or write: a mock of any OpenAPI document in JSON and XML. */
export { PortTakenError, SpecError } from "./errors.js";
export { type Prism, startPrism } from "./prism.js";
export { type Mock, type MockOptions, startMock } from "./start-mock.js";
