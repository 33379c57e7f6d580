import {
	camel,
	escaped,
	expression,
	hex,
	indented,
	isExpected,
	type Language,
	type Spelling,
	urlExpression,
	variablesIn,
} from "../language.js";

/** In single quotes, in which only a backslash and the quote have a meaning; in double quotes where a control needs an escape. */
function literal(text: string): string {
	const code = (codePoint: number) => `\\u{${hex(codePoint, 1)}}`;
	const plain = escaped(text, { "\\": "\\\\", "'": "\\'", "\n": "\n", "\t": "\t" }, code);
	if (plain === text.replace(/[\\']/g, "\\$&")) return `'${plain}'`;
	const special = { "\\": "\\\\", '"': '\\"', $: "\\$", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
	return `"${escaped(text, special, code)}"`;
}

const spelling: Spelling = {
	literal,
	plus: " . ",
	variable: (variable) => `$${camel(variable)}`,
	base64: (text) => `base64_encode(${text})`,
	percent: (text) => `rawurlencode(${text})`,
};

/** PHP with its curl extension. */
export const php: Language = {
	name: "php",
	label: "PHP",
	extension: "php",
	runtime: {
		programs: ["php"],
		run: ({ fileName }) => ["php", fileName],
		check: (samples) => samples.map(({ fileName }) => ["php", "-l", fileName]),
	},
	source(request) {
		const { method, headers, body } = request;
		const options = [
			`CURLOPT_CUSTOMREQUEST => ${literal(method)},`,
			...(method === "HEAD" ? ["CURLOPT_NOBODY => true,"] : []),
			"CURLOPT_HTTPHEADER => [",
			// A header without a value would be left out; the semicolon keeps it.
			...headers.map(
				({ name, value }) =>
					`    ${value.length === 0 ? literal(`${name};`) : expression(spelling, [`${name}: `, ...value])},`,
			),
			"],",
			...(body === undefined ? [] : ["CURLOPT_POSTFIELDS => $body,"]),
			"CURLOPT_RETURNTRANSFER => true,",
		];
		return `<?php
${variablesIn(request)
	.map((one) => `$${camel(one)} = getenv(${literal(one.name)}) ?: ${literal(one.fallback)};`)
	.join("\n")}
${body === undefined ? "" : `\n$body = ${literal(body)};\n`}
$request = curl_init(${urlExpression(spelling, request)});
curl_setopt_array($request, [
${indented("    ", options)}
]);
$answer = curl_exec($request);
if ($answer === false) {
    fwrite(STDERR, curl_error($request) . "\\n");
    exit(1);
}
$status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);
echo $status, "\\n", $answer;
exit(${isExpected(request, "$status")} ? 0 : 1);
`;
	},
};
