import {
	camel,
	escaped,
	expectsRedirect,
	expression,
	hasBase64,
	hex,
	indented,
	isExpected,
	type Language,
	type Spelling,
	urlExpression,
	variablesIn,
} from "../language.js";

/** A text over several lines stands between backquotes, where it has none itself. */
function literal(text: string): string {
	const code = (codePoint: number) => (codePoint > 0xffff ? `\\U${hex(codePoint, 8)}` : `\\u${hex(codePoint, 4)}`);
	if (text.includes("\n") && !text.includes("`") && escaped(text, { "\n": "\n", "\t": "\t" }, code) === text) {
		return `\`${text}\``;
	}
	return `"${escaped(text, { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" }, code)}"`;
}

const spelling: Spelling = {
	literal,
	plus: " + ",
	variable: camel,
	base64: (text) => `base64.StdEncoding.EncodeToString([]byte(${text}))`,
	percent: (text) => `url.QueryEscape(${text})`,
};

/** An expression as an argument among others, as gofmt has it: without blanks around `+`. */
const inArguments: Spelling = { ...spelling, plus: "+" };

/** Go with `net/http`. */
export const go: Language = {
	name: "go",
	label: "Go",
	extension: "go",
	runtime: {
		programs: ["go"],
		// Each program is a package of one module, so that they are compiled at once.
		files: (samples) =>
			new Map([
				["go.mod", "module samples\n\ngo 1.16\n"],
				...samples.map(({ className, source }) => [`${className}/main.go`, source] as const),
			]),
		build: () => [["go", "build", "-o", "bin/", "./..."]],
		run: ({ className }) => [`bin/${className}`],
		check: () => [["go", "vet", "./..."]],
	},
	source(request) {
		const { method, headers, body, queryVariables } = request;
		const packages = [
			...(hasBase64(request) ? ["encoding/base64"] : []),
			"fmt",
			"io",
			"log",
			"net/http",
			...(queryVariables.length > 0 ? ["net/url"] : []),
			"os",
			...(body === undefined ? [] : ["strings"]),
		];
		const client = expectsRedirect(request)
			? `&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}`
			: "http.DefaultClient";
		const lines = [
			...variablesIn(request).map((one) => `${camel(one)} := env(${literal(one.name)}, ${literal(one.fallback)})`),
			...(body === undefined ? [] : [`body := ${literal(body)}`]),
			"",
			`request, err := http.NewRequest(${literal(method)}, ${urlExpression(inArguments, request)}, ${
				body === undefined ? "nil" : "strings.NewReader(body)"
			})`,
			"if err != nil {\n\t\tlog.Fatal(err)\n\t}",
			...headers.map(({ name, value }) => `request.Header.Set(${literal(name)}, ${expression(inArguments, value)})`),
			"",
			`client := ${client}`,
			"response, err := client.Do(request)",
			"if err != nil {\n\t\tlog.Fatal(err)\n\t}",
			"defer response.Body.Close()",
			"status := response.StatusCode",
			"fmt.Println(status)",
			"if _, err := io.Copy(os.Stdout, response.Body); err != nil {\n\t\tlog.Fatal(err)\n\t}",
			`if !(${isExpected(request, "status")}) {\n\t\tos.Exit(1)\n\t}`,
		];
		return `package main

import (
${packages.map((name) => `\t"${name}"`).join("\n")}
)

func env(name, fallback string) string {
	if value, found := os.LookupEnv(name); found {
		return value
	}
	return fallback
}

func main() {
${indented("\t", lines)}
}
`;
	},
};
