/** The samples of a README, in its order. */
export function samplesOf(readme: string): string[] {
	return [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, text = ""]) => text);
}

/**
 * The samples as one module: the first, and what samples with `fetch` share, then each other one in a scope of its own.
 */
export function readmeProgram(readme: string): string {
	const imports = new Set<string>();
	const samples = samplesOf(readme).map((sample) =>
		sample.replaceAll(/^import .*;\n/gm, (line) => {
			imports.add(line);
			return "";
		}),
	);
	const isShared = (sample: string) => /^const (options|url) = /m.test(sample);
	return [
		...imports,
		...samples.filter(isShared),
		...samples.filter((sample) => !isShared(sample)).map((sample) => `{\n${sample}}\n`),
	].join("");
}
