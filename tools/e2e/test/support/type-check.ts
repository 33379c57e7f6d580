import { join } from "node:path";
import ts from "typescript";

/** How a project finds the types of its packages. */
export type Resolution = "node16" | "nodenext" | "bundler";

/**
 * Type-checks files of a project as its owner would with every check on, the declarations of our packages included;
 * those of others are left to them.
 *
 * @param names our packages
 * @returns what the compiler complains about; nothing where the types are right
 */
export function typeCheck(
	project: string,
	files: readonly string[],
	names: readonly string[],
	resolution: Resolution,
): string[] {
	const { ESNext, Node16, NodeNext } = ts.ModuleKind;
	const { Bundler, Node16: node16, NodeNext: nodeNext } = ts.ModuleResolutionKind;
	const [module, moduleResolution] = {
		node16: [Node16, node16] as const,
		nodenext: [NodeNext, nodeNext] as const,
		bundler: [ESNext, Bundler] as const,
	}[resolution];
	const options: ts.CompilerOptions = {
		target: ts.ScriptTarget.ES2022,
		lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
		module,
		moduleResolution,
		types: [],
		strict: true,
		exactOptionalPropertyTypes: true,
		noUncheckedIndexedAccess: true,
		skipLibCheck: false,
		noEmit: true,
	};
	const program = ts.createProgram(
		files.map((file) => join(project, file)),
		options,
		hostWithMemory(options),
	);
	const ours = program.getSourceFiles().filter(({ fileName }) => {
		const [, inPackage] = /^.*\/node_modules\/(.*)$/.exec(fileName) ?? [];
		return inPackage === undefined || names.some((name) => inPackage.startsWith(`${name}/`));
	});
	const found = [
		...program.getOptionsDiagnostics(),
		...program.getGlobalDiagnostics(),
		...ours.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
	];
	return found.map(({ file, messageText }) => {
		return `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
	});
}

const parsed = new Map<string, ts.SourceFile | undefined>();

/** A host that parses each file once for all checks: the declarations of others are most of the work. */
function hostWithMemory(options: ts.CompilerOptions): ts.CompilerHost {
	const host = ts.createCompilerHost(options);
	return {
		...host,
		getSourceFile(file, how, ...more) {
			if (!file.includes("/node_modules/")) return host.getSourceFile(file, how, ...more);
			const format = typeof how === "object" ? how.impliedNodeFormat : undefined;
			const key = `${file} ${format}`;
			if (!parsed.has(key)) parsed.set(key, host.getSourceFile(file, how, ...more));
			return parsed.get(key);
		},
	};
}
