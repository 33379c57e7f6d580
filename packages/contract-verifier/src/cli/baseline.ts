import { readFile, writeFile } from "node:fs/promises";
import { parse, stringify } from "yaml";
import { reasonPart } from "../findings.js";
import type { Finding } from "../results.js";
import { UsageError } from "./usage-error.js";

/** A deviation that is accepted for a time. */
interface Accepted {
	/** The first part of a finding's id: the reason, whatever cells have it. */
	finding: string;
	/** What it was called when it was accepted. */
	what: string;
	/** Why it is accepted. */
	reason: string;
	/** The last day on which it is: `2027-01-31`. */
	until: string;
}

/** How long an entry that the command writes holds. */
const DAYS = 30;

const HEADER = `# Deviations that are accepted, each for a reason and until a day; after that day, or where it is gone, the run fails.
`;

/** The deviations that a team knows and accepts for a time. */
export class Baseline {
	readonly #file: string;
	readonly #entries: Accepted[];

	private constructor(file: string, entries: Accepted[]) {
		this.#file = file;
		this.#entries = entries;
	}

	/**
	 * Reads a file; one that is not there has no entries where it is about to be written.
	 * @throws UsageError for one that can't be read, or an entry without a reason or a day
	 */
	static async read(file: string, toWrite: boolean): Promise<Baseline> {
		let value: unknown;
		try {
			value = parse(await readFile(file, "utf8"));
		} catch (error) {
			const { code, message } = error as NodeJS.ErrnoException;
			if (code === "ENOENT" && toWrite) return new Baseline(file, []);
			throw new UsageError(`--baseline ${file}: cannot be read: ${code ?? message}.`);
		}
		const entries = (value as { deviations?: unknown } | null)?.deviations ?? [];
		if (!Array.isArray(entries)) throw new UsageError(`--baseline ${file}: "deviations" must be a list.`);
		for (const [index, entry] of entries.entries()) {
			const { finding, reason, until } = (entry ?? {}) as Partial<Accepted>;
			const fail = (what: string) => new UsageError(`--baseline ${file}: entry ${index + 1}: ${what}.`);
			if (!/^[0-9a-f]{6}$/.test(String(finding)))
				throw fail('"finding" must be the six characters before the dash of an id');
			if (!toWrite && (typeof reason !== "string" || reason.trim() === ""))
				throw fail(`state the reason why ${finding} is accepted`);
			if (!/^\d{4}-\d\d-\d\d$/.test(String(until)) || Number.isNaN(Date.parse(String(until))))
				throw fail(`"until" must be a day such as 2027-01-31`);
		}
		return new Baseline(
			file,
			entries.map((entry) => ({ ...entry, finding: String(entry.finding) })),
		);
	}

	/** Findings, with the entry of those that are accepted today. */
	applied(findings: readonly Finding[], today = dayOf(Date.now())): Finding[] {
		return findings.map((finding) => {
			const entry = this.#entries.find((one) => one.finding === reasonPart(finding.id) && one.until >= today);
			return entry === undefined ? finding : { ...finding, accepted: { reason: entry.reason, until: entry.until } };
		});
	}

	/** What makes a run fail: entries that are past their day, and entries whose deviation is gone. */
	stale(findings: readonly Finding[], today = dayOf(Date.now())): string[] {
		return this.#entries.flatMap(({ finding, what, until }) => {
			const there = findings.some(({ id }) => reasonPart(id) === finding);
			if (!there) return [`${finding} (${what}) is gone: take it out of ${this.#file}`];
			return until < today ? [`${finding} (${what}) was accepted until ${until}`] : [];
		});
	}

	/** Writes all findings; the entries that it has keep their reason and their day. */
	async write(findings: readonly Finding[]): Promise<void> {
		const byReason = new Map(findings.map((finding) => [reasonPart(finding.id), finding]));
		const deviations = [...byReason].map(([finding, { title }]): Accepted => {
			const known = this.#entries.find((one) => one.finding === finding);
			return known ?? { finding, what: title, reason: "", until: dayOf(Date.now() + DAYS * 86_400_000) };
		});
		try {
			await writeFile(
				this.#file,
				HEADER + stringify({ deviations }, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" }),
			);
		} catch (error) {
			throw new UsageError(`--baseline ${this.#file}: cannot be written (${(error as NodeJS.ErrnoException).code}).`);
		}
	}
}

function dayOf(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}
