import type { Edit, SourceFault } from "./fault.js";

// Faults in how an answer looks. Each stands where a programmer could have made it: in a handler, in the one place
// where answers are sent, in a writer of a representation.

const SEND = "apps/api/src/http/send.ts";
const PROBLEMS = "apps/api/src/http/problems.ts";
const GROUP_TEXT = "apps/api/src/store/group-text.ts";
const JSON_WRITER = "packages/wire-codec/src/json/write.ts";
const XML_WRITER = "packages/wire-codec/src/xml/write.ts";
const XML_ESCAPE = "packages/wire-codec/src/xml/escape.ts";

const operation = (name: string) => `apps/api/src/operations/${name}.ts`;
const LIST = operation("list-customer-groups");
const CREATE = operation("create-customer-group");
const UPDATE = operation("update-customer-group");
const DELETE = operation("delete-customer-group");
const MESSAGES = operation("messages");

const XML = "(application|text)/xml$";
const JSON_ = "(application|text)/json$";

/** A statement before the answer goes out; `status`, `mediaType`, `text` and `reply` are there. */
const whenSent = (statement: string): Edit[] => [
	{
		file: SEND,
		find: "= reply.hijack();",
		replace: `= reply.hijack();
	{
		let text = body, mediaType = String(headers["content-type"]).split(";")[0];
		${statement}
		body = text;
	}`,
	},
];

/** Another value for a member of a stored group, as JSON. */
const stored = (member: string, value: string): Edit[] => [
	{
		file: GROUP_TEXT,
		find: "write(group[member])",
		replace: `(member === "${member}" ? '${value}' : write(group[member]))`,
	},
];

/** Another number of groups. */
const counted = (value: string): Edit[] => [
	{ file: LIST, find: "TotalCount: await groups.count(storeId)", replace: `TotalCount: ${value}` },
];

/** The cells whose bodies hold groups. */
const GROUPS = /^GET \S+ 200 /;

const COUNT = "(await groups.count(storeId))";

export const messageFaults: SourceFault[] = [
	{
		kind: "status-of-another-answer",
		edits: [{ file: UPDATE, find: "failure(404, value", replace: "failure(400, value" }],
		cells: /^PUT \/CustomerGroups\/\{id\} 404 /,
		because: /^status: must be 404, but is 400/,
	},
	{
		kind: "status-undocumented",
		edits: whenSent("if (status === 206) status = 207;"),
		cells: / 206 /,
		because: /^status: must be 206, but is 207/,
	},
	{
		kind: "status-500",
		edits: whenSent("if (status === 429) status = 500;"),
		cells: / 429 /,
		because: /^status: must be 429, but is 500/,
	},
	{
		kind: "media-type-of-another-answer",
		edits: [
			{
				file: SEND,
				find: 'return { "content-type"',
				replace: 'mediaType = mediaType.replace("text/", "application/");\n\treturn { "content-type"',
			},
		],
		cells: /→ text\//,
		because: /^Content-Type: must be text\/\w+, but is application\//,
	},
	{
		kind: "media-type-html",
		edits: [
			{
				file: SEND,
				find: "...problem.headers, ...bodyHeaders(mediaType)",
				replace: '...problem.headers, ...bodyHeaders("text/html")',
			},
		],
		cells: / (400|401|429) /,
		because: /^Content-Type: must be .*, but is text\/html/,
	},
	{
		kind: "charset-wrong",
		edits: [{ file: SEND, find: "charset=utf-8", replace: "charset=iso-8859-1" }],
		cells: /./,
		because: /^Content-Type: charset must be/,
	},
	{
		kind: "content-type-missing",
		edits: [
			{
				file: SEND,
				find: "if (server.isDraining())",
				replace: 'if (status === 404) delete all["content-type"];\n\tif (server.isDraining())',
			},
		],
		cells: / 404 /,
		because: /^Content-Type: must be present/,
	},
	{
		kind: "header-missing",
		edits: [
			{
				file: PROBLEMS,
				find: '"retry-after": String(Math.min(retryAfterSeconds, MAX_RETRY_AFTER)),',
				replace: "",
			},
		],
		cells: / 429 /,
		because: /^Retry-After: the header is missing/i,
	},
	{
		kind: "header-wrong",
		edits: [
			{ file: PROBLEMS, find: "Math.min(retryAfterSeconds, MAX_RETRY_AFTER)", replace: "retryAfterSeconds * 1000" },
		],
		cells: / 429 /,
		because: /^Retry-After: the header must/i,
	},
];

export const shapeFaults: SourceFault[] = [
	{
		kind: "object-for-array",
		edits: [
			{
				file: DELETE,
				find: '[{ Key: "CustomerGroupID", Value: value, Status: "200", Message: DELETED }]',
				replace: '{ Key: "CustomerGroupID", Value: value, Status: "200", Message: DELETED }',
			},
		],
		cells: new RegExp(`^DELETE .* 200 .*${JSON_}`),
		because: /^body: must be array/,
	},
	{
		kind: "array-for-object",
		edits: [
			{
				file: LIST,
				find: "{ TotalCount: await groups.count(storeId) }",
				replace: "[{ TotalCount: await groups.count(storeId) }]",
			},
		],
		cells: /^GET \/CustomerGroups 200 /,
		because: /^body: must be object|the root element must be/,
	},
	{
		kind: "array-empty",
		edits: [
			{
				file: UPDATE,
				find: '[{ Key: "CustomerGroupID", Value: value, Status: "200", Message: UPDATED }]',
				replace: "[]",
			},
		],
		cells: /^PUT \/CustomerGroups\/\{id\} 200 /,
		because: /must NOT have fewer|Missing child element/,
	},
	{
		kind: "array-too-long",
		edits: [
			{
				file: "apps/api/src/written.ts",
				find: "return new Written(",
				replace: 'item = { json: item.json + "," + item.json };\n\treturn new Written(',
			},
		],
		cells: /^GET \/CustomerGroups\/\{id\} 200 /,
		because: /must NOT have more|not expected/,
	},
	{
		kind: "wrong-branch",
		edits: [{ file: LIST, find: "if (query.countonly === 1)", replace: "if (query.countonly === 0)" }],
		cells: /^GET \/CustomerGroups (200|400|404) /,
		because: /^body: must be (array|object)|the root element must be|^status: must be 40\d, but is 200/,
	},
	{
		kind: "body-malformed",
		edits: whenSent('if (status === 401) text = text.slice(0, -1) + " ";'),
		cells: / 401 /,
		because: /^body: is not (JSON|well-formed XML)/,
	},
	{
		kind: "body-truncated",
		edits: whenSent("if (status === 206) text = text.slice(0, text.length / 2);"),
		cells: / 206 /,
		because: /^body: is not (JSON|well-formed XML)/,
	},
	{
		kind: "body-with-garbage-behind",
		edits: whenSent("if (status === 401) text += status;"),
		cells: / 401 /,
		because: /^body: is not (JSON|well-formed XML)/,
	},
	{
		kind: "body-twice",
		edits: whenSent("if (status === 404) text += text;"),
		cells: / 404 /,
		because: /^body: is not (JSON|well-formed XML)/,
	},
	{
		kind: "body-not-utf-8",
		edits: whenSent('if (status === 429) text = Buffer.concat([Buffer.from(text), Buffer.from("é", "latin1")]);'),
		cells: / 429 /,
		because: /^body: is not UTF-8/,
	},
	{
		kind: "json-byte-order-mark",
		edits: whenSent('if (status === 400 && mediaType.endsWith("json")) text = "\\ufeff" + text;'),
		cells: new RegExp(` 400 .*${JSON_}`),
		because: /byte order mark/,
	},
	{
		kind: "body-empty",
		edits: whenSent('if (status === 400) text = "";'),
		cells: / 400 /,
		because: /^body: is missing/,
	},
	{
		kind: "connection-cut",
		edits: whenSent(
			'if (status === 206) {\n\t\treply.hijack();\n\t\treply.raw.writeHead(status, { "content-length": text.length, ...bodyHeaders(mediaType) });\n\t\treply.raw.write(text.slice(0, 9), () => reply.raw.destroy());\n\t\treturn reply;\n\t}',
		),
		cells: / 206 /,
		because: /^(no answer|body: is cut off)/,
	},
];

export const memberFaults: SourceFault[] = [
	{
		kind: "member-missing",
		edits: [{ file: CREATE, find: ", Message: CREATED", replace: "" }],
		cells: / 201 /,
		because: /\/Message: is missing|Expected is \( Message \)/,
	},
	{
		kind: "member-undocumented",
		edits: [{ file: DELETE, find: "Message: DELETED", replace: "Message: DELETED, Group: value" }],
		cells: /^DELETE .* 200 /,
		because: /\/Group: is not documented|\/Group: .*not expected/s,
	},
	{
		kind: "member-twice",
		edits: whenSent('if (status === 404) text = text.replace(/"Key":"Error",|<Key>Error<.Key>/, "$&$&");'),
		cells: / 404 /,
		because: /\/Key: occurs more than once|\/Key(\[\d\])?: .*not expected/s,
	},
	{
		kind: "member-null",
		edits: [
			{
				file: UPDATE,
				find: 'Key: "CustomerGroupID", Value: value,',
				replace: 'Key: "CustomerGroupID", Value: null,',
			},
		],
		cells: /^PUT \/CustomerGroups\/\{id\} 200 /,
		because: /\/Value: must be string|\/Value(\[\d\])?: .*nil/s,
	},
	{
		kind: "number-as-text",
		edits: stored("PriceLevel", '"one"'),
		cells: GROUPS,
		because: /\/PriceLevel: must be integer|\/PriceLevel: .*not a valid value/s,
	},
	{
		kind: "number-in-quotes",
		edits: counted(`String${COUNT}`),
		cells: new RegExp(`^GET /CustomerGroups 200 .*${JSON_}`),
		because: /^\/TotalCount: must be integer/,
	},
	{
		kind: "text-as-number",
		edits: [{ file: MESSAGES, find: 'CREATED = "Created successfully"', replace: "CREATED = 201" }],
		cells: new RegExp(` 201 .*${JSON_}`),
		because: /\/Message: must be string/,
	},
	{
		kind: "digits-as-number",
		edits: [{ file: CREATE, find: 'Status: "201"', replace: "Status: 201" }],
		cells: new RegExp(` 201 .*${JSON_}`),
		because: /\/Status: must be string/,
	},
	{
		kind: "boolean-as-text",
		edits: stored("NonTaxable", '"yes"'),
		cells: GROUPS,
		because: /\/NonTaxable: must be boolean|\/NonTaxable: .*not a valid value/s,
	},
	{
		kind: "integer-with-fraction",
		edits: [
			{
				file: GROUP_TEXT,
				find: "write(group[member])",
				replace: 'write(group[member]) + (member === "PriceLevel" ? ".0" : "")',
			},
		],
		cells: new RegExp(`${GROUPS.source}.*${JSON_}`),
		because: /\/PriceLevel: must be written as an integer/,
	},
	{
		kind: "text-too-long",
		edits: [{ file: MESSAGES, find: '"Deleted successfully"', replace: '"Deleted".repeat(1000)' }],
		cells: /^DELETE .* 200 /,
		because: /\/Message: must NOT have more than|\/Message: .*maxLength/s,
	},
	{
		kind: "text-too-short",
		edits: [{ file: MESSAGES, find: '"The specified Customer Group does not exist."', replace: '""' }],
		cells: / 206 |^(?!GET \/CustomerGroups 404).* 404 /,
		because: /\/Message: must NOT have fewer than|\/Message: .*minLength/s,
	},
	{
		kind: "below-minimum",
		edits: counted(`-1 - ${COUNT}`),
		cells: /^GET \/CustomerGroups 200 /,
		because: /^\/TotalCount: must be >= 0|\/TotalCount: .*minInclusive/s,
	},
	{
		kind: "above-maximum",
		edits: stored("PriceLevel", "2147483648"),
		cells: GROUPS,
		because: /\/PriceLevel: must (be <|match format)|\/PriceLevel: .*(maxInclusive|not a valid value)/s,
	},
	{
		kind: "outside-enum",
		edits: [
			{
				file: CREATE,
				find: '[{ Key: "CustomerGroupID", Value: String(id)',
				replace: '[{ Key: "Id", Value: String(id)',
			},
		],
		cells: / 201 /,
		because: /\/Key: must be one of|\/Key: .*enumeration/s,
	},
	{
		kind: "outside-pattern",
		edits: [
			{
				file: DELETE,
				find: 'Key: "CustomerGroupID", Value: value,',
				replace: 'Key: "CustomerGroupID", Value: "#" + value,',
			},
		],
		cells: /^DELETE .* 200 /,
		because: /\/Value: must match pattern|\/Value: .*pattern/s,
	},
	{
		kind: "decimal-without-fraction",
		edits: [{ file: JSON_WRITER, find: ": padFraction(text, fractionDigits)", replace: ": text" }],
		cells: new RegExp(`${GROUPS.source}.*${JSON_}`),
		because: /\/MinimumOrder: must have at least \d+ decimal/,
	},
	{
		kind: "decimal-with-exponent",
		edits: [
			{
				file: JSON_WRITER,
				find: ": padFraction(text, fractionDigits)",
				replace: ': padFraction(text, fractionDigits) + "e0"',
			},
		],
		cells: new RegExp(`${GROUPS.source}.*${JSON_}`),
		because: /\/MinimumOrder: must be written without an exponent/,
	},
	{
		kind: "decimal-too-exact",
		edits: [
			{
				file: JSON_WRITER,
				find: ": padFraction(text, fractionDigits)",
				replace: ': padFraction(text, fractionDigits) + "3".repeat(17)',
			},
		],
		cells: new RegExp(`${GROUPS.source}.*${JSON_}`),
		because: /\/MinimumOrder: must have at most \d+ significant digits/,
	},
];

export const xmlFaults: SourceFault[] = [
	{
		kind: "xml-wrong-root",
		edits: [
			{
				file: XML_WRITER,
				find: "first.write(first.name ?? place,",
				replace: 'first.write((first.name ?? place).replace("ArrayOf", "ListOf"),',
			},
		],
		cells: new RegExp(`^(?!GET /CustomerGroups 200 ).*${XML}`),
		because: /the root element must be/,
	},
	{
		kind: "xml-wrong-element",
		edits: [
			{
				file: XML_WRITER,
				find: "if (!repeated) content += write(member, held",
				replace: "if (!repeated) content += write(member.toLowerCase(), held",
			},
		],
		cells: new RegExp(XML),
		because: /\/(key|customergroupid|totalcount)(\[\d+\])?: .*not expected/s,
	},
	{
		kind: "xml-wrong-order",
		edits: [{ file: XML_WRITER, find: "memberElements(shape).map", replace: "memberElements(shape).reverse().map" }],
		cells: new RegExp(XML),
		because: /not expected/,
	},
	{
		kind: "xml-undeclared-prefix",
		edits: [
			{
				file: XML_WRITER,
				find: "if (!repeated) content += write(member, held",
				replace: 'if (!repeated) content += write("a:" + member, held',
			},
		],
		cells: new RegExp(XML),
		because: /^body: is not well-formed XML: .*prefix/i,
	},
	{
		kind: "xml-default-namespace",
		edits: [
			{ file: XML_WRITER, find: "const DECLARATIONS = ", replace: "const DECLARATIONS = ' xmlns=\"urn:groups\"' + " },
		],
		cells: new RegExp(XML),
		because: /declares a default namespace/,
	},
	{
		kind: "xml-foreign-element",
		edits: [
			{
				file: XML_WRITER,
				find: "return elementText(name, start, content);",
				replace: "return elementText(name, start, content + '<a:link xmlns:a=\"http://www.w3.org/2005/Atom\"/>');",
			},
		],
		cells: new RegExp(XML),
		because: /declares the namespace a=/,
	},
	{
		kind: "xml-undocumented-attribute",
		edits: [
			{
				file: XML_WRITER,
				find: "return elementText(name, start, content);",
				replace: "return elementText(name, start + ' count=\"1\"', content);",
			},
		],
		cells: new RegExp(XML),
		because: /attribute 'count' is not allowed/,
	},
	{
		kind: "xml-type-attribute",
		edits: [
			{
				file: XML_WRITER,
				find: "return elementText(name, declarations, escapeText(",
				replace: "return elementText(name, declarations + ' xsi:type=\"xsd:string\"', escapeText(",
			},
		],
		cells: new RegExp(XML),
		because: /has the attribute xsi:type/,
	},
	{
		kind: "xml-stray-text",
		edits: [
			{
				file: XML_WRITER,
				find: 'for (const item of value) content += write(name, item, "");',
				replace: 'for (const item of value) content += write(name, item, "") + ",";',
			},
		],
		cells: new RegExp(XML),
		because: /Character content/,
	},
	{
		kind: "xml-bare-ampersand",
		edits: [
			{ file: MESSAGES, find: '"Deleted successfully"', replace: '"Deleted & gone"' },
			{ file: XML_ESCAPE, find: "clean.replace(/[&<>\\r]/g,", replace: "clean.replace(/[<>\\r]/g," },
		],
		cells: new RegExp(`^DELETE .* 200 .*${XML}`),
		because: /^body: is not well-formed XML/,
	},
	{
		kind: "xml-doctype",
		edits: whenSent('if (status === 201 && mediaType.endsWith("xml")) text = "<!DOCTYPE ArrayOfResult>" + text;'),
		cells: new RegExp(` 201 .*${XML}`),
		because: /document type declaration/,
	},
	{
		kind: "xml-labelled-utf-16",
		edits: whenSent(
			'if (status === 206 && mediaType.endsWith("xml")) text = \'<?xml version="1.0" encoding="utf-16"?>\' + text;',
		),
		cells: new RegExp(` 206 .*${XML}`),
		because: /encoding|not well-formed/i,
	},
	{
		kind: "xml-in-utf-16",
		edits: whenSent(
			'if (status === 401 && mediaType.endsWith("xml")) text = Buffer.from("\\ufeff" + text, "utf16le");',
		),
		cells: new RegExp(` 401 .*${XML}`),
		because: /^body: is not UTF-8/,
	},
];
