import {
	camel,
	escaped,
	expression,
	indented,
	isExpected,
	type Language,
	linewise,
	type Spelling,
	urlExpression,
	utf16,
	variablesIn,
} from "../language.js";

/** ASCII alone, since compilers read sources in the platform's encoding; controls in octal, since `\u000a` would end the line. */
function literal(text: string): string {
	const special = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
	const control = (codePoint: number) =>
		codePoint < 0x80 ? `\\${codePoint.toString(8).padStart(3, "0")}` : utf16(codePoint);
	const inner = escaped(text, special, control);
	return `"${inner.replace(/[^\0-\x7f]/gu, (character) => utf16(character.codePointAt(0) as number))}"`;
}

const spelling: Spelling = {
	literal,
	plus: " + ",
	variable: camel,
	base64: (text) => `Base64.getEncoder().encodeToString(${text}.getBytes(StandardCharsets.UTF_8))`,
	percent: (text) => `URLEncoder.encode(${text}, StandardCharsets.UTF_8)`,
};

/** Java 11 and later, with `java.net.http`. */
export const java: Language = {
	name: "java",
	label: "Java",
	extension: "java",
	runtime: {
		programs: ["javac", "java"],
		build: (samples) => [["javac", "-encoding", "UTF-8", "-d", "classes", ...samples.map(({ fileName }) => fileName)]],
		// Such short programs are over before the better compiler would pay.
		run: ({ className }) => [
			"java",
			"-XX:TieredStopAtLevel=1",
			"-XX:+UseSerialGC",
			"-Xshare:auto",
			"-cp",
			"classes",
			className,
		],
	},
	source(request, name) {
		const { method, headers, body } = request;
		const publisher =
			body === undefined ? "HttpRequest.BodyPublishers.noBody()" : "HttpRequest.BodyPublishers.ofString(body)";
		const lines = [
			...variablesIn(request).map(
				(one) => `String ${camel(one)} = env(${literal(one.name)}, ${literal(one.fallback)});`,
			),
			...(body === undefined ? [] : ["", `String body = ${linewise(body, literal, "\n            + ")};`]),
			"",
			`HttpRequest request = HttpRequest.newBuilder(URI.create(${urlExpression(spelling, request)}))`,
			...headers.map((one) => `    .header(${literal(one.name)}, ${expression(spelling, one.value)})`),
			`    .method(${literal(method)}, ${publisher})`,
			"    .build();",
			"HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();",
			"HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());",
			"int status = response.statusCode();",
			"System.out.println(status);",
			"System.out.write(response.body(), 0, response.body().length);",
			"System.out.flush();",
			`System.exit(${isExpected(request, "status")} ? 0 : 1);`,
		];
		const code = lines.join("\n");
		const imports = [
			"java.net.URI",
			...(code.includes("URLEncoder.") ? ["java.net.URLEncoder"] : []),
			"java.net.http.HttpClient",
			"java.net.http.HttpRequest",
			"java.net.http.HttpResponse",
			...(code.includes("StandardCharsets.") ? ["java.nio.charset.StandardCharsets"] : []),
			...(code.includes("Base64.") ? ["java.util.Base64"] : []),
		];
		return `${imports.map((one) => `import ${one};`).join("\n")}

class ${name} {
    public static void main(String[] args) throws Exception {
${indented("        ", lines)}
    }

    private static String env(String name, String fallback) {
        String value = System.getenv(name);
        return value == null ? fallback : value;
    }
}
`;
	},
};
