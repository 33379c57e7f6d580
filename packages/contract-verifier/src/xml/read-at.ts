import { type DocumentModel, resolve, type Schema, tokensOf, typeOf } from "@onespec/openapi-document";
import { XmlDocument, XmlElement } from "libxml2-wasm";
import { itemNameOf, memberNameOf, rootBranches, rootNameOf, whole } from "./names.js";

/**
 * The text at a JSON pointer of the value that an XML body stands for: `/0/Value` is the element `Value` of the first
 * item. `undefined` where there is none.
 */
export function readXmlAt(model: DocumentModel, schema: Schema, text: string, pointer: string): string | undefined {
	const xml = XmlDocument.fromBuffer(new TextEncoder().encode(text));
	try {
		let element: XmlElement | undefined = xml.root;
		let place = rootBranches(model, schema).find((branch) => rootNameOf(model, branch) === xml.root.name) ?? schema;
		let name = xml.root.name;
		/** Set between an unwrapped array and its item: the items stand in the element itself. */
		let unwrapped = false;
		for (const segment of tokensOf(pointer)) {
			if (element === undefined) return undefined;
			const object: Schema = whole(model, place);
			if (typeOf(object) === "array" && object.items !== undefined) {
				name = itemNameOf(model, object, name);
				place = object.items;
				element = childrenOf(element, name)[Number(segment)];
				unwrapped = false;
			} else {
				const member: Schema = object.properties?.[segment] ?? {};
				const { xml: how } = resolve(model, member);
				unwrapped = typeOf(whole(model, member)) === "array" && how?.wrapped !== true;
				name = unwrapped ? segment : memberNameOf(model, segment, member);
				if (how?.attribute === true) return element.attr(name)?.value;
				place = member;
				if (!unwrapped) element = childrenOf(element, name)[0];
			}
		}
		return unwrapped ? undefined : element?.content;
	} finally {
		xml.dispose();
	}
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
	const children: XmlElement[] = [];
	for (let child = element.firstChild; child !== null; child = child.next) {
		if (child instanceof XmlElement && child.name === name) children.push(child);
	}
	return children;
}
