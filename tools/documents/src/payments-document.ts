/**
 * A document of a payment API's size and habits, about 6 MB: bodies as forms, objects that hold each other by `anyOf` of an id or
 * the object itself, long enums and texts. No package on npm was found with such a document. The same each time.
 */
export function paymentsDocument(): object {
	const names = Array.from({ length: 700 }, (_, index) => `object_${index}`);
	const text = "What this is for, in the words of people who pay and are paid. ".repeat(6);
	const reference = (index: number) => ({ $ref: `#/components/schemas/object_${index % names.length}` });
	const schemas = Object.fromEntries(
		names.map((name, index) => [
			name,
			{
				type: "object",
				description: text,
				required: ["id", "object", "created", "livemode"],
				"x-expandableFields": ["customer", "items"],
				properties: {
					id: { type: "string", maxLength: 5000, description: text },
					object: { type: "string", enum: [name] },
					created: { type: "integer", format: "unix-time" },
					livemode: { type: "boolean" },
					currency: { type: "string", enum: Array.from({ length: 150 }, (_, at) => `cur${at}`) },
					metadata: { type: "object", additionalProperties: { type: "string", maxLength: 500 } },
					customer: { nullable: true, anyOf: [{ type: "string", maxLength: 5000 }, reference(index + 1)] },
					source: { anyOf: [reference(index + 2), reference(index + 3), reference(index + 5)] },
					items: {
						type: "object",
						required: ["data", "has_more", "url"],
						properties: {
							data: { type: "array", items: reference(index + 7) },
							has_more: { type: "boolean" },
							url: { type: "string", maxLength: 5000, pattern: "^/v1/" },
						},
					},
					...members(text, 8),
				},
			},
		]),
	);
	const error = {
		description: "Error",
		content: { "application/json": { schema: { $ref: "#/components/schemas/error" } } },
	};
	const answer = (index: number) => ({
		"200": { description: "Success", content: { "application/json": { schema: reference(index) } } },
		default: error,
	});
	const form = (required: boolean) => ({
		required,
		content: {
			"application/x-www-form-urlencoded": {
				encoding: { expand: { explode: true, style: "deepObject" } },
				schema: {
					type: "object",
					properties: { expand: { type: "array", items: { type: "string" } }, ...members(text, 10) },
				},
			},
		},
	});
	const id = { name: "id", in: "path", required: true, schema: { type: "string", maxLength: 5000 } };
	const paths = Object.fromEntries(
		names.slice(0, 260).flatMap((name, index) => [
			[
				`/v1/${name}`,
				{
					get: { operationId: `List_${name}`, description: text, parameters: queries(text), responses: answer(index) },
					post: {
						operationId: `Create_${name}`,
						description: text,
						requestBody: form(false),
						responses: answer(index),
					},
				},
			],
			[
				`/v1/${name}/{id}`,
				{
					get: { operationId: `Get_${name}`, description: text, parameters: [id], responses: answer(index) },
					post: { operationId: `Update_${name}`, parameters: [id], requestBody: form(false), responses: answer(index) },
					delete: { operationId: `Delete_${name}`, parameters: [id], responses: answer(index) },
				},
			],
		]),
	);
	return {
		openapi: "3.0.0",
		info: { title: "Payments", version: "2026-01-01" },
		servers: [{ url: "https://payments.test/" }],
		security: [{ basicAuth: [] }],
		paths,
		components: {
			securitySchemes: { basicAuth: { type: "http", scheme: "basic" } },
			schemas: { ...schemas, error: { type: "object", properties: { message: { type: "string" } } } },
		},
	};
}

function members(description: string, count: number): Record<string, object> {
	return Object.fromEntries(
		Array.from({ length: count }, (_, index) => [
			`member_${index}`,
			{ type: ["string", "integer", "boolean"][index % 3], description, ...(index % 3 === 0 && { maxLength: 500 }) },
		]),
	);
}

function queries(description: string): object[] {
	return ["limit", "starting_after", "ending_before"].map((name) => ({
		...{ name, description, in: "query", required: false },
		schema: name === "limit" ? { type: "integer" } : { type: "string", maxLength: 5000 },
	}));
}
