import type { JsonSchema } from "./json-schema.js";

/** The names of what an object has without being given it: `constructor`, `toString` … */
export const inherited: readonly string[] = Object.getOwnPropertyNames(Object.prototype);

/**
 * Writes functions that tell whether a value fits a schema, and nothing more.
 *
 * ajv's code for the same builds the path of each item and asks for each member by a hash, in case there is a fault to
 * tell. Nearly all values have none: of 100 objects with ten members it takes a seventh of the time. What a quick check
 * refuses goes to ajv, which says why.
 *
 * It must agree with ajv's code on every value; `standalone.test.ts` holds one against the other.
 */
export class QuickChecks {
	readonly #schemas: Readonly<Record<string, JsonSchema>>;
	readonly #names = new Map<string, string | undefined>();
	readonly #functions: string[] = [];
	readonly #patterns = new Map<string, string>();
	/** What a function is called with beside the value: with decimals, whether they are numbers. */
	readonly #more: "" | ", numbers";
	#branches = 0;

	/**
	 * @param schemas each schema by the reference that leads to it
	 * @param hasDecimals whether one of them has a decimal; the functions then take a second argument, whether decimals are
	 * numbers
	 */
	constructor(schemas: Readonly<Record<string, JsonSchema>>, hasDecimals: boolean) {
		this.#schemas = schemas;
		this.#more = hasDecimals ? ", numbers" : "";
	}

	/** The name of the function for a reference; `undefined` where the schema says what only ajv knows. */
	nameOf(reference: string): string | undefined {
		if (this.#names.has(reference)) return this.#names.get(reference);
		const schema = this.#schemas[reference];
		const name = `fits${this.#names.size}`;
		// Known before it is written, since a schema may contain itself.
		this.#names.set(reference, name);
		try {
			if (schema === undefined) throw new NotQuick();
			this.#write(name, schema);
			return name;
		} catch (error) {
			if (!(error instanceof NotQuick)) throw error;
			// What was written on the strength of its name goes too.
			this.#names.set(reference, undefined);
			this.#broken.add(name);
			return undefined;
		}
	}

	readonly #broken = new Set<string>();

	/** The functions and what they use. A function that calls one that could not be written is left out. */
	code(): { readonly text: string; readonly usable: (name: string | undefined) => boolean } {
		const all = this.#functions.map((text) => ({ name: /^function (\w+)/.exec(text)?.[1] ?? "", text }));
		const callers = new Map<string, string[]>();
		for (const { name, text } of all) {
			for (const [, called = ""] of text.matchAll(/\b((?:fits|branch)\w+)\(/g)) {
				const found = callers.get(called);
				if (found === undefined) callers.set(called, [name]);
				else found.push(name);
			}
		}
		// A set may grow while it is walked through; what is added is visited too.
		const broken = new Set(this.#broken);
		for (const name of broken) for (const caller of callers.get(name) ?? []) broken.add(caller);
		const functions = all.filter(({ name }) => !broken.has(name));
		const patterns = [...this.#patterns].map(
			([pattern, name]) => `const ${name} = /* @__PURE__ */ new RegExp(${JSON.stringify(pattern)}, "u");`,
		);
		return {
			text: [...patterns, ...functions.map(({ text }) => text)].join("\n"),
			usable: (name) => name !== undefined && !broken.has(name),
		};
	}

	#write(name: string, schema: JsonSchema): void {
		const body = indented(this.#statements(schema, "data", 0));
		this.#functions.push(`function ${name}(data${this.#more}) {\n${body}\n\treturn true;\n}`);
	}

	/** Statements that leave the function where the value does not fit. */
	#statements(schema: JsonSchema, value: string, depth: number): string[] {
		const unknown = Object.keys(schema).find((keyword) => !keywords.has(keyword));
		if (unknown !== undefined) throw new NotQuick();
		const types = schema.type === undefined ? undefined : [schema.type].flat().map(String);
		const lines = typeof schema.$ref === "string" ? [`if (!${this.#call(schema.$ref, value)}) return false;`] : [];
		if (types !== undefined) {
			lines.push(`if (!(${types.map((type) => typeTest(type, value)).join(" || ")})) return false;`);
		}
		const only = types?.length === 1 ? types[0] : undefined;
		/** Rules of a type say nothing of values of another one. */
		const within = (type: string, test: string, rules: string[]) => {
			if (rules.length === 0) return;
			if (only === type) lines.push(...rules);
			else lines.push(`if (${test}) {`, ...rules.map((rule) => `\t${rule}`), "}");
		};
		if (Array.isArray(schema.decimal)) {
			const decimal = `(numbers ? Number.isFinite(${value}) : typeof ${value} === "string")`;
			const tests = [decimal, ...schema.decimal.map((type) => typeTest(String(type), value))];
			lines.push(`if (!(${tests.join(" || ")})) return false;`);
		}
		const isNumber = types?.includes("integer") && !types.includes("number") ? "integer" : "number";
		within(isNumber, `typeof ${value} === "number" && Number.isFinite(${value})`, numberRules(schema, value));
		within("string", `typeof ${value} === "string"`, this.#stringRules(schema, value));
		within("array", `Array.isArray(${value})`, this.#arrayRules(schema, value, depth));
		within("object", typeTest("object", value), this.#objectRules(schema, value, depth));
		if (Array.isArray(schema.enum)) lines.push(`if (!(${enumTest(schema.enum, value)})) return false;`);
		lines.push(...this.#combinations(schema, value));
		return lines;
	}

	#stringRules({ minLength, maxLength, pattern }: JsonSchema, value: string): string[] {
		const rules = [];
		if (maxLength !== undefined) rules.push(`if (longer(${value}, ${maxLength})) return false;`);
		if (minLength !== undefined) rules.push(`if (shorter(${value}, ${minLength})) return false;`);
		if (typeof pattern === "string") rules.push(`if (!${this.#pattern(pattern)}.test(${value})) return false;`);
		return rules;
	}

	#arrayRules({ minItems, maxItems, items }: JsonSchema, value: string, depth: number): string[] {
		const rules = [];
		if (maxItems !== undefined) rules.push(`if (${value}.length > ${maxItems}) return false;`);
		if (minItems !== undefined) rules.push(`if (${value}.length < ${minItems}) return false;`);
		if (isSchema(items) && Object.keys(items).length > 0) {
			const [item, index] = [`item${depth}`, `index${depth}`];
			rules.push(
				`for (let ${index} = 0; ${index} < ${value}.length; ${index}++) {`,
				`\tconst ${item} = ${value}[${index}];`,
				...indent(this.#statements(items, item, depth + 1)),
				"}",
			);
		}
		return rules;
	}

	#objectRules(schema: JsonSchema, value: string, depth: number): string[] {
		const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
		const required = new Set((schema.required ?? []) as string[]);
		if (inherited.some((name) => required.has(name) || Object.hasOwn(properties, name))) throw new NotQuick();
		const rules: string[] = [];
		for (const bound of ["minProperties", "maxProperties"] as const) {
			const operator = bound === "minProperties" ? "<" : ">";
			if (schema[bound] !== undefined) {
				rules.push(`if (Object.keys(${value}).length ${operator} ${schema[bound]}) return false;`);
			}
		}
		Object.entries(properties).forEach(([name, property], index) => {
			const member = `member${depth}_${index}`;
			const tests = this.#statements(property, member, depth + 1);
			const isRequired = required.delete(name);
			if (tests.length === 0 && !isRequired) return;
			rules.push(`const ${member} = ${value}[${JSON.stringify(name)}];`);
			// In a block of its own where it declares names, which the next member may declare as well.
			const declares = tests.some((line) => line.startsWith("const "));
			const own = declares ? ["{", ...indent(tests), "}"] : tests;
			if (isRequired) rules.push(`if (${member} === undefined) return false;`, ...own);
			else rules.push(`if (${member} !== undefined) {`, ...indent(tests), "}");
		});
		for (const name of required) rules.push(`if (${value}[${JSON.stringify(name)}] === undefined) return false;`);
		const { additionalProperties } = schema;
		if (additionalProperties === undefined || additionalProperties === true) return rules;
		const key = `key${depth}`;
		const known = Object.keys(properties).map((name) => `\t\tcase ${JSON.stringify(name)}:`);
		const other = `other${depth}`;
		const otherwise = isSchema(additionalProperties)
			? [`const ${other} = ${value}[${key}];`, ...this.#statements(additionalProperties, other, depth + 1)]
			: ["return false;"];
		rules.push(
			`for (const ${key} in ${value}) {`,
			`\tswitch (${key}) {`,
			...(known.length === 0 ? [] : [...known, "\t\t\tbreak;"]),
			"\t\tdefault: {",
			...indent(indent(indent(otherwise))),
			"\t\t}",
			"\t}",
			"}",
		);
		return rules;
	}

	#combinations({ allOf, anyOf, oneOf, not }: JsonSchema, value: string): string[] {
		const rules = [];
		const calls = (list: unknown) => (list as JsonSchema[]).map((branch) => this.#branch(branch, value));
		if (Array.isArray(allOf)) rules.push(`if (!(${calls(allOf).join(" && ")})) return false;`);
		if (Array.isArray(anyOf)) rules.push(`if (!(${calls(anyOf).join(" || ")})) return false;`);
		if (Array.isArray(oneOf)) {
			rules.push(
				`if (${calls(oneOf)
					.map((call) => `Number(${call})`)
					.join(" + ")} !== 1) return false;`,
			);
		}
		if (isSchema(not)) rules.push(`if (${this.#branch(not, value)}) return false;`);
		return rules;
	}

	/** A branch is a function of its own: where it does not fit, the rest still counts. */
	#branch(schema: JsonSchema, value: string): string {
		if (typeof schema.$ref === "string" && Object.keys(schema).length === 1) return this.#call(schema.$ref, value);
		const name = `branch${this.#branches++}`;
		this.#write(name, schema);
		return `${name}(${value}${this.#more})`;
	}

	#call(reference: string, value: string): string {
		const name = this.nameOf(reference);
		if (name === undefined) throw new NotQuick();
		return `${name}(${value}${this.#more})`;
	}

	#pattern(pattern: string): string {
		const known = this.#patterns.get(pattern);
		if (known !== undefined) return known;
		const name = `quickPattern${this.#patterns.size}`;
		this.#patterns.set(pattern, name);
		return name;
	}
}

/** The schema says what no quick check is written for. */
class NotQuick extends Error {}

const keywords = new Set(
	"$ref type decimal enum minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength pattern items minItems maxItems required properties additionalProperties minProperties maxProperties allOf anyOf oneOf not".split(
		" ",
	),
);

function typeTest(type: string, value: string): string {
	switch (type) {
		case "null":
			return `${value} === null`;
		case "array":
			return `Array.isArray(${value})`;
		case "object":
			return `(typeof ${value} === "object" && ${value} !== null && !Array.isArray(${value}))`;
		case "integer":
			return `Number.isInteger(${value})`;
		case "number":
			return `Number.isFinite(${value})`;
		default:
			return `typeof ${value} === ${JSON.stringify(type)}`;
	}
}

function numberRules({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema, value: string): string[] {
	const rules = [];
	if (maximum !== undefined) rules.push(`if (${value} > ${maximum}) return false;`);
	if (minimum !== undefined) rules.push(`if (${value} < ${minimum}) return false;`);
	if (exclusiveMaximum !== undefined) rules.push(`if (${value} >= ${exclusiveMaximum}) return false;`);
	if (exclusiveMinimum !== undefined) rules.push(`if (${value} <= ${exclusiveMinimum}) return false;`);
	return rules;
}

function enumTest(values: readonly unknown[], value: string): string {
	if (values.length === 0 || values.some((one) => typeof one === "object" && one !== null)) throw new NotQuick();
	return values.map((one) => `${value} === ${JSON.stringify(one)}`).join(" || ");
}

function isSchema(value: unknown): value is JsonSchema {
	return typeof value === "object" && value !== null;
}

function indent(lines: readonly string[]): string[] {
	return lines.map((line) => `\t${line}`);
}

function indented(lines: readonly string[]): string {
	return indent(lines).join("\n");
}
