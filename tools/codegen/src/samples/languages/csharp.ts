import {
	camel,
	escaped,
	expectsRedirect,
	expression,
	hex,
	indented,
	isExpected,
	type Language,
	linewise,
	type Spelling,
	urlExpression,
	variablesIn,
} from "../language.js";

function literal(text: string): string {
	const special = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
	return `"${escaped(text, special, (code) => (code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`))}"`;
}

const spelling: Spelling = {
	literal,
	plus: " + ",
	variable: camel,
	base64: (text) => `Convert.ToBase64String(Encoding.UTF8.GetBytes(${text}))`,
	percent: (text) => `Uri.EscapeDataString(${text})`,
};

/** Headers that `HttpClient` takes with the content alone. */
const OF_CONTENT = /^(allow|content-.*|expires|last-modified)$/i;

/** C# with `HttpClient`, in words that Mono and .NET share. */
export const csharp: Language = {
	name: "csharp",
	label: "C#",
	extension: "cs",
	runtime: {
		programs: ["mcs", "mono"],
		// One program for all of them is compiled as fast as one of them.
		files: (samples) =>
			new Map([
				...samples.map(({ fileName, source }) => [fileName, source] as const),
				["chosen.cs", chosen(samples.map(({ className }) => className))],
			]),
		build: (samples) => [
			[
				"mcs",
				"-r:System.Net.Http",
				"-main:Chosen",
				"-out:samples.exe",
				"chosen.cs",
				...samples.map(({ fileName }) => fileName),
			],
		],
		run: ({ className }) => ["mono", "samples.exe", className],
	},
	refusal: ({ method, body }) =>
		body !== undefined && /^(GET|HEAD)$/.test(method)
			? `HttpClient sends no body with ${method} on every platform`
			: undefined,
	source(request, name) {
		const { method, headers, body } = request;
		const handler = [
			...(headers.some((one) => /^cookie$/i.test(one.name)) ? ["UseCookies = false"] : []),
			...(expectsRedirect(request) ? ["AllowAutoRedirect = false"] : []),
		];
		const client =
			handler.length === 0 ? "new HttpClient()" : `new HttpClient(new HttpClientHandler { ${handler.join(", ")} })`;
		const set = (one: (typeof headers)[number], target: string) =>
			`    ${target}.TryAddWithoutValidation(${literal(one.name)}, ${expression(spelling, one.value)});`;
		const lines = [
			...variablesIn(request).map((one) => `var ${camel(one)} = Env(${literal(one.name)}, ${literal(one.fallback)});`),
			...(body === undefined ? [] : ["", `var body = ${linewise(body, literal, "\n            + ")};`]),
			"",
			`using (var client = ${client})`,
			`using (var request = new HttpRequestMessage(new HttpMethod(${literal(method)}), ${urlExpression(spelling, request)}))`,
			"{",
			...headers.filter((one) => !OF_CONTENT.test(one.name)).map((one) => set(one, "request.Headers")),
			...(body === undefined
				? []
				: [
						"    request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));",
						...headers.filter((one) => OF_CONTENT.test(one.name)).map((one) => set(one, "request.Content.Headers")),
					]),
			"    using (var response = await client.SendAsync(request))",
			"    {",
			"        var answer = await response.Content.ReadAsByteArrayAsync();",
			"        var status = (int)response.StatusCode;",
			"        Console.WriteLine(status);",
			"        using (var output = Console.OpenStandardOutput())",
			"        {",
			"            output.Write(answer, 0, answer.Length);",
			"        }",
			`        return ${isExpected(request, "status")} ? 0 : 1;`,
			"    }",
			"}",
		];
		return `using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;

class ${name}
{
    public static int Main()
    {
        return Run().GetAwaiter().GetResult();
    }

    static async Task<int> Run()
    {
${indented("        ", lines)}
    }

    static string Env(string name, string fallback)
    {
        return Environment.GetEnvironmentVariable(name) ?? fallback;
    }
}
`;
	},
};

/** A program that runs the sample whose class its argument names. */
function chosen(classNames: readonly string[]): string {
	return `class Chosen
{
    static int Main(string[] args)
    {
        switch (args[0])
        {
${classNames.map((name) => `            case "${name}": return ${name}.Main();`).join("\n")}
            default: return 2;
        }
    }
}
`;
}
