/** The handlers of MSW over an API in memory. */
export { handlersOf } from "./handlers-of.js";
export {
	createTestService,
	type TestApi,
	type TestGrant,
	type TestOptions,
	type TestService,
} from "./test-service.js";
