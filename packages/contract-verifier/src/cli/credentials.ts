import type { DocumentModel } from "@onespec/openapi-document";
import { type Credentials, loadCredentials, needsCredentials } from "../requests/credentials.js";
import { CredentialsError } from "../requests/credentials-error.js";
import { NotRunError } from "./not-run-error.js";

/**
 * The credentials that the command line or the environment gives: a file's name, or the JSON itself.
 * @throws CredentialsError, never with a word of them.
 */
export async function readCredentials(source: string | undefined): Promise<Credentials> {
	if (source === undefined || !source.trimStart().startsWith("{")) return loadCredentials(source);
	let value: Credentials;
	try {
		value = JSON.parse(source);
	} catch {
		throw new CredentialsError('CONTRACT_CREDENTIALS: is not JSON; write { "<profile>": { "<scheme>": "<value>" } }.');
	}
	return loadCredentials(value);
}

/** @throws NotRunError where an API that asks for credentials would be verified with none at all. */
export function mustHaveCredentials(model: DocumentModel, credentials: Credentials): void {
	if (Object.keys(credentials).length > 0) return;
	const guarded = model.operations.find(needsCredentials);
	if (guarded === undefined) return;
	throw new NotRunError(
		`there are no credentials, and ${guarded.id} asks for them: add --credentials <file>, or set CONTRACT_CREDENTIALS; \`contract-verifier init\` writes a file to fill in`,
	);
}
