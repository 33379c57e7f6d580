import { documentExtensions } from "@onespec/openapi-document";
import { type Api, type Files, marker } from "../api.js";
import { jsonText } from "../text.js";
import { hasDefaults } from "./defaults-file.js";
import { facadeEntry } from "./facade-file.js";
import { schemaObjects } from "./schemas-file.js";

/** What a package takes from elsewhere than its document. */
export interface PackageFacts {
	/** The version of `@onespec/client-core`, which the client depends on. */
	readonly clientCoreVersion: string;
	/** Which versions of undici the core's transport for Node takes. */
	readonly undici: string | undefined;
	/** The version of `@onespec/client-testing`, which the test handlers run on. */
	readonly clientTestingVersion: string;
	/** Which versions of MSW they take. */
	readonly msw: string | undefined;
	/** The version of TypeScript that a package outside a workspace compiles itself with. */
	readonly typescript: string;
	/** The workspace around the document; without one the package stands alone and builds itself. */
	readonly workspace: WorkspaceFacts | undefined;
	/** What changed from version to version, as `CHANGELOG.md` beside the document tells it. */
	readonly changelog: string | undefined;
}

/** What a package takes from the workspace that it is part of. */
export interface WorkspaceFacts {
	/** Where the workspace is kept, as its `package.json` says. */
	readonly repository: unknown;
	/** The text of the workspace's licence, where it is the package's too. */
	readonly license: string | undefined;
}

/**
 * What makes the generated sources a package: `package.json`, `tsconfig.json`, the bundled document, the licence and
 * the changelog.
 *
 * @param api the API
 * @param facts what comes from elsewhere than the document
 * @param hasXsd whether the package has XSDs
 */
export function packageFiles(api: Api, facts: PackageFacts, hasXsd: boolean): Files {
	const { info } = api.model;
	const { workspace } = facts;
	const facade = documentExtensions(api.model).client;
	return new Map([
		[
			"package.json",
			jsonText({
				name: api.packageName,
				version: packageVersion(info.version),
				description: `The typed client of ${api.title}, generated from spec/${api.name}/openapi.yaml; do not edit.`,
				keywords: keywords(api),
				...(info.license === undefined ? {} : { license: info.license.name }),
				...(workspace === undefined
					? {}
					: { ...repository(api, workspace), publishConfig: { access: "public", provenance: true } }),
				type: "module",
				engines: { node: ">=20.19.0" },
				sideEffects: false,
				exports: {
					".": entry("index"),
					...(facade === undefined ? {} : { [`./${facadeEntry(facade)}`]: entry("generated/facade") }),
					...(schemaObjects(api).length === 0 ? {} : { "./schemas": entry("generated/schemas") }),
					...(hasDefaults(api) ? { "./defaults": entry("generated/defaults") } : {}),
					"./node": entry("generated/node"),
					"./testing": entry("generated/testing"),
					"./exact-types": entry("generated/exact-types"),
					"./validators": entry("generated/validators"),
					"./openapi.json": "./openapi.json",
					...(hasXsd ? { "./xsd/*": "./xsd/*" } : {}),
				},
				files: [
					"dist",
					"!dist/.tsbuildinfo",
					// What the source maps point to.
					"src",
					"openapi.json",
					...(hasXsd ? ["xsd"] : []),
					...(facts.changelog === undefined ? [] : ["CHANGELOG.md"]),
				],
				dependencies: {
					"@onespec/client-core": facts.clientCoreVersion,
					"@onespec/client-testing": facts.clientTestingVersion,
				},
				...optionalPeers({ msw: facts.msw, undici: facts.undici }),
				...(workspace === undefined
					? // `npm install` in its folder builds it; so do packing and publishing. Later majors need a later Node than ours.
						{
							scripts: { prepare: "tsc" },
							devDependencies: { msw: facts.msw?.split(" || ")[0], typescript: facts.typescript },
						}
					: // Who may import it: see eslint.config.mjs.
						{ nx: { tags: ["layer:package", "ships:yes", "client"] } }),
			}),
		],
		["tsconfig.json", workspace === undefined ? STANDING_ALONE : IN_WORKSPACE],
		["openapi.json", jsonText(api.document)],
		...(workspace?.license === undefined ? [] : ([["LICENSE", workspace.license]] as const)),
		...(facts.changelog === undefined
			? []
			: ([["CHANGELOG.md", `<!-- ${marker(api)} -->\n\n${facts.changelog.trim()}\n`]] as const)),
	]);
}

const IN_WORKSPACE = `{
  "extends": "../../tsconfig.base.json",
  "compilerOptions": { "rootDir": "src", "outDir": "dist", "tsBuildInfoFile": "dist/.tsbuildinfo" },
  "include": ["src"],
  "references": [{ "path": "../client-core" }, { "path": "../client-testing" }]
}
`;

const STANDING_ALONE = `{
  "compilerOptions": {
    "target": "es2022",
    "module": "nodenext",
    "lib": ["es2023", "dom", "dom.iterable"],
    "types": [],
    "strict": true,
    "skipLibCheck": true,
    "declaration": true,
    "declarationMap": true,
    "sourceMap": true,
    "rootDir": "src",
    "outDir": "dist"
  },
  "include": ["src"]
}
`;

/**
 * The version of a document as npm wants one; documents may have any text: `v2` becomes `2.0.0`, `2024-01-31` `2024.1.31`.
 */
export function packageVersion(text: string): string {
	const trimmed = text.trim();
	if (/^\d+\.\d+\.\d+(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/.test(trimmed)) return trimmed;
	const numbers = (trimmed.match(/\d{1,15}/g) ?? []).slice(0, 3).map(Number);
	return [0, 1, 2].map((index) => numbers[index] ?? 0).join(".");
}

/** The words by which a package is found: the API's name, its tags, and what it is. */
function keywords(api: Api): string[] {
	const words = [api.name, ...api.model.tags.map(({ name }) => name.toLowerCase()), "client", "openapi", "typescript"];
	return [...new Set(words)];
}

/** Where the package's sources, its page and its issues are, as far as the workspace's `repository` says it. */
function repository(api: Api, { repository }: WorkspaceFacts): object {
	const directory = `packages/${api.name}`;
	const given = typeof repository === "string" ? { type: "git", url: repository } : repository;
	if (typeof given !== "object" || given === null) return {};
	const { url } = given as { url?: unknown };
	const [, page] = /^(?:git\+)?(https:\/\/github\.com\/.+?)(?:\.git)?$/.exec(typeof url === "string" ? url : "") ?? [];
	return {
		...(page === undefined
			? {}
			: { homepage: `${page}/tree/main/${directory}#readme`, bugs: { url: `${page}/issues` } }),
		repository: { ...given, directory },
	};
}

/** What is needed only by those who use an entry point that says so. */
function optionalPeers(peers: Readonly<Record<string, string | undefined>>): object {
	const known = Object.entries(peers).filter(([, range]) => range !== undefined);
	if (known.length === 0) return {};
	return {
		peerDependencies: Object.fromEntries(known),
		peerDependenciesMeta: Object.fromEntries(known.map(([name]) => [name, { optional: true }])),
	};
}

function entry(module: string) {
	return { types: `./dist/${module}.d.ts`, default: `./dist/${module}.js` };
}
