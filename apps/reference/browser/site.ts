/** What makes a page of the site comfortable; it can be read without. */
import { element } from "./dom.ts";
import { startSearch } from "./search.ts";
import { chosenTheme, keepSetting, setting } from "./settings.ts";

startThemes();
startTabs();
startCopying();
startTryIt();
startNavigation();
for (const form of document.querySelectorAll<HTMLFormElement>("form.search")) startSearch(form);

/** A long navigation begins where the reader is. */
function startNavigation(): void {
	const nav = document.querySelector<HTMLElement>("#nav");
	const current = nav?.querySelector<HTMLElement>("[aria-current]");
	if (nav && current && current.offsetTop > nav.clientHeight / 2)
		nav.scrollTop = current.offsetTop - nav.clientHeight / 2;
}

function startThemes(): void {
	const button = document.querySelector<HTMLButtonElement>("button.theme");
	const show = () => {
		const theme = chosenTheme();
		if (theme === undefined) delete document.documentElement.dataset.theme;
		else document.documentElement.dataset.theme = theme;
		button?.setAttribute("aria-label", `Colours: ${theme ?? "as the system"}`);
		button?.setAttribute("title", `Colours: ${theme ?? "as the system"}`);
	};
	show();
	button?.addEventListener("click", () => {
		const theme = chosenTheme();
		keepSetting("theme", theme === undefined ? "dark" : theme === "dark" ? "light" : undefined);
		show();
	});
}

/** Tabs of the same kind show the same, on this page and on the next. */
function startTabs(): void {
	const choose = (kind: string, value: string, own?: Element | null) => {
		for (const tabs of document.querySelectorAll(`[data-sync="${CSS.escape(kind)}"]`)) {
			if (tabs === own) continue;
			const inputs = tabs.querySelectorAll<HTMLInputElement>(":scope > label > input");
			const fitting = [...inputs].find((input) => input.value === value);
			if (fitting) fitting.checked = true;
		}
	};
	for (const kind of ["language", "media"]) {
		const value = setting(kind);
		if (value !== undefined) choose(kind, value);
	}
	document.addEventListener("change", ({ target }) => {
		if (!(target instanceof HTMLInputElement) || target.type !== "radio") return;
		const own = target.closest<HTMLElement>(".tabs");
		const kind = own?.dataset.sync;
		if (kind === undefined) return;
		keepSetting(kind, target.value);
		choose(kind, target.value, own);
	});
}

function startCopying(): void {
	for (const code of document.querySelectorAll<HTMLElement>(".code, .endpoint")) {
		const button = element("button", { type: "button", class: "copy" }, "Copy");
		button.addEventListener("click", async () => {
			const text = (code.querySelector("pre") ?? code.querySelector("code"))?.textContent ?? "";
			try {
				await navigator.clipboard.writeText(text);
				button.textContent = "Copied";
			} catch {
				button.textContent = "Not allowed";
			}
			setTimeout(() => {
				button.textContent = "Copy";
			}, 1500);
		});
		code.append(button);
	}
}

function startTryIt(): void {
	const details = document.querySelector<HTMLDetailsElement>("details.try");
	const place = details?.querySelector<HTMLElement>("[data-operation]");
	if (!details || !place) return;
	const load = async () => {
		const { showForm } = await import("./try-it.ts");
		await showForm(place);
	};
	details.addEventListener("toggle", load, { once: true });
	if (location.hash === "#try") details.open = true;
}
