import express, { type Request, type Response, type Router } from "express";
import { ApiFailure } from "../api/api-failure.js";
import type { GroupsApi } from "../api/groups-api.js";
import { setRetryAfter } from "../http/error-pages.js";
import { failureText } from "../http/failure-text.js";
import type { Flash } from "../http/flash.js";
import type { Pages } from "../http/pages.js";
import { type FormState, formView } from "./form-view.js";
import { inputOf, newGroupInput, readInput, readOriginal } from "./group-input.js";
import { readChanges, readNewGroup, sortErrors } from "./group-values.js";
import { type ListPlace, listUrl, pageCount, placeQuery, readPlace } from "./list-place.js";
import { groupRow, listView, nameOf } from "./list-view.js";

/** What the pages of the groups work with. */
export interface GroupsRouterOptions {
	readonly api: GroupsApi;
	readonly apiBaseUrl: string;
	readonly pages: Pages;
	readonly flash: Flash;
}

/** The pages of the groups: list, create, edit, delete. Each write ends in a redirect with a message. */
export function groupsRouter({ api, apiBaseUrl, pages, flash }: GroupsRouterOptions): Router {
	const router = express.Router();

	router.get("/", async (request, response) => {
		const place = readPlace(request.query);
		if (request.query.page === "last") {
			return response.redirect(303, listUrl({ ...place, page: pageCount(await api.count(), place.size) }));
		}
		const found = await api.list((place.page - 1) * place.size, place.size);
		const last = pageCount(found.total, place.size);
		if (place.page > last) return response.redirect(303, listUrl({ ...place, page: last }));
		const message = flash.take(request, response);
		pages.show(request, response, {
			view: "list",
			title: "Customer groups",
			data: listView(found, place, message?.group),
			flash: message,
		});
	});

	router.get("/new", (request, response) => {
		showForm(request, response, { input: newGroupInput });
	});

	router.post("/", async (request, response) => {
		const input = readInput(request.body);
		const reading = readNewGroup(input);
		if ("errors" in reading) return showForm(request, response, { input, errors: reading.errors }, 422);
		try {
			const id = await api.create(reading.values);
			flash.put(response, { text: `${quoted(reading.values.Name)} was created.`, group: id });
		} catch (error) {
			return showRefusal(request, response, { input }, error);
		}
		// Groups are listed by id, so the new one is on the last page.
		response.redirect(303, `/groups?page=last&size=${readPlace(request.query).size}`);
	});

	router.get("/:id", async (request, response, next) => {
		const id = readId(request);
		if (id === undefined) return next();
		const input = inputOf(await api.get(id));
		showForm(request, response, { input, original: input });
	});

	router.post("/:id", async (request, response, next) => {
		const id = readId(request);
		if (id === undefined) return next();
		const input = readInput(request.body);
		const original = readOriginal(request.body) ?? inputOf(await api.get(id));
		const reading = readChanges(input, original);
		if ("errors" in reading) return showForm(request, response, { input, original, errors: reading.errors }, 422);
		if (Object.keys(reading.values).length === 0) {
			flash.put(response, { text: `Nothing was changed in ${quoted(original.Name)}.`, group: id });
		} else {
			try {
				await api.update(id, reading.values);
			} catch (error) {
				return showRefusal(request, response, { input, original }, error);
			}
			flash.put(response, { text: `${quoted(reading.values.Name ?? original.Name)} was saved.`, group: id });
		}
		response.redirect(303, listUrl(readPlace(request.query)));
	});

	router.get("/:id/delete", async (request, response, next) => {
		const id = readId(request);
		if (id === undefined) return next();
		const place = readPlace(request.query);
		const group = groupRow(await api.get(id), place);
		pages.show(request, response, {
			view: "delete",
			title: `Delete ${quoted(group.name)}?`,
			data: { group, ...ways(place) },
			hasForm: true,
		});
	});

	router.post("/:id/delete", async (request, response, next) => {
		const id = readId(request);
		if (id === undefined) return next();
		await api.remove(id);
		const name: unknown = request.body?.name;
		flash.put(response, { text: typeof name === "string" ? `${quoted(name)} was deleted.` : "The group was deleted." });
		response.redirect(303, listUrl(readPlace(request.query)));
	});

	function showForm(request: Request, response: Response, state: FormState, status = 200): void {
		const place = readPlace(request.query);
		const isNew = state.original === undefined;
		const heading = isNew ? "New group" : `Edit ${quoted(state.original.Name)}`;
		const self = isNew ? "/groups" : `/groups/${request.params.id}`;
		pages.show(request, response, {
			view: "form",
			title: status === 200 ? heading : `Error: ${heading}`,
			status,
			data: {
				heading,
				isNew,
				form: formView(state),
				actionUrl: `${self}?${placeQuery(place)}`,
				deleteUrl: `${self}/delete?${placeQuery(place)}`,
				...ways(place),
			},
			hasForm: true,
		});
	}

	/** Shows the form again, with everything the user typed, above it what the API said. */
	function showRefusal(request: Request, response: Response, state: FormState, error: unknown): void {
		if (!(error instanceof ApiFailure) || error.kind === "not-found") throw error;
		if (error.kind === "invalid") {
			const { fields, general } = sortErrors(error.results);
			showForm(request, response, { ...state, errors: fields, general }, 422);
			return;
		}
		const text = failureText(error, apiBaseUrl);
		setRetryAfter(response, text.retryAfter);
		const general = [`${text.title}. Nothing was saved. ${text.advice}`, ...text.messages];
		showForm(request, response, { ...state, general }, text.status);
	}

	return router;
}

function ways(place: ListPlace) {
	return { backUrl: listUrl(place) };
}

/** The id in the path, where it is one that a group can have. */
function readId(request: Request): number | undefined {
	const text = String(request.params.id);
	const id = Number(text);
	return /^-?\d{1,10}$/.test(text) && id >= -2_147_483_648 && id <= 2_147_483_647 ? id : undefined;
}

function quoted(name: string): string {
	const short = name.length > 80 ? `${Array.from(name).slice(0, 80).join("")}…` : name;
	return `“${nameOf(short)}”`;
}
