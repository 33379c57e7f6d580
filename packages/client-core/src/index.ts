export type { Client } from "openapi-fetch";
export { bearer } from "./bearer.js";
export { type ClientOptions, createClient } from "./create-client.js";
export { InvalidBaseUrlError } from "./errors/invalid-base-url-error.js";
export { InvalidCredentialError } from "./errors/invalid-credential-error.js";
