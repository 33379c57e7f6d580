/**
 * ESLint checks one thing here: who may import whom (docs/ARCHITECTURE.md, "Arrows"). Format and lint are Biome's.
 * The tags stand in each project's package.json under "nx".
 */
import nx from "@nx/eslint-plugin";
import tseslint from "typescript-eslint";

export const depConstraints = [
	{ sourceTag: "layer:app", onlyDependOnLibsWithTags: ["layer:package", "layer:spec"] },
	{ sourceTag: "layer:package", onlyDependOnLibsWithTags: ["layer:package", "layer:spec"] },
	{ sourceTag: "layer:tool", onlyDependOnLibsWithTags: ["layer:package", "layer:tool", "layer:spec"] },
	{ sourceTag: "layer:spec", onlyDependOnLibsWithTags: ["layer:spec", "layer:package"] },
	// What applications import never brings the test tools along.
	{ sourceTag: "ships:yes", onlyDependOnLibsWithTags: ["ships:yes"] },
	{ sourceTag: "uses:client-only", onlyDependOnLibsWithTags: ["client"] },
];

export default [
	{ ignores: ["**/.cache/**", "**/dist/**", "**/generated/**", "**/fixtures/**", "**/node_modules/**", "**/*.d.ts"] },
	{
		files: ["**/*.ts", "**/*.mjs", "**/*.cjs"],
		languageOptions: { parser: tseslint.parser },
		plugins: { "@nx": nx },
		rules: {
			"@nx/enforce-module-boundaries": [
				"error",
				{ enforceBuildableLibDependency: false, allow: ["../../vitest.shared.ts"], depConstraints },
			],
		},
	},
	{
		// The model is the one reading of a document; who reads the document beside it reads it differently.
		files: ["{packages,tools,apps}/**/*.{ts,mjs}"],
		ignores: ["packages/openapi-document/**", "**/test/**", "**/bench/**", "**/*.test.ts"],
		rules: {
			"no-restricted-imports": [
				"error",
				{ paths: [{ name: "@redocly/openapi-core", message: "Load documents by @onespec/openapi-document/load." }] },
			],
			"no-restricted-syntax": [
				"error",
				{
					selector:
						"MemberExpression[property.name=/^(paths|components)$/]:not([object.type='ThisExpression'], [object.property.name='guarantees'])",
					message: "Only packages/openapi-document reads the raw document: read its model.",
				},
			],
		},
	},
];
