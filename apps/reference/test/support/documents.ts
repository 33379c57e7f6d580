/** What somebody might write to make a page run something. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is no template, that is the point
export const EVIL = "</script><script>hacked=1</script>`${hacked=2}`<img src=x onerror=hacked=3>";

/** A document with it in every text, and more of the kind in its prose, addresses, names and samples. */
export function hostile() {
	const prose = [
		EVIL,
		"[a](javascript:hacked=4) ![b](javascript:hacked=5) [c](data:text/html,<script>hacked=6</script>) <javascript:hacked=7>",
		"![outside](https://outside.example/pixel.png)",
		'<a href="javascript:hacked=8" onclick="hacked=9">d</a><iframe src="https://outside.example"></iframe><style>*{display:none}</style>',
		"| a | b |\n| --- | --- |\n| <b>x | <svg onload=hacked=10> |",
		'</main></div></body> <b onclick="hacked=11">bold</b> <p>unclosed <strong>formatting',
		`\`\`\`"><script>hacked=12</script>\n${EVIL}\n\`\`\``,
	].join("\n\n");
	const schema = {
		type: "object",
		title: EVIL,
		description: prose,
		properties: {
			[EVIL]: { type: "string", description: prose, pattern: "<script>", default: EVIL, enum: [EVIL, '"><b>'] },
			__proto__x: { type: "array", items: { $ref: "#/components/schemas/Thing" } },
		},
		"x-database-reference": EVIL,
	};
	const response = {
		description: prose,
		headers: { "X-Evil": { description: prose, schema: { type: "string", example: EVIL } } },
		content: {
			"application/json": {
				schema: { $ref: "#/components/schemas/Thing" },
				examples: { [EVIL]: { summary: EVIL, value: { [EVIL]: EVIL } } },
			},
			"text/html": { schema: { type: "string" }, example: EVIL },
		},
	};
	return {
		openapi: "3.1.0",
		info: {
			title: EVIL,
			version: EVIL,
			description: prose,
			license: { name: EVIL, url: "javascript:hacked=20" },
			contact: { name: EVIL, url: "javascript:hacked=21", email: EVIL },
			termsOfService: "javascript:hacked=22",
		},
		externalDocs: { url: "javascript:hacked=23", description: EVIL },
		servers: [{ url: `https://{host}.example/${EVIL}`, variables: { host: { default: EVIL, description: EVIL } } }],
		tags: [{ name: EVIL, description: prose }],
		security: [{ [EVIL]: [] }],
		paths: {
			"/things/{id}": {
				get: {
					operationId: "read",
					summary: EVIL,
					description: prose,
					tags: [EVIL],
					externalDocs: { url: "data:text/html,x", description: EVIL },
					parameters: [
						{ name: "id", in: "path", required: true, description: prose, schema: { type: "string" }, example: EVIL },
						{ name: EVIL, in: "query", description: prose, schema: { type: "string", enum: [EVIL] } },
					],
					responses: { 200: response, default: response },
					"x-codeSamples": [
						{ lang: EVIL, source: EVIL, fileName: "../../index.html" },
						{ lang: "PHP", source: `<?php echo "${EVIL}";`, fileName: "read.php" },
					],
				},
				post: {
					operationId: '"><script>hacked=30</script>',
					tags: ["constructor"],
					parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
					requestBody: { description: prose, content: { "application/json": { schema } } },
					responses: { 204: { description: prose } },
				},
			},
		},
		webhooks: { [EVIL]: { post: { responses: { 200: { description: EVIL } } } } },
		components: {
			schemas: { Thing: schema, "../index": { type: "string", description: prose } },
			securitySchemes: { [EVIL]: { type: "apiKey", in: "header", name: EVIL, description: prose } },
		},
	};
}

/** A document with many operations, in groups of a hundred. */
export function manyOperations(count: number) {
	const paths: Record<string, object> = {};
	for (let n = 0; n < count; n++) {
		paths[`/group-${Math.floor(n / 100)}/items-${n}/{id}`] = {
			get: {
				operationId: `operation${n}`,
				summary: `List item ${n}`,
				description: `What is said of operation ${n}, in **some** words.`,
				tags: [`Group ${Math.floor(n / 100)}`],
				parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
				responses: {
					200: {
						description: "It is there.",
						content: { "application/json": { schema: { $ref: `#/components/schemas/Item${n}` } } },
					},
				},
			},
		};
	}
	const schemas = Object.fromEntries(
		Array.from({ length: count }, (_, n) => [
			`Item${n}`,
			{ type: "object", description: `Item ${n}.`, properties: { id: { type: "integer" }, name: { type: "string" } } },
		]),
	);
	return { openapi: "3.0.3", info: { title: "Many", version: "1" }, paths, components: { schemas } };
}

/** A document whose one operation has parameters of several styles, and bodies that are no JSON. */
export function bodies() {
	const text = { type: "string" };
	const query = { in: "query", schema: { type: "array", items: { type: "integer" } } };
	const form = { name: { ...text, example: "Ä & ü" }, tags: { type: "array", items: text, example: ["x", "y"] } };
	const files = { type: "array", items: { ...text, format: "binary" } };
	return {
		openapi: "3.0.3",
		info: { title: "Bodies", version: "1" },
		paths: {
			"/b/{id}": {
				post: {
					operationId: "send",
					parameters: [
						{ name: "id", in: "path", required: true, schema: text, example: "a/b c?" },
						{ ...query, name: "ids", explode: false, example: [3, 4] },
						{ ...query, name: "filter", style: "deepObject", schema: { type: "object" }, example: { color: "r&d" } },
					],
					requestBody: {
						content: {
							"application/x-www-form-urlencoded": { schema: { type: "object", properties: form } },
							"multipart/form-data": { schema: { type: "object", properties: { files } } },
						},
					},
					responses: { 200: { description: "It came." } },
				},
			},
		},
	};
}
