import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { type Figure, isMissed, markdownTable, shortfall, textTable } from "./figures.js";

/** A picture below the table of a page, in a file of its own beside it. */
export interface Picture {
	name: string;
	/** What it shows, for those who do not see it. */
	describes: string;
	svg: string;
}

/** A page of `docs/benchmarks`. */
export interface Page {
	/** The benchmark, and the name of the files. */
	name: string;
	title: string;
	/** How to read the table, in Markdown. */
	intro: string;
	figures: readonly Figure[];
	rounds: number;
	pictures?: readonly Picture[];
}

/**
 * Prints figures beside their aims.
 *
 * @returns the exit code: 1 where an aim is missed
 */
export function printFigures(figures: readonly Figure[]): number {
	console.log(`\n${textTable(figures)}\n`);
	const aims = figures.filter(({ aim }) => aim !== undefined);
	const missed = aims.filter(isMissed);
	if (missed.length === 0) console.log(aims.length === 0 ? "Nothing here has an aim." : "Every aim is met.");
	else console.error(`${missed.length} of ${aims.length} aims are missed:\n  ${missed.map(shortfall).join("\n  ")}`);
	return missed.length === 0 ? 0 : 1;
}

/** Writes a page with its pictures, and the figures as JSON beside it. */
export function writePage(root: string, { name, title, intro, figures, rounds, pictures = [] }: Page): void {
	const folder = join(root, "docs/benchmarks");
	mkdirSync(folder, { recursive: true });
	const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() || process.arch}), Node ${process.versions.node}`;
	const page = [
		`<!-- written by npm run bench -- ${name}; do not edit -->`,
		`# ${title}`,
		`\`\`\`sh\nnpm run bench -- ${name}\n\`\`\``,
		`Measured on ${machine}, in ${rounds} rounds.`,
		intro.trim(),
		markdownTable(figures),
		...pictures.map((picture) => `![${picture.describes}](${name}-${picture.name}.svg)`),
	];
	writeFileSync(join(folder, `${name}.md`), `${page.join("\n\n")}\n`);
	writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ machine, rounds, figures }, null, 1)}\n`);
	for (const picture of pictures) writeFileSync(join(folder, `${name}-${picture.name}.svg`), picture.svg);
}
