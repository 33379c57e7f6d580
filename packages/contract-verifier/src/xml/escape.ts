const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;" };

/** A text as XML writes it, in elements and in attributes. */
export function escapeXml(text: string): string {
	return text.replace(/[&<>"\r]/g, (character) => ENTITIES[character] ?? character);
}
