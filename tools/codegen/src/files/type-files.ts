import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { type Api, type Files, marker } from "../api.js";
import { withConstraintTags } from "../constraint-tags.js";

/**
 * The types of an API, twice: in `types.ts` a decimal is a `number`, in `exact-types.ts` a `string`. Descriptions,
 * constraints, defaults and examples are doc comments, which editors show.
 */
export async function typeFiles(api: Api): Promise<Files> {
	return new Map([
		["src/generated/types.ts", await typesSource(api, false)],
		["src/generated/exact-types.ts", await typesSource(api, true)],
	]);
}

async function typesSource(api: Api, exact: boolean): Promise<string> {
	const nodes = await openapiTS(withConstraintTags(api.document) as never, {
		silent: true,
		alphabetize: false,
		enum: false,
		immutable: false,
		// A parameter with a default may be left out; without this its member would be required.
		defaultNonNullable: false,
		...(exact ? { transform: decimalAsString } : {}),
	});
	const decimals = exact ? "\n// Decimals are strings here, so that no digit is lost." : "";
	return `// ${marker(api)}${decimals}\n\n${astToString(nodes)}`;
}

function decimalAsString(schema: { format?: string; nullable?: boolean }): ts.TypeNode | undefined {
	if (schema.format !== "decimal") return undefined;
	const string = ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
	if (schema.nullable !== true) return string;
	return ts.factory.createUnionTypeNode([string, ts.factory.createLiteralTypeNode(ts.factory.createNull())]);
}
