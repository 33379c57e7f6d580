import type { DocumentModel } from "@onespec/openapi-document";
import { columns, style } from "../terminal.js";
import type { Language, SampleResult } from "./run.js";

/** What became of the samples of an API. */
export interface SamplesReport {
	readonly model: DocumentModel;
	readonly languages: readonly Language[];
	readonly targets: readonly string[];
	readonly results: readonly SampleResult[];
	/** Languages and samples that were not run, and why. */
	readonly notRun: readonly string[];
	/** What could not be removed from a server. */
	readonly notes: readonly string[];
}

/** How many passed, of how many. */
export function totals(results: readonly SampleResult[]): { passed: number; total: number } {
	return { passed: results.filter(({ outcome }) => outcome === "passed").length, total: results.length };
}

/** What a person reads in a terminal: operations × languages with their counts, what is wrong, what was not run, and a last line. */
export function renderSamples({ model, languages, targets, results, notRun, notes }: SamplesReport): string {
	const count = (some: readonly SampleResult[]) => {
		const { passed, total } = totals(some);
		return total === 0 ? "-" : `${passed}/${total}`;
	};
	const own = results.filter(({ vendor }) => !vendor);
	const vendors = results.filter(({ vendor }) => vendor);
	const table = (some: readonly SampleResult[]) => {
		const shown = languages.filter(({ name }) => some.some(({ language }) => language === name));
		const operations = model.operations.filter(({ id }) => some.some(({ operation }) => operation === id));
		const cell = (id: string, name: string) =>
			count(some.filter(({ operation, language }) => operation === id && language === name));
		return columns([
			["", ...shown.map(({ label }) => label)],
			...operations.map(({ id }) => [id, ...shown.map(({ name }) => cell(id, name))]),
		]);
	};
	const media = [...new Set(own.map(({ mediaType }) => mediaType || "no body"))];
	const lines =
		own.length === 0 ? [] : [...table(own), "", `Each on ${targets.join(" and ")}, in ${media.join(", ")}.`, ""];
	if (vendors.length > 0) lines.push("The vendor's own samples:", "", ...table(vendors), "");
	const faults = new Map<string, string[]>();
	for (const { target, fileName, outcome, reasons, vendor } of results) {
		if (outcome === "passed") continue;
		const mark = outcome === "failed" ? style.red("✗") : style.yellow("?");
		const why = reasons.map((reason) => `\n    ${reason}`).join("");
		const name = `${fileName}${vendor ? " of the vendor" : ""} on ${target}`;
		faults.set(`${mark}${why}`, [...(faults.get(`${mark}${why}`) ?? []), name]);
	}
	for (const [key, names] of faults) {
		const [mark = "", ...why] = key.split("\n");
		lines.push(`${mark} ${names.join(", ")}`, ...why);
	}
	lines.push(...notRun.map((one) => `${style.yellow("?")} not run: ${one}`));
	lines.push(...notes.map((one) => `${style.red("✗")} ${one}`));
	const parts = targets.map((target) => `${target} ${count(results.filter((one) => one.target === target))}`);
	lines.push([`samples ${count(results)}`, ...parts].join(" · "));
	return `${lines.join("\n")}\n`;
}
