/**
 * Builds the workspace. Plain JavaScript, since it runs before anything is built.
 *
 * In a fresh clone nothing can be current, and whoever typed `npm start` waits: there only the JavaScript is written, file
 * by file, and of the declarations those that can be told from their file alone. Once the compiler has built, it alone
 * builds, since it knows what is current.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Writes `dist` of every project that is not current, without checking types.
 *
 * @param {string} root absolute path of the workspace
 * @returns {Promise<string>} the compiler's messages where the workspace does not build; else empty
 */
export async function build(root) {
	const { references } = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8"));
	const projects = references.map(({ path }) => join(root, path));
	const isBuilt = projects.some((project) => existsSync(join(project, "dist/.tsbuildinfo")));
	// What can't be written file by file, the compiler says better.
	if (!isBuilt && (await emit(projects).catch(() => false))) return "";
	return compile(root);
}

/** Writes the JavaScript of each project; false where that can't be done file by file. */
async function emit(projects) {
	const { isolatedDeclarationSync, transformSync } = await import("rolldown/experimental");
	for (const project of projects) {
		for (const path of readdirSync(join(project, "src"), { recursive: true })) {
			if (!path.endsWith(".ts") || path.endsWith(".test.ts")) continue;
			const source = join(project, "src", path);
			const target = join(project, "dist", path.replace(/\.ts$/, ".js"));
			const text = readFileSync(source, "utf8");
			const { code, map, errors } = transformSync(source, text, { target: "esnext", sourcemap: true });
			// It would not run where it needs helpers of a package that is not installed.
			if (errors.length > 0 || code.includes('from "@oxc-project/runtime')) return false;
			mkdirSync(dirname(target), { recursive: true });
			writeFileSync(target, `${code}//# sourceMappingURL=${basename(target)}.map\n`);
			writeFileSync(`${target}.map`, JSON.stringify({ ...map, sources: [source] }));
			// The generators read what the core exports.
			const declaration = isolatedDeclarationSync(source, text);
			if (declaration.errors.length === 0) writeFileSync(target.replace(/\.js$/, ".d.ts"), declaration.code);
		}
	}
	return true;
}

function compile(root) {
	return new Promise((resolve, reject) => {
		const compiler = join(root, "node_modules/typescript/bin/tsc");
		const child = spawn(process.execPath, [compiler, "-b", "--noCheck"], { cwd: root });
		let output = "";
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding("utf8").on("data", (text) => (output += text));
		child.on("error", reject).on("close", (code) => resolve(code === 0 ? "" : `${output.trim()}\n`));
	});
}
