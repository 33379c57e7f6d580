/** One step of the schema. Released steps are never edited: a change is a new step. */
export interface Migration {
	version: number;
	name: string;
	sql: string;
}
