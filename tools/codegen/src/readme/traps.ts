import { code } from "../literal.js";
import type { ReadmeContext } from "./readme-context.js";

/** The same, once with `fetch` alone and once with the package. */
export interface Comparison {
	readonly title: string;
	/** What the API does. */
	readonly text: string;
	readonly plain: string;
	readonly ours: string;
	/** What samples import from the package's entry, beside the client. */
	readonly imports: readonly string[];
}

/** What the API does in its own way and the package takes off its callers, one comparison for each declared habit. */
export function comparisons(context: ReadmeContext): Comparison[] {
	return [empty, notFound, paging, single, batch, errors, throttle, credentialForm, numbers].flatMap(
		(trap) => trap(context) ?? [],
	);
}

function empty(context: ReadmeContext): Comparison | undefined {
	const model = context.find(({ kind, habits }) => kind === "list" && habits.empty !== undefined);
	if (model?.habits.empty === undefined) return undefined;
	const { status } = model.habits.empty;
	return {
		title: "An empty list",
		text: `An empty list answers ${status}, as a wrong URL does. Here it is \`[]\`, and a wrong URL an error.`,
		plain: `const response = await fetch(${context.url(model)}, { headers });
const list = response.status === ${status} ? [] : ((await response.json()) as ${context.itemType(model)}[]);`,
		ours: `const list = await ${context.call(model)};`,
		imports: importsOf(context.functionOf(model)),
	};
}

function notFound(context: ReadmeContext): Comparison | undefined {
	const model = context.find(({ kind, habits }) => kind === "single" && habits.notFound !== undefined);
	if (model?.habits.notFound === undefined) return undefined;
	const { status } = model.habits.notFound;
	const args = context.call(model).replace(/\)$/, "");
	return {
		title: "A missing item",
		text: `A missing item answers ${status}, and so does a wrong URL. Here it is a \`NotFoundError\`, or \`null\` for those who ask for it.`,
		plain: `const response = await fetch(${context.url(model)}, { headers });
if (response.status === ${status}) console.log("not there, or the wrong URL");`,
		ours: `const ${context.item} = await ${args}, { notFound: "null" });
if (${context.item} === null) console.log("not there");`,
		imports: importsOf(context.functionOf(model)),
	};
}

function paging(context: ReadmeContext): Comparison | undefined {
	const model = context.find(({ habits }) => habits.pagination !== undefined);
	const pagination = model?.habits.pagination;
	if (model === undefined || pagination === undefined) return undefined;
	const { limit, offset, first, pastTheEnd } = pagination;
	const stops = [model.habits.empty?.status, pastTheEnd?.status].filter((status) => status !== undefined);
	const end = pastTheEnd === undefined ? "" : `, and past the end it answers ${pastTheEnd.status}`;
	const stop =
		stops.length === 0
			? `	const page = (await response.json()) as ${context.itemType(model)}[];
	if (page.length === 0) break;`
			: `	if (${stops.map((status) => `response.status === ${status}`).join(" || ")}) break; // or is something else wrong?
	const page = (await response.json()) as ${context.itemType(model)}[];`;
	return {
		title: "Pages",
		text: `The parameter \`${offset}\` counts from ${first}${end}. Here a loop gets each item once, stops at the end, and
stops with an error where a page comes again; it can be left, aborted, and resumed at \`error.resumeAt\`.`,
		plain: `const all: ${context.itemType(model)}[] = [];
for (let offset = ${first}; ; offset += 100) {
	const response = await fetch(${context.url(model, `?${limit}=100&${offset}=\${offset}`)}, { headers });
${stop}
	all.push(...page);
}`,
		ours: `for await (const ${context.item} of ${context.pagingCall(model, "iterate")}) console.log(${context.item}${context.keyOf(model)});
for await (const { items, next } of ${context.pagingCall(model, "pages", ["{ pageSize: 100, prefetch: true }"])}) console.log(items.length, next);${
			pagination.count === undefined ? "" : `\nconst number = await ${context.pagingCall(model, "count")};`
		}`,
		imports: importsOf(
			context.functionOf(model, "iterate"),
			context.functionOf(model, "pages"),
			context.functionOf(model, "count"),
		),
	};
}

function single(context: ReadmeContext): Comparison | undefined {
	const model = context.find(({ kind, habits }) => kind === "single" && habits.single === true);
	if (model === undefined) return undefined;
	return {
		title: "One item",
		text: "An item comes as an array of one. Here it is the item.",
		plain: `const response = await fetch(${context.url(model)}, { headers });
const [${context.item}] = (await response.json()) as ${context.itemType(model)}[];
if (${context.item} === undefined) throw new Error("there is none");`,
		ours: `const ${context.item} = await ${context.call(model)};`,
		imports: importsOf(context.functionOf(model)),
	};
}

function batch(context: ReadmeContext): Comparison | undefined {
	const model = context.find(({ kind }) => kind === "batch");
	const declared = model?.habits.batch;
	if (model === undefined || declared === undefined || context.errors?.status === undefined) return undefined;
	const { status, message } = context.errors;
	return {
		title: "A write of many",
		text: `A write of many answers ${declared.partial}, a success, where some of them failed. Here each item is in \`succeeded\` or in \`failed\`,
with its index, its id and the reason; \`onFailure: "throw"\` makes a failure an error. More items than one request may
carry go in several.`,
		plain: `const response = await fetch(${context.url(model)}, ${context.init(model)});
if (!response.ok) throw new Error(\`\${response.status}\`); // of which item?
const results = (await response.json()) as { ${status}: string; ${message}: string }[];
const failed = results.filter((result) => Number(result.${status}) >= 400);`,
		ours: `const { succeeded, failed } = await ${context.call(model)};
for (const { index, id, reason } of failed) console.error(index, id, reason);`,
		imports: importsOf(context.functionOf(model)),
	};
}

function errors(context: ReadmeContext): Comparison | undefined {
	const shape = context.errors;
	const model = context.find(
		({ kind, failures, request }) => failures.includes(400) && request !== undefined && kind !== "batch",
	);
	if (model === undefined || shape === undefined) return undefined;
	return {
		title: "Why it failed",
		text: `The reason of a failure stands in \`${shape.message}\` of the body, if the body is the API's own and not a proxy's. Here every
failure is an error of a class of its own, with \`status\`, \`reason\`, \`requestId\`, method and path, and never a credential.`,
		plain: `const response = await fetch(${context.url(model)}, ${context.init(model)});
if (!response.ok) {
	const body = (await response.json()) as ${shape.list === true ? `{ ${shape.message}: string }[]` : `{ ${shape.message}: string }`}; // throws on HTML
	throw new Error(${shape.list === true ? `body[0]?.${shape.message}` : `body.${shape.message}`});
}`,
		ours: `try {
	await ${context.call(model)};
} catch (error) {
	if (error instanceof BadRequestError) console.error(error.reason, error.results, error.requestId);
	else throw error;
}`,
		imports: ["BadRequestError", ...importsOf(context.functionOf(model))],
	};
}

function throttle(context: ReadmeContext): Comparison | undefined {
	const figures = context.api.document["x-throttle"] as
		| { capacity: number; leakPerSecond: number; status: number }
		| undefined;
	const model = context.find(({ placed, request }) => placed.method === "get" && request === undefined);
	if (model === undefined || figures === undefined) return undefined;
	const { capacity, leakPerSecond, status } = figures;
	return {
		title: "The throttle",
		text: `Requests drip into a leaky bucket of ${capacity} that leaks ${leakPerSecond} per second; a full one answers ${status}. Here all calls of a client
share such a bucket and wait their turn; \`Retry-After\` holds for the whole client, and what is safe to repeat is tried
again.`,
		plain: `let response = await fetch(${context.url(model)}, { headers });
while (response.status === ${status}) {
	const seconds = Number(response.headers.get("Retry-After") ?? 1);
	await new Promise((resolve) => setTimeout(resolve, seconds * 1000)); // and so do all others, at once
	response = await fetch(${context.url(model)}, { headers });
}`,
		ours: `const answers = await Promise.all([1, 2, 3].map(() => ${context.call(model)}));`,
		imports: importsOf(context.functionOf(model)),
	};
}

function credentialForm(context: ReadmeContext): Comparison | undefined {
	const credential = context.credentials.find(({ form }) => form !== undefined);
	if (credential === undefined) return undefined;
	const { creation } = context;
	const { member, header, form } = credential;
	return {
		title: `\`${header}\``,
		text: "People write it with and without its scheme, in any case, with and without a slash. Here all of them are the same.",
		plain: `const store = "Store.example/";
const form = new URL(/^https?:/i.test(store) ? store : \`${form?.scheme}://\${store}\`).origin;
const sent = { ...headers, ${code({ [header]: "" }).replace(/^\{ (.*): "" \}$/, "$1")}: form };`,
		ours: `const ${creation.variable} = ${creation.function}({ ...options, credentials: { ...options.credentials, ${member}: "Store.example/" } });`,
		imports: [],
	};
}

function numbers(context: ReadmeContext): Comparison | undefined {
	const model = context.find(({ kind, habits }) => kind === "result" && habits.result?.type === "integer");
	const result = model?.habits.result;
	if (model === undefined || result === undefined) return undefined;
	const list = model.habits.single === true ? "[]" : "";
	return {
		title: "Numbers",
		text: `They come as strings: the id in \`${result.member}\`${context.errors?.status === undefined ? "" : ` and the status in \`${context.errors.status}\``}. Here they are numbers.`,
		plain: `const response = await fetch(${context.url(model)}, ${context.init(model)});
const answer = (await response.json()) as { ${result.member}: string }${list};
const id = Number(answer${list === "" ? "" : "[0]?"}.${result.member});`,
		ours: `const { id, status, message } = await ${context.call(model)};`,
		imports: importsOf(context.functionOf(model)),
	};
}

function importsOf(...names: (string | undefined)[]): string[] {
	return names.filter((name) => name !== undefined);
}
