import { type Api, type Files, marker } from "../api.js";

/** `node.ts`: Node's fast transport, under the package's own name. */
export function nodeFile(api: Api): Files {
	return new Map([
		[
			"src/generated/node.ts",
			`// ${marker(api)}

export { type NodeTransport, type NodeTransportOptions, nodeTransport } from "@onespec/client-core/node";
`,
		],
	]);
}
