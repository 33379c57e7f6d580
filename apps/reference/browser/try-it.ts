/** The form that sends a request of an operation, and what came back. Credentials stay in this page's memory. */
import { type Schema, typesOf } from "@onespec/openapi-document/schema";
import type { TryBody, TryIt } from "../src/try-it.ts";
import { showAnswer } from "./answer.ts";
import { element } from "./dom.ts";
import { type FilledIn, type Prepared, prepare } from "./request.ts";

/** Builds the form in its place on the page. */
export async function showForm(place: HTMLElement): Promise<void> {
	const { operation: file = "", servers = "{}" } = place.dataset;
	try {
		const response = await fetch(file);
		if (!response.ok) throw new Error(`${file}: ${response.status}`);
		place.replaceChildren(formOf((await response.json()) as TryIt, JSON.parse(servers) as Record<string, string>));
	} catch (error) {
		place.replaceChildren(
			element("p", { class: "note warn" }, `The form could not be loaded: ${(error as Error).message}`),
		);
	}
}

/** What was typed into one field. */
interface Field {
	readonly element: HTMLElement;
	value(): string;
	files?(): FileList | null;
}

function formOf(tryIt: TryIt, servers: Record<string, string>): HTMLFormElement {
	const { operation, bodies, securitySchemes } = tryIt;
	const server = select("Server", Object.keys(servers));
	const accepts = [...new Set(operation.responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType)))];
	const accept = select("Accept", accepts);

	const credentials = new Map<string, Field>();
	for (const [name, scheme] of Object.entries(securitySchemes)) {
		if (scheme.type === "mutualTLS") continue;
		if (scheme.type === "http" && scheme.scheme === "basic") {
			credentials.set(`${name} user`, input(`${name}: user name`, "", { autocomplete: "off" }));
			credentials.set(name, input(`${name}: password`, "", { type: "password", autocomplete: "off" }));
		} else credentials.set(name, input(name, "", { type: "password", autocomplete: "off" }));
	}
	const parameters = new Map<string, Field>();
	for (const { name, in: where, required, schema } of operation.parameters) {
		const key = `${where} ${name}`;
		const start = tryIt.starts[key] ?? "";
		const values = schema.enum?.filter((value) => typeof value !== "object") ?? [];
		parameters.set(
			key,
			values.length > 0 && values.length <= 30
				? choice(label(name, where, required), ["", ...values.map(String)], start)
				: input(label(name, where, required), start, { required, placeholder: hintOf(schema) }),
		);
	}

	const body = bodies.length === 0 ? undefined : bodyFields(bodies);
	const output = element("div", { class: "answer", "aria-live": "polite" });
	const send = element("button", { type: "submit", class: "send" }, "Send");
	const form = element(
		"form",
		{ class: "request", novalidate: true },
		element("div", { class: "row" }, server.element, accepts.length > 0 && accept.element),
		credentials.size > 0 && fieldset("Credentials", [...credentials.values()], "They stay in the memory of this page."),
		parameters.size > 0 && fieldset("Parameters", [...parameters.values()]),
		body?.element,
		element("div", { class: "row" }, send),
		output,
	);
	let running: AbortController | undefined;
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		running?.abort();
		const abort = new AbortController();
		running = abort;
		const filledIn: FilledIn = {
			server: servers[server.value()] ?? "",
			accept: accepts.length > 0 ? accept.value() : undefined,
			credentials: new Map([...credentials].map(([name, field]) => [name, field.value()])),
			parameters: new Map([...parameters].map(([name, field]) => [name, field.value()])),
			body: body?.chosen(),
		};
		let request: Prepared;
		try {
			request = prepare(tryIt, filledIn);
		} catch (error) {
			output.replaceChildren(element("p", { class: "note warn" }, (error as Error).message));
			return;
		}
		send.disabled = true;
		output.replaceChildren(element("p", { class: "soft" }, "Waiting for the answer …"));
		const started = performance.now();
		try {
			const response = await fetch(request.url, { ...request.init, signal: abort.signal, credentials: "omit" });
			const text = await response.text();
			showAnswer(output, tryIt, request, response, text, performance.now() - started);
		} catch (error) {
			if (abort.signal.aborted) return;
			output.replaceChildren(
				element(
					"p",
					{ class: "note warn" },
					`No answer from ${request.url}: ${(error as Error).message}. Either nothing runs there, or it does not let pages of ${location.origin} read its answers (CORS).`,
				),
			);
		} finally {
			send.disabled = false;
		}
	});
	return form;
}

/** How a value that is no plain text is typed. */
function hintOf(schema: Schema): string | undefined {
	const types = typesOf(schema);
	if (types.includes("object")) return 'as JSON: {"name": "value"}';
	return types.includes("array") ? "separated by commas" : undefined;
}

function label(name: string, where: string, required: boolean): string {
	return `${name} (${where}${required ? ", required" : ""})`;
}

let fields = 0;

function labelled(text: string, control: HTMLElement): HTMLElement {
	fields += 1;
	control.id = `field-${fields}`;
	return element("div", { class: "field" }, element("label", { for: control.id }, text), control);
}

function input(text: string, value: string, attributes: Record<string, string | boolean | undefined> = {}): Field {
	const control = element("input", { type: "text", spellcheck: "false", ...attributes });
	control.value = value;
	return { element: labelled(text, control), value: () => control.value, files: () => control.files };
}

function choice(text: string, values: readonly string[], start: string): Field {
	const control = element(
		"select",
		{},
		...values.map((value) => element("option", { value }, value === "" ? "not sent" : value)),
	);
	control.value = values.includes(start) ? start : "";
	return { element: labelled(text, control), value: () => control.value };
}

function select(text: string, values: readonly string[]): Field {
	const control = element("select", {}, ...values.map((value) => element("option", { value }, value)));
	return { element: labelled(text, control), value: () => control.value };
}

function fieldset(title: string, inside: readonly Field[], note?: string): HTMLElement {
	return element(
		"fieldset",
		{},
		element("legend", {}, title),
		note !== undefined && element("p", { class: "soft" }, note),
		...inside.map(({ element: one }) => one),
	);
}

/** The fields of a body: those of the media type that is chosen. */
function bodyFields(bodies: readonly TryBody[]): { element: HTMLElement; chosen(): FilledIn["body"] } {
	const type = select(
		"Content-Type",
		bodies.map(({ key }) => key),
	);
	const made = new Map<TryBody, { element: HTMLElement; chosen(): FilledIn["body"] }>();
	const place = element("div");
	const current = () => {
		const body = bodies.find(({ key }) => key === type.value()) ?? (bodies[0] as TryBody);
		const known = made.get(body) ?? fieldsOf(body);
		made.set(body, known);
		return known;
	};
	const show = () => place.replaceChildren(current().element);
	type.element.addEventListener("change", show);
	show();
	return {
		element: element("fieldset", {}, element("legend", {}, "Body"), bodies.length > 1 && type.element, place),
		chosen: () => current().chosen(),
	};
}

function fieldsOf(media: TryBody): { element: HTMLElement; chosen(): FilledIn["body"] } {
	if (media.kind === "form" || media.kind === "multipart") {
		const members = media.members.map(({ name, start, isFile, required }) => ({
			name,
			isFile,
			field: input(
				`${name}${required ? " (required)" : ""}`,
				isFile ? "" : start,
				isFile ? { type: "file", multiple: true } : {},
			),
		}));
		return {
			element: element("div", {}, ...members.map(({ field }) => field.element)),
			chosen: () => ({
				media,
				members: members.map(({ name, isFile, field }) => ({
					name,
					value: isFile ? [...(field.files?.() ?? [])] : field.value(),
				})),
			}),
		};
	}
	if (media.kind === "binary" || (media.kind === "any" && media.examples.length === 0)) {
		const file = input("File", "", { type: "file" });
		return { element: file.element, chosen: () => ({ media, file: file.files?.()?.[0] }) };
	}
	const text = element("textarea", { spellcheck: "false", rows: "12" });
	const [first] = media.examples;
	text.value = first?.text ?? "";
	const names = media.examples.map(({ name }) => name);
	const example = select("Example", names);
	example.element.addEventListener("change", () => {
		text.value = media.examples.find(({ name }) => name === example.value())?.text ?? "";
	});
	return {
		element: element("div", {}, names.length > 1 && example.element, labelled("Text", text)),
		chosen: () => ({ media, text: text.value }),
	};
}
