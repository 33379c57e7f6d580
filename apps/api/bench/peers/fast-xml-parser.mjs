// fast-xml-parser as it is used safely: it takes much that is no XML unless its validator runs first.
import { XMLParser, XMLValidator } from "fast-xml-parser";

const parser = new XMLParser({ parseTagValue: false, htmlEntities: true });

/** The value of an XML text, undefined where it is not well-formed. */
export function parse(xml) {
	return XMLValidator.validate(xml) === true ? parser.parse(xml) : undefined;
}
