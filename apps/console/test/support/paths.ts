import { fileURLToPath } from "node:url";

const at = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

/** The built programs and the document that the tests start processes with. */
export const paths = {
	console: at("apps/console/dist/main.js"),
	api: at("apps/api/dist/main.js"),
	mock: at("packages/mock-server/bin/mock-server.mjs"),
	document: at("spec/customer-groups/openapi.yaml"),
};
