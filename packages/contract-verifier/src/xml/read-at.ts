import { XmlDocument, XmlElement } from "libxml2-wasm";
import { resolve, segmentsOf } from "../document/pointer.js";
import type { OpenApiDocument, SchemaObject } from "../document/types.js";
import { itemNameOf, memberNameOf, mergedObject, rootNameOf } from "./names.js";
import { rootBranches } from "./xsd.js";

/**
 * The text at a JSON pointer of the value that an XML body stands for: `/0/Value` is the element `Value` of the first
 * item. `undefined` where there is none.
 */
export function readXmlAt(
	document: OpenApiDocument,
	schema: SchemaObject,
	text: string,
	pointer: string,
): string | undefined {
	const xml = XmlDocument.fromBuffer(new TextEncoder().encode(text));
	try {
		let element: XmlElement | undefined = xml.root;
		let place =
			rootBranches(document, schema).find((branch) => rootNameOf(document, branch) === xml.root.name) ?? schema;
		let name = xml.root.name;
		/** Set between an unwrapped array and its item: the items stand in the element itself. */
		let unwrapped = false;
		for (const segment of segmentsOf(pointer)) {
			if (element === undefined) return undefined;
			const object: SchemaObject = mergedObject(document, place);
			if (object.type === "array" && object.items !== undefined) {
				name = itemNameOf(document, object, name);
				place = object.items;
				element = childrenOf(element, name)[Number(segment)];
				unwrapped = false;
			} else {
				const member: SchemaObject = object.properties?.[segment] ?? {};
				const { type, xml: how } = resolve(document, member);
				unwrapped = type === "array" && how?.wrapped !== true;
				name = unwrapped ? segment : memberNameOf(document, segment, member);
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
