const tty = process.stdout.isTTY === true;
const colour = tty && process.env.NO_COLOR === undefined;

const paint = (code: number) => (text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

/** Colours for a terminal; plain text where the output is no terminal or `NO_COLOR` is set. */
export const style = { bold: paint(1), dim: paint(2), red: paint(31), green: paint(32), yellow: paint(33) };

/** Whether colours are shown. */
export const coloured = colour;

/**
 * Shows one step of a longer work: its title while it runs, a tick with its time when it is done, a cross when it
 * throws. Without a terminal only the finished line is printed.
 *
 * @param title what is being done, such as `building`
 * @param work gets a function that replaces the text behind the title while the work goes on
 * @returns what the work returns
 * @throws what the work throws
 * @example await step("building", () => build(root))
 */
export async function step<T>(title: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T> {
	const started = performance.now();
	const show = (mark: string, text: string) => {
		if (tty) process.stdout.write(`\r\u001b[2K${mark} ${title}${text ? style.dim(` ${text}`) : ""}`);
	};
	let last = "";
	show(style.dim("…"), "");
	try {
		const result = await work((text) => {
			last = text;
			show(style.dim("…"), text);
		});
		finish(style.green("✓"));
		return result;
	} catch (error) {
		finish(style.red("✗"));
		throw error;
	}

	function finish(mark: string): void {
		const seconds = ((performance.now() - started) / 1000).toFixed(1);
		const line = `${mark} ${title}${last ? ` ${last}` : ""} ${style.dim(`${seconds} s`)}`;
		process.stdout.write(tty ? `\r\u001b[2K${line}\n` : `${line}\n`);
	}
}

/**
 * Lays rows out in columns, two spaces apart.
 *
 * @param rows cells without colours
 * @returns one line for each row, without trailing spaces
 * @example columns([["mock", "http://127.0.0.1:4010"], ["live", "http://127.0.0.1:3000"]])
 */
export function columns(rows: string[][]): string[] {
	const widths: number[] = [];
	for (const row of rows) {
		for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
	}
	return rows.map((row) =>
		row
			.map((cell, index) => cell.padEnd(widths[index] ?? 0))
			.join("  ")
			.trimEnd(),
	);
}
