/** What came back, with its text read. */
export interface Visit {
	readonly status: number;
	readonly headers: Headers;
	/** The path and query of the page, after redirects. */
	readonly path: string;
	readonly html: string;
}

/** A browser without a screen: keeps cookies, follows redirects, fills in the forms that it is shown. */
export class Visitor {
	readonly #base: string;
	readonly #cookies = new Map<string, string>();

	constructor(base: string) {
		this.#base = base;
	}

	/** The cookies that it would send now. */
	get cookies(): ReadonlyMap<string, string> {
		return this.#cookies;
	}

	setCookie(name: string, value: string): void {
		this.#cookies.set(name, value);
	}

	get(path: string): Promise<Visit> {
		return this.#request(path, {});
	}

	/** Posts without any form: the token is missing unless it is among the fields. */
	post(path: string, fields: Record<string, string>): Promise<Visit> {
		return this.#request(path, { method: "POST", body: new URLSearchParams(fields) });
	}

	/**
	 * Submits the form of a page as a browser would: everything in it, with the given changes. A box is ticked with
	 * "true" and cleared with undefined.
	 */
	submit(page: Visit, changes: Record<string, string | undefined> = {}): Promise<Visit> {
		const form = /<form[^>]*method="post" action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/.exec(page.html);
		if (form === null) throw new Error(`The page ${page.path} has no form.`);
		const fields = { ...fieldsOf(form[2] ?? ""), ...changes };
		const sent = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
		return this.post(plain(form[1] ?? ""), Object.fromEntries(sent));
	}

	async #request(path: string, init: RequestInit): Promise<Visit> {
		const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
		const response = await fetch(new URL(path, this.#base), { ...init, redirect: "manual", headers: { cookie } });
		for (const line of response.headers.getSetCookie()) this.#keep(line);
		const location = response.headers.get("location");
		if (location !== null) return this.get(location);
		return { status: response.status, headers: response.headers, path, html: await response.text() };
	}

	#keep(line: string): void {
		const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
		if (/expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(name);
		else this.#cookies.set(name, value);
	}
}

/** What a browser would send of a form that nobody touched. */
export function fieldsOf(html: string): Record<string, string> {
	const fields: Record<string, string> = {};
	for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
		const type = attribute(tag, "type");
		const name = attribute(tag, "name");
		if (name === undefined || (type === "checkbox" && !/ checked[ >]/.test(tag))) continue;
		const value = attribute(tag, "value") ?? "";
		fields[name] = type === "text" ? value.replace(/[\r\n]/g, "") : value;
	}
	for (const [, name = "", text = ""] of html.matchAll(
		/<textarea[^>]* name="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g,
	)) {
		fields[name] = plain(text).replace(/\r\n?|\n/g, "\r\n");
	}
	return fields;
}

function attribute(tag: string, name: string): string | undefined {
	const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
	return value === undefined ? undefined : plain(value);
}

function plain(html: string): string {
	const names: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
	return html.replace(/&(lt|gt|quot|#39|amp);/g, (_all, name: string) => names[name] ?? "");
}
