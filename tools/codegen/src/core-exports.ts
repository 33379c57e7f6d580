import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Modules of the core whose exports are for generated code, not for callers. */
const INTERNAL = new Set(["operation", "api-description", "codecs", "validators", "path-client"]);

interface CoreExport {
	readonly name: string;
	readonly isType: boolean;
	readonly module: string;
}

/** What the index of `@onespec/client-core` exports, read from its declarations. */
const all: readonly CoreExport[] = (() => {
	const file = fileURLToPath(import.meta.resolve("@onespec/client-core")).replace(/\.js$/, ".d.ts");
	const text = readFileSync(file, "utf8");
	return [...text.matchAll(/export (type )?\{([^}]*)\} from "(?:\.\/)?([^"]+?)(?:\.js)?"/g)].flatMap(
		([, type, names = "", module = ""]) =>
			names
				.split(",")
				.map((name) => name.trim())
				.filter((name) => name !== "")
				.map((name) => ({
					name: name.replace(/^type /, ""),
					isType: type !== undefined || name.startsWith("type "),
					module,
				})),
	);
})();

/** All names of the core, which nothing generated may have. */
export const coreNames: readonly string[] = all.map(({ name }) => name);

const forCallers = all.filter(
	({ name, module }) =>
		(!INTERNAL.has(module) || name === "ValidationFault") && name !== "Client" && name !== "ApiClient",
);

/** The errors and classes of the core, which a package exports too. */
export const coreValues: readonly string[] = forCallers
	.filter(({ name, isType }) => !isType && /^[A-Z]|^is[A-Z]/.test(name))
	.map(({ name }) => name);

/** The types of the core, which a package exports too. */
export const coreTypes: readonly string[] = forCallers.filter(({ isType }) => isType).map(({ name }) => name);
