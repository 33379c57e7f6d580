/** What a reader chose, kept by the browser; where it keeps nothing, the choice lasts as long as the page. */
export function setting(name: string): string | undefined {
	try {
		return localStorage.getItem(`reference.${name}`) ?? undefined;
	} catch {
		return undefined;
	}
}

/** Keeps a choice; `undefined` takes it back. */
export function keepSetting(name: string, value: string | undefined): void {
	try {
		if (value === undefined) localStorage.removeItem(`reference.${name}`);
		else localStorage.setItem(`reference.${name}`, value);
	} catch {
		// A browser that keeps nothing for this page.
	}
}

/** The colours that were chosen; `undefined` for those of the system. */
export function chosenTheme(): "light" | "dark" | undefined {
	const theme = setting("theme");
	return theme === "light" || theme === "dark" ? theme : undefined;
}
