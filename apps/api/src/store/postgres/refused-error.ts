import { DatabaseError } from "../database-error.js";

/** The server refused a statement. Without the details of the driver's error, which may have values of rows. */
export class RefusedError extends DatabaseError {
	/** What it is, as the SQL standard and PostgreSQL number it. */
	readonly sqlState: string;
	/** The name of the constraint that would have been broken. */
	readonly constraint: string | undefined;

	constructor(message: string, sqlState: string, constraint: string | undefined) {
		super(message);
		this.sqlState = sqlState;
		this.constraint = constraint;
	}
}
