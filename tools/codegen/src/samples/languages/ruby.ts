import {
	escaped,
	expression,
	hex,
	isExpected,
	type Language,
	type Spelling,
	snake,
	urlExpression,
	variablesIn,
} from "../language.js";

/** In single quotes, in which only a backslash and the quote have a meaning; in double quotes where a control needs an escape. */
function literal(text: string): string {
	const code = (codePoint: number) => `\\u{${hex(codePoint, 1)}}`;
	const plain = escaped(text, { "\\": "\\\\", "'": "\\'", "\n": "\n", "\t": "\t" }, code);
	if (plain === text.replace(/[\\']/g, "\\$&")) return `'${plain}'`;
	const special = { "\\": "\\\\", '"': '\\"', "#": "\\#", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
	return `"${escaped(text, special, code)}"`;
}

const spelling: Spelling = {
	literal,
	plus: " + ",
	variable: snake,
	base64: (text) => `[${text}].pack("m0")`,
	percent: (text) => `URI.encode_www_form_component(${text})`,
};

/** Ruby with `net/http`. */
export const ruby: Language = {
	name: "ruby",
	label: "Ruby",
	extension: "rb",
	runtime: {
		programs: ["ruby"],
		run: ({ fileName }) => ["ruby", fileName],
		check: (samples) => [["ruby", "-wc", ...samples.map(({ fileName }) => fileName)]],
	},
	source(request) {
		const { method, headers, body } = request;
		return `# frozen_string_literal: true

require 'net/http'

${variablesIn(request)
	.map((one) => `${snake(one)} = ENV.fetch(${literal(one.name)}, ${literal(one.fallback)})`)
	.join("\n")}

uri = URI(${urlExpression(spelling, request)})
request = Net::HTTPGenericRequest.new(${literal(method)}, ${body !== undefined}, ${method !== "HEAD"}, uri)
${headers.map(({ name, value }) => `request[${literal(name)}] = ${expression(spelling, value)}\n`).join("")}${
	body === undefined ? "" : `request.body = ${literal(body)}\n`
}
response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == 'https') do |http|
  http.request(request)
end
status = response.code.to_i
puts status
$stdout.write(response.body)
exit(${isExpected(request, "status")})
`;
	},
};
