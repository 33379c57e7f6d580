/** What waits for its answer. */
interface Waiting<Question, Answer> {
	question: Question;
	resolve(answer: Answer): void;
	reject(error: unknown): void;
}

/** How questions are gathered. */
export interface Gathering<Question> {
	/** The most that go together, by their weights. */
	most: number;
	/** What a question counts; 1 unless said otherwise. One that weighs more than `most` goes alone. */
	weigh?(question: Question): number;
}

/** More at a time only make the statements smaller; with one, a connection that is silent would hold up all. */
const AT_ONCE = 2;

/**
 * Asks together what is asked while the event loop turns, and what is asked while two such statements are under way. The
 * plain way is a statement for each question (docs/benchmarks/fast-paths.md). A statement is sent after the questions that it
 * answers, so an answer is as new as one to a question by itself.
 *
 * @example
 * const gets = new BatchLoader<number, string>((ids) => readAll(ids), { most: 100 });
 * const text = await gets.ask(7);
 */
export class BatchLoader<Question, Answer> {
	readonly #answer: (questions: readonly Question[]) => Promise<readonly Answer[]>;
	readonly #most: number;
	readonly #weigh: (question: Question) => number;
	#waiting: Waiting<Question, Answer>[] = [];
	#isScheduled = false;
	#underWay = 0;

	/** @param answer answers some questions, each at its place; what it is rejected with, all of them are */
	constructor(
		answer: (questions: readonly Question[]) => Promise<readonly Answer[]>,
		{ most, weigh = () => 1 }: Gathering<Question>,
	) {
		this.#answer = answer;
		this.#most = most;
		this.#weigh = weigh;
	}

	ask(question: Question): Promise<Answer> {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ question, resolve, reject });
			this.#schedule();
		});
	}

	#schedule(): void {
		if (this.#isScheduled || this.#waiting.length === 0) return;
		this.#isScheduled = true;
		setImmediate(() => {
			this.#isScheduled = false;
			while (this.#underWay < AT_ONCE && this.#waiting.length > 0) void this.#send(this.#next());
		});
	}

	/** As many of those that wait as go together, in the order in which they came. */
	#next(): Waiting<Question, Answer>[] {
		let weight = 0;
		const end = this.#waiting.findIndex(({ question }, index) => {
			weight += this.#weigh(question);
			return index > 0 && weight > this.#most;
		});
		return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
	}

	async #send(batch: readonly Waiting<Question, Answer>[]): Promise<void> {
		this.#underWay++;
		try {
			const answers = await this.#answer(batch.map(({ question }) => question));
			for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
		} catch (error) {
			for (const { reject } of batch) reject(error);
		} finally {
			this.#underWay--;
			this.#schedule();
		}
	}
}
