import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { groupOf } from "../groups.js";

/** The document with the first 20 groups as the example of the list, so that a mock answers what we do; its file. */
export function documentFile(folder: string): string {
	const document = createRequire(import.meta.url)("@onespec/customer-groups/openapi.json");
	const example = document.paths["/CustomerGroups"].get.responses["200"].content["application/json"].examples.page;
	const target = example.$ref ? document.components.examples[example.$ref.split("/").at(-1)] : example;
	target.value = Array.from({ length: 20 }, (_, index) => groupOf(index + 1));
	const file = join(folder, "document.json");
	writeFileSync(file, JSON.stringify(document));
	return file;
}
