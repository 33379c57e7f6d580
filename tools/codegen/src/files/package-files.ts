import type { Api, Files } from "../api.js";
import { jsonText } from "../text.js";

/**
 * What makes the generated sources a package: `package.json`, `tsconfig.json` and the bundled document.
 *
 * @param api the API
 * @param clientCoreVersion the version of `@onespec/client-core` that the client depends on
 * @param hasXsd whether the package has XSDs
 */
export function packageFiles(api: Api, clientCoreVersion: string, hasXsd: boolean): Files {
	const { info } = api.document;
	return new Map([
		[
			"package.json",
			jsonText({
				name: `@onespec/${api.name}`,
				version: info.version,
				description: `The typed client of ${info.title}, generated from spec/${api.name}/openapi.yaml; do not edit.`,
				...(info.license === undefined ? {} : { license: info.license.name }),
				type: "module",
				engines: { node: ">=20.19.0" },
				sideEffects: false,
				exports: {
					".": entry("index"),
					"./exact-types": entry("generated/exact-types"),
					"./validators": entry("generated/validators"),
					"./openapi.json": "./openapi.json",
					...(hasXsd ? { "./xsd/*": "./xsd/*" } : {}),
				},
				files: ["dist", "!dist/.tsbuildinfo", "openapi.json", ...(hasXsd ? ["xsd"] : [])],
				dependencies: { "@onespec/client-core": clientCoreVersion },
				// Who may import it: see eslint.config.mjs.
				nx: { tags: ["layer:package", "ships:yes", "client"] },
			}),
		],
		[
			"tsconfig.json",
			`{
  "extends": "../../tsconfig.base.json",
  "compilerOptions": { "rootDir": "src", "outDir": "dist", "tsBuildInfoFile": "dist/.tsbuildinfo" },
  "include": ["src"],
  "references": [{ "path": "../client-core" }]
}
`,
		],
		["openapi.json", jsonText(api.document)],
	]);
}

function entry(module: string) {
	return { types: `./dist/${module}.d.ts`, default: `./dist/${module}.js` };
}
