import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

interface CoreExport {
	readonly name: string;
	readonly isType: boolean;
}

/** What a module of the core exports, read from its declarations. */
function exportsOf(module: "index" | "callers"): CoreExport[] {
	const index = fileURLToPath(import.meta.resolve("@onespec/client-core"));
	const text = readFileSync(index.replace(/index\.js$/, `${module}.d.ts`), "utf8");
	return [...text.matchAll(/export (type )?\{([^}]*)\} from/g)].flatMap(([, type, names = ""]) =>
		names
			.split(",")
			.map((name) => name.trim())
			.filter((name) => name !== "")
			.map((name) => ({
				name: name.replace(/^type /, ""),
				isType: type !== undefined || name.startsWith("type "),
			})),
	);
}

const forCallers = exportsOf("callers");

/** All names of the core, which nothing generated may have. */
export const coreNames: readonly string[] = [...exportsOf("index"), ...forCallers].map(({ name }) => name);

/** The errors and classes of the core, which a package exports too. */
export const coreValues: readonly string[] = forCallers.filter(({ isType }) => !isType).map(({ name }) => name);

/** The types of the core, which a package exports too. */
export const coreTypes: readonly string[] = forCallers.filter(({ isType }) => isType).map(({ name }) => name);
