import { XmlDocument, XmlElement, type XmlTreeNode } from "libxml2-wasm";

/** What an XML text says: its element's name, and the elements or the text in it. Read by libxml2, not by the codec. */
export interface XmlContent {
	readonly name: string;
	readonly children: readonly XmlContent[];
	readonly text: string;
}

/** Reads a text. Throws where it is not well-formed. */
export function xmlContentOf(text: string): XmlContent {
	const document = XmlDocument.fromString(text);
	try {
		return contentOf(document.root);
	} finally {
		document.dispose();
	}
}

function contentOf(element: XmlElement): XmlContent {
	const children: XmlContent[] = [];
	for (let node: XmlTreeNode | null = element.firstChild; node !== null; node = node.next) {
		if (node instanceof XmlElement) children.push(contentOf(node));
	}
	return { name: element.name, children, text: children.length > 0 ? "" : element.content };
}

/**
 * Where an XML text and a JSON value differ: in members, in their order, or in a value.
 *
 * @returns the places, none where both say the same
 * @example differences(xmlContentOf("<A><B>1</B></A>"), { B: 2 }) // ["/A/B is 1, not 2"]
 */
export function differences(xml: XmlContent, json: unknown, place = ""): string[] {
	const here = `${place}/${xml.name}`;
	if (Array.isArray(json)) {
		if (json.length !== xml.children.length) return [`${here} has ${xml.children.length} items, not ${json.length}`];
		return xml.children.flatMap((child, at) => differences(child, json[at], here));
	}
	if (json !== null && typeof json === "object") {
		const names = xml.children.map((child) => child.name);
		if (names.join() !== Object.keys(json).join())
			return [`${here} has ${names.join()}, not ${Object.keys(json).join()}`];
		return xml.children.flatMap((child) => differences(child, (json as Record<string, unknown>)[child.name], here));
	}
	return xml.text === String(json) && xml.children.length === 0 ? [] : [`${here} is ${xml.text}, not ${String(json)}`];
}
