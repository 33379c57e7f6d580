import { memberName } from "../../names.js";
import type { HttpRequest } from "../http-request.js";
import {
	camel,
	escaped,
	expectsRedirect,
	expression,
	hasBase64,
	indented,
	isExpected,
	type Language,
	type Spelling,
	urlExpression,
	utf16,
	variablesIn,
} from "../language.js";

/** A text in JavaScript and TypeScript: a template over several lines, else in quotes. */
export function literal(text: string): string {
	if (!text.includes("\n")) {
		return `"${escaped(text, { "\\": "\\\\", '"': '\\"', "\r": "\\r", "\t": "\\t" }, utf16)}"`;
	}
	const special = { "\\": "\\\\", "`": "\\`", "\n": "\n", "\r": "\\r", "\t": "\\t" };
	return `\`${escaped(text, special, utf16).replaceAll("${", "\\${")}\``;
}

const spelling: Spelling = {
	literal,
	plus: " + ",
	variable: camel,
	base64: (text) => `Buffer.from(${text}).toString("base64")`,
	percent: (text) => `encodeURIComponent(${text})`,
};

function refusal({ method, body }: HttpRequest): string | undefined {
	if (/^(CONNECT|TRACE|TRACK)$/.test(method)) return `fetch does not send ${method}`;
	return body !== undefined && /^(GET|HEAD)$/.test(method) ? `fetch sends no body with ${method}` : undefined;
}

/** JavaScript with `fetch`, for Node. */
export const javascript: Language = {
	name: "javascript",
	label: "JavaScript",
	extension: "mjs",
	runtime: {
		programs: ["node"],
		run: ({ fileName }) => ["node", fileName],
		check: (samples) => samples.map(({ fileName }) => ["node", "--check", fileName]),
	},
	refusal,
	source(request) {
		const { method, headers, body } = request;
		const options = [
			`method: ${literal(method)},`,
			"headers: {",
			...headers.map(({ name, value }) => `\t${memberName(name)}: ${expression(spelling, value)},`),
			"},",
			...(body === undefined ? [] : ["body,"]),
			...(expectsRedirect(request) ? ['redirect: "manual",'] : []),
		];
		const imports = hasBase64(request) ? ['import { Buffer } from "node:buffer";'] : [];
		return `${[...imports, 'import process from "node:process";'].join("\n")}

${variablesIn(request)
	.map((one) => `const ${camel(one)} = process.env.${one.name} ?? ${literal(one.fallback)};`)
	.join("\n")}
${body === undefined ? "" : `\nconst body = ${literal(body)};\n`}
const response = await fetch(${urlExpression(spelling, request)}, {
${indented("\t", options)}
});
const status = response.status;
console.log(status);
process.stdout.write(new Uint8Array(await response.arrayBuffer()));
process.exitCode = ${isExpected(request, "status").replaceAll("==", "===")} ? 0 : 1;
`;
	},
};
