import type { Figure } from "../figures.js";
import type { Picture } from "../report.js";

/** What every part of the benchmark gets. */
export interface Context {
	/** The root of the workspace. */
	root: string;
	/** A folder for databases, which goes at the end. */
	folder: string;
	/** How many rounds count. */
	rounds: number;
}

/** What a part has measured. */
export interface Outcome {
	figures: Figure[];
	/** For the docs. */
	pictures?: readonly Picture[];
}

/** A part of the benchmark, which `--only` can name. */
export interface Part {
	/** What it measures. */
	title: string;
	run(context: Context): Promise<Outcome>;
}
