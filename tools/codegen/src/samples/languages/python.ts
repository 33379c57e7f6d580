import {
	escaped,
	expectsRedirect,
	expression,
	hasBase64,
	hex,
	indented,
	isExpected,
	type Language,
	type Spelling,
	snake,
	urlExpression,
	variablesIn,
} from "../language.js";

function literal(text: string): string {
	const lines = text.includes("\n");
	const special = { "\\": "\\\\", '"': lines ? '"' : '\\"', "\r": "\\r", "\t": "\\t", ...(lines && { "\n": "\n" }) };
	const inner = escaped(text, special, (code) => (code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`));
	return lines ? `"""${inner.replace(/"(?="")|"$/g, '\\"')}"""` : `"${inner}"`;
}

const spelling: Spelling = {
	literal,
	plus: " + ",
	variable: snake,
	base64: (text) => `base64.b64encode(${text}.encode()).decode()`,
	percent: (text) => `urllib.parse.quote(${text}, safe="")`,
};

/** Python 3 with `urllib`. */
export const python: Language = {
	name: "python",
	label: "Python",
	extension: "py",
	runtime: {
		programs: ["python3"],
		run: ({ fileName }) => ["python3", fileName],
		check: (samples) => [["python3", "-m", "py_compile", ...samples.map(({ fileName }) => fileName)]],
	},
	source(request) {
		const { method, headers, body, queryVariables } = request;
		const modules = [
			...(hasBase64(request) ? ["base64"] : []),
			"os",
			"sys",
			"urllib.error",
			...(queryVariables.length > 0 ? ["urllib.parse"] : []),
			"urllib.request",
		];
		const redirects = expectsRedirect(request);
		return `${modules.map((name) => `import ${name}`).join("\n")}

${variablesIn(request)
	.map((one) => `${snake(one)} = os.environ.get(${literal(one.name)}, ${literal(one.fallback)})`)
	.join("\n")}
${
	redirects
		? `

class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None

`
		: ""
}${body === undefined ? "" : `\nbody = ${literal(body)}\n`}
request = urllib.request.Request(
    ${urlExpression(spelling, request)},
    method=${literal(method)},
    headers={
${indented(
	"        ",
	headers.map(({ name, value }) => `${literal(name)}: ${expression(spelling, value)},`),
)}
    },${body === undefined ? "" : "\n    data=body.encode(),"}
)
try:
    response = ${redirects ? "urllib.request.build_opener(NoRedirect).open" : "urllib.request.urlopen"}(request)
except urllib.error.HTTPError as error:
    response = error
status = response.status
print(status, flush=True)
sys.stdout.buffer.write(response.read())
sys.exit(0 if ${isExpected(request, "status", " or ", " and ")} else 1)
`;
	},
};
