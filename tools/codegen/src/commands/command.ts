/** What every command is given; each path is relative to the working directory or absolute. */
export interface CommandOptions {
	/** The document, or the folder of its `openapi.yaml`, such as `spec/lockers`. */
	readonly spec: string;
	/** Where the result goes; for the package commands, `packages/<api>` by default. */
	readonly out: string;
	/** The name of the package on npm; `@onespec/<api>` by default. */
	readonly name: string | undefined;
	/** Whether warnings are errors. */
	readonly strict: boolean;
	/** Whether it prints what each part took. */
	readonly timings: boolean;
}

/**
 * A command of `codegen`.
 *
 * @param options what it works on
 * @param print takes a text for the user
 * @returns the exit code
 */
export type Command = (options: CommandOptions, print: (text: string) => void) => Promise<number>;
