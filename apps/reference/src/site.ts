import { namesOf } from "./names.js";
import { type Page, Place } from "./page.js";
import { operationPage } from "./pages/operation.js";
import { groupPage, objectPage, objectsPage, textPage } from "./pages/other.js";
import { overviewPage } from "./pages/overview.js";
import { verificationPage } from "./pages/verification.js";
import { samplesOf } from "./samples.js";
import { searchIndex } from "./search-index.js";
import type { Source } from "./source.js";
import { tryItOf } from "./try-it.js";

const HTML = "text/html; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";

/**
 * The pages of an API by their paths below its folder. Nothing is written before somebody asks for it.
 *
 * @example pagesOf(source).get("operations/listThings.html")?.render() // "<!doctype html>…"
 */
export function pagesOf(source: Source): ReadonlyMap<string, Page> {
	const names = namesOf(source.model);
	const pages = new Map<string, Page>();
	const page = (path: string, render: (place: Place) => string, contentType = HTML) => {
		pages.set(path, { contentType, render: () => render(new Place(source, names, path)) });
	};
	page("index.html", overviewPage);
	page("objects.html", objectsPage);
	page("verification.html", verificationPage);
	const { decisions, changelog, model } = source;
	if (decisions !== undefined) page("decisions.html", (place) => textPage(place, "Decisions", decisions));
	if (changelog !== undefined) page("changelog.html", (place) => textPage(place, "Changelog", changelog));
	for (const group of names.groups) page(names.group(group), (place) => groupPage(place, group));
	for (const operation of model.operations) {
		const path = names.operation(operation.id);
		page(path, (place) => operationPage(place, operation));
		page(path.replace(/\.html$/, ".json"), () => JSON.stringify(tryItOf(model, operation)), JSON_TYPE);
		for (const { file, source: text } of samplesOf(operation)) {
			if (file !== undefined) page(`samples/${file}`, () => text, "text/plain; charset=utf-8");
		}
	}
	for (const name of Object.keys(model.schemas)) page(names.object(name) as string, (place) => objectPage(place, name));
	page("search.json", (place) => JSON.stringify(searchIndex(place)), JSON_TYPE);
	page("openapi.json", () => source.bundled, JSON_TYPE);
	return pages;
}
