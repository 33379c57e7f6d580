/** What a parameter of a statement can be. */
export type SqlValue = number | string | boolean | Buffer | null;

/** A statement that both databases understand, its parameters written `$1`, `$2` …. */
export interface SqlStatement {
	readonly text: string;
	/** Absent for a script: several statements without parameters or rows. */
	readonly values?: readonly SqlValue[];
	/** A statement with a name is prepared once for each connection. */
	readonly name?: string;
}

/**
 * Work that consists of statements. It yields each and is given its rows, so that one text serves both databases: SQLite
 * does all of it at once ({@link doNow}), which a transaction of the commit queue needs; PostgreSQL as the answers
 * come ({@link doAsync}).
 *
 * @example
 * function* nameOf(id: number): SqlWork<string | undefined> {
 * 	const [row] = yield* query<{ name: string }>("SELECT name FROM stores WHERE id = $1", id);
 * 	return row?.name;
 * }
 */
export type SqlWork<T> = Generator<SqlStatement, T, readonly object[]>;

/** The rows of a statement. */
export function* query<Row extends object>(text: string, ...values: readonly SqlValue[]): SqlWork<readonly Row[]> {
	return (yield { text, values }) as readonly Row[];
}

/** Does work whose statements are executed at once. */
export function doNow<T>(work: SqlWork<T>, execute: (statement: SqlStatement) => readonly object[]): T {
	let step = work.next();
	while (!step.done) {
		let rows: readonly object[];
		try {
			rows = execute(step.value);
		} catch (error) {
			step = work.throw(error);
			continue;
		}
		step = work.next(rows);
	}
	return step.value;
}

/** Does work whose statements are answered later. */
export async function doAsync<T>(
	work: SqlWork<T>,
	execute: (statement: SqlStatement) => Promise<readonly object[]>,
): Promise<T> {
	let step = work.next();
	while (!step.done) {
		let rows: readonly object[];
		try {
			rows = await execute(step.value);
		} catch (error) {
			step = work.throw(error);
			continue;
		}
		step = work.next(rows);
	}
	return step.value;
}

/** Where the two databases differ in work that is written once. */
export interface Dialect {
	/** The time of a statement. */
	readonly now: string;
	/** The width of the wide ranges of `group_counts`. */
	readonly wide: number;
	/** What ends a SELECT that locks its rows. */
	readonly forUpdate: string;
	/** Whether there is a table: SQL that has a row where it is. @param name as it stands in the SQL */
	tableExists(name: string): string;
	/** The last id that was assigned in a table, as `last`; no row, or 0, for none. */
	lastId(table: string): string;
	/** Makes a table go on after an id. */
	setLastId(table: string, id: number): string;
	/** Statements that make those take turns who write tokens, the schema, or the texts of groups. SQLite's transactions do. */
	readonly turns?: Readonly<Record<"tokens" | "schema" | "texts", string>>;
}

/** Waits for a turn. */
export function* takeTurn({ turns }: Dialect, of: keyof NonNullable<Dialect["turns"]>): SqlWork<void> {
	if (turns) yield { text: turns[of] };
}
