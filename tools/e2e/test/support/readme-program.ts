/** The README of a client package, as one program. */
export interface ReadmeProgram {
	/** TypeScript: imports, then an async function with each sample in a scope of its own, then its call. */
	text: string;
	/** How many samples it runs; it prints `samples: <number>` when it is through. */
	samples: number;
}

/** What the samples need to find a live service. */
export interface Service {
	url: string;
	/** By header; the README names them by header or by the same in camel case. */
	credentials: Readonly<Record<string, string>>;
}

/**
 * Puts the TypeScript samples of a README together. Those that begin with `const options` or `const url` are what the
 * others build upon.
 *
 * @param service where the samples send their requests; without it, to what stands in the README
 * @param leaveOut leaves out the samples that import one of these modules
 */
export function readmeProgram(readme: string, service?: Service, leaveOut: readonly string[] = []): ReadmeProgram {
	const imports = new Set<string>();
	const bodyOf = (block: string) =>
		block.replaceAll(/^import .*;\n/gm, (line) => {
			imports.add(line);
			return "";
		});
	const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)]
		.map(([, text = ""]) => text)
		.filter((text) => !leaveOut.some((module) => text.includes(`from "${module}"`)));
	const shared = blocks.filter((block) => /^const (options|url) = /m.test(block));
	const samples = blocks.filter((block) => !shared.includes(block));

	const own = shared.map(bodyOf).join("\n");
	const scopes = samples.map((sample) => `{\n${bodyOf(sample)}\nran += 1;\n}`);
	return {
		samples: samples.length,
		text: `${[...imports].join("")}
async function main(): Promise<void> {
let ran = 0;
${service === undefined ? own : pointTo(service, own)}
${scopes.join("\n")}
console.log(\`samples: \${ran}\`);
}
main().catch((error: unknown) => {
	console.error(error);
	throw error;
});
`,
	};
}

function pointTo({ url, credentials }: Service, text: string): string {
	const values = new Map(Object.entries(credentials).map(([name, value]) => [name.toLowerCase(), value]));
	return text
		.replaceAll(/"http:\/\/127\.0\.0\.1:\d+[^"]*"/g, JSON.stringify(url))
		.replaceAll(/(\w+): "…"/g, (_, name: string) => `${name}: ${JSON.stringify(values.get(name.toLowerCase()))}`);
}
