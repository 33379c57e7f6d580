import { BaseResolver, isAbsoluteUrl, ResolveError, type Source } from "@redocly/openapi-core";

/** Reads the files that a document refers to, and refuses addresses of hosts: a document is whole without a network. */
export class LocalResolver extends BaseResolver {
	override async loadExternalRef(reference: string): Promise<Source> {
		if (isAbsoluteUrl(reference)) {
			throw new ResolveError(new Error(`nothing is fetched; copy ${reference} into the folder`));
		}
		return super.loadExternalRef(reference);
	}
}
