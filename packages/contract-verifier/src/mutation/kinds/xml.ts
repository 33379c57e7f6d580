import { typeOf } from "@onespec/openapi-document";
import type { FaultKind } from "../kind.js";
import { membersOf, pick, sitesOf } from "../sites.js";
import { textKind, xmlKind } from "./body-kind.js";

const PROLOG = /^(\ufeff?\s*(?:<\?xml[^>]*\?>)?\s*)/;

/** Faults that only XML can have. */
export const xmlKinds: FaultKind[] = [
	xmlKind("xml-wrong-root", () => ({
		because: /the root element must be/,
		edit: ({ root }) => {
			root.name = `Wrong${root.name}`;
		},
	})),
	xmlKind("xml-wrong-element", (context) => {
		const site = pick(membersOf(context), context);
		return (
			site && {
				because: new RegExp(`/${site.element.toUpperCase()}Wrong: .*not expected`, "s"),
				edit: (body) => {
					body.at(site.place).name = `${site.element.toUpperCase()}Wrong`;
				},
			}
		);
	}),
	xmlKind("xml-wrong-order", (context) => {
		const objects = sitesOf(context).filter(({ place }) => {
			const own = membersOf(context).filter((member) => member.place.length === place.length + 1);
			return own.filter((member) => place.every((segment, index) => member.place[index] === segment)).length > 1;
		});
		const site = pick(objects, context);
		return (
			site && {
				because: /not expected/,
				edit: (body) => {
					body.at(site.place).children.reverse();
				},
			}
		);
	}),
	xmlKind("xml-undeclared-prefix", (context) => {
		const site = pick(membersOf(context), context);
		return (
			site && {
				because: /^body: is not well-formed XML: .*prefix/i,
				edit: (body) => {
					body.at(site.place).name = `undeclared:${site.element}`;
				},
			}
		);
	}),
	xmlKind("xml-default-namespace", () => ({
		because: /declares a default namespace/,
		edit: ({ root }) => {
			root.attributes += ' xmlns="urn:none"';
		},
	})),
	xmlKind("xml-foreign-element", (context) => {
		const site = pick(
			sitesOf(context).filter(({ schema }) => schema.properties !== undefined),
			context,
		);
		return (
			site && {
				because: /declares the namespace foreign=/,
				edit: (body) => {
					const attributes = ' xmlns:foreign="urn:foreign"';
					body.at(site.place).children.push({ name: "foreign:Extra", attributes, children: [], text: "" });
				},
			}
		);
	}),
	xmlKind("xml-undocumented-attribute", (context) => {
		const site = pick(sitesOf(context), context);
		return (
			site && {
				because: /attribute 'undocumented' is not allowed|undocumented.*not allowed/,
				edit: (body) => {
					body.at(site.place).attributes += ' undocumented="1"';
				},
			}
		);
	}),
	xmlKind("xml-type-attribute", (context) => {
		const site = pick(membersOf(context), context);
		return (
			site && {
				because: /has the attribute xsi:type/,
				edit: (body) => {
					body.at(site.place).attributes +=
						' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xsi:type="xsd:string"';
				},
			}
		);
	}),
	xmlKind("xml-stray-text", (context) => {
		const site = pick(
			sitesOf(context).filter(({ schema }) => schema.properties !== undefined || typeOf(schema) === "array"),
			context,
		);
		return (
			site && {
				because: /Character content/,
				edit: (body) => {
					body.at(site.place).text = "stray";
				},
			}
		);
	}),
	xmlKind("xml-bare-ampersand", (context) => {
		const site = pick(
			membersOf(context).filter(({ schema }) => typeOf(schema) === "string"),
			context,
		);
		return (
			site && {
				because: /^body: is not well-formed XML/,
				edit: (body) => {
					body.at(site.place).text = "Fish & chips";
				},
			}
		);
	}),
	textKind("xml-doctype", ["xml"], /document type declaration/, (text) => text.replace(PROLOG, "$1<!DOCTYPE any>")),
	textKind("xml-labelled-utf-16", ["xml"], /encoding|not well-formed/i, (text) =>
		text.replace(PROLOG, '<?xml version="1.0" encoding="UTF-16"?>'),
	),
	textKind("xml-in-utf-16", ["xml"], /^body: is not UTF-8/, (text) => Buffer.from(`\ufeff${text}`, "utf16le")),
];
