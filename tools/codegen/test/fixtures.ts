import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import type { OpenApiDocument, Schema } from "./raw-document.js";

/** The workspace's root. */
export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The spec folder of the small API. */
export const lockers = path.join(root, "packages/contract-verifier/test/fixtures/lockers");

/** A workspace of its own in a temporary folder, which is removed at the end of the test. */
export interface TemporaryWorkspace extends AsyncDisposable {
	folder: string;
	/** Writes a file of the workspace. */
	write(file: string, content: string): Promise<void>;
	/** Writes `spec/<api>/openapi.yaml` and returns the folder. */
	writeSpec(api: string, document: OpenApiDocument): Promise<string>;
}

/** Creates a workspace with the spec of the small API, from which packages of the real workspace can be imported. */
export async function temporaryWorkspace(): Promise<TemporaryWorkspace> {
	const folder = await mkdtemp(path.join(tmpdir(), "codegen-"));
	await cp(lockers, path.join(folder, "spec/lockers"), { recursive: true });
	await symlink(path.join(root, "node_modules"), path.join(folder, "node_modules"), "junction");
	const write = async (file: string, content: string) => {
		await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
		await writeFile(path.join(folder, file), content);
	};
	return {
		folder,
		write,
		async writeSpec(api, document) {
			await write(`spec/${api}/openapi.yaml`, stringify(document));
			return path.join(folder, "spec", api);
		},
		[Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
	};
}

/** A document with one operation whose request body is of the schema `Body`. */
export function documentWith(body: Schema, more: Record<string, Schema> = {}): OpenApiDocument {
	return {
		openapi: "3.0.3",
		info: { title: "Shelves", version: "3.2.1", license: { name: "MIT", url: "https://opensource.org/license/mit" } },
		servers: [{ url: "https://shelves.example/v3/" }],
		paths: {
			"/shelves": {
				post: {
					operationId: "addShelf",
					requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Body" } } } },
					responses: { "200": { description: "The shelf." } },
				},
			},
		},
		components: { schemas: { Body: body, ...more } },
	};
}
