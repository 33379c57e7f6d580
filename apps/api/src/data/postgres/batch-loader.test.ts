import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { BatchLoader, type Gathering } from "./batch-loader.js";

/** Questions whose statements are answered when the test says so: each with its text in capitals. */
function controlled({ most = 100, weigh }: Partial<Gathering<string>> = {}) {
	const statements: { questions: readonly string[]; answer(): void; fail(error: Error): void }[] = [];
	const gathered = new BatchLoader<string, string>(
		(questions) =>
			new Promise((resolve, reject) => {
				const answer = () => resolve(questions.map((question) => question.toUpperCase()));
				statements.push({ questions, answer, fail: reject });
			}),
		weigh === undefined ? { most } : { most, weigh },
	);
	return { gathered, statements, asked: () => statements.map(({ questions }) => questions.join(" ")) };
}

it("asks together what is asked in one turn, and gives each its answer", async () => {
	const { gathered, statements, asked } = controlled();
	const answers = Promise.all(["a", "b", "c"].map((question) => gathered.ask(question)));
	expect(asked()).toEqual([]);
	await nextTurn();
	expect(asked()).toEqual(["a b c"]);
	statements[0]?.answer();
	expect(await answers).toEqual(["A", "B", "C"]);
});

it("has two statements under way, and lets the rest gather until one of them is answered", async () => {
	const { gathered, statements, asked } = controlled();
	for (const question of ["a", "b", "c", "d"]) {
		void gathered.ask(question);
		await nextTurn();
	}
	expect(asked()).toEqual(["a", "b"]);
	statements[1]?.answer();
	await expect.poll(asked).toEqual(["a", "b", "c d"]);
});

it("answers nothing by a statement that was sent before", async () => {
	const { gathered, statements, asked } = controlled();
	const first = gathered.ask("same");
	await nextTurn();
	const second = gathered.ask("same");
	statements[0]?.answer();
	expect(await first).toBe("SAME");
	await expect.poll(asked).toEqual(["same", "same"]);
	statements[1]?.answer();
	expect(await second).toBe("SAME");
});

it("takes as many as may go together, in their order, and alone what weighs more than that", async () => {
	const { gathered, statements, asked } = controlled({ most: 3, weigh: ({ length }) => length });
	for (const question of ["a", "bb", "c", "dddd", "e"]) void gathered.ask(question);
	await nextTurn();
	expect(asked()).toEqual(["a bb", "c"]);
	for (const statement of statements) statement.answer();
	await expect.poll(asked).toEqual(["a bb", "c", "dddd", "e"]);
});

it("fails all of a statement with its error, and goes on", async () => {
	const { gathered, statements, asked } = controlled();
	const failing = Promise.allSettled([gathered.ask("a"), gathered.ask("b")]);
	await nextTurn();
	const reason = new Error("gone");
	statements[0]?.fail(reason);
	expect(await failing).toEqual([
		{ status: "rejected", reason },
		{ status: "rejected", reason },
	]);
	const next = gathered.ask("c");
	await expect.poll(asked).toEqual(["a b", "c"]);
	statements[1]?.answer();
	expect(await next).toBe("C");
});
