/** Why a request is refused, before it becomes a documented answer. */
export class Problem extends Error {
	override readonly name = "Problem";
	readonly status: number;
	/** The named example of the response that it becomes. */
	readonly example: string | undefined;
	/** What is at fault: a header, a parameter, a member, an id; empty where nothing can be named. */
	readonly value: string;
	/** In words; those of the example where it is undefined. */
	readonly words: string | undefined;
	readonly headers: Readonly<Record<string, string>>;

	constructor(
		status: number,
		about: { example?: string; value?: string; words?: string; headers?: Readonly<Record<string, string>> } = {},
	) {
		super(about.words ?? `Refused with ${status}.`);
		this.status = status;
		this.example = about.example;
		this.value = about.value ?? "";
		this.words = about.words;
		this.headers = about.headers ?? {};
	}
}
