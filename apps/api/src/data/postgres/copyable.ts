import { Contents, type Copyable, TABLES } from "../copy/copyable.js";
import { POSTGRES, type Session } from "./connections.js";
import { describeUrl } from "./database-url.js";
import { connect } from "./postgres-database.js";

/**
 * Opens a PostgreSQL database to copy from or to, and brings its schema up to date.
 *
 * @throws {DatabaseError} when it cannot be opened
 * @throws {MigrationError} when its schema cannot be brought up to date
 */
export async function openPostgresCopyable(url: string): Promise<Copyable> {
	const connections = await connect(url, { max: 1, applicationName: "customer-groups-api copy" });
	const within = <T>(begin: string, work: (contents: Contents) => Promise<T>) =>
		connections.transaction(async (session: Session) => {
			await session.query({ text: begin });
			return work(new Contents((statement) => session.query(statement, statement.values), POSTGRES));
		}, "long");
	return {
		name: describeUrl(url),
		read: (work) => within("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", work),
		fill: (work) => within(`LOCK TABLE ${TABLES.map(({ name }) => name)} IN EXCLUSIVE MODE`, work),
		close: () => connections.close(),
	};
}
