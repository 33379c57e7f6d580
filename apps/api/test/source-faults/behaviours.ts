import type { Edit, SourceFault } from "./fault.js";

// Faults in what the service does: whom it lets in, what becomes of parameters, what is stored.

const SERVE = "apps/api/src/http/serve-operation.ts";
const NEGOTIATE = "apps/api/src/http/negotiate.ts";
const SEND = "apps/api/src/http/send.ts";
const PARAMETERS = "apps/api/src/http/parameters.ts";

const operation = (name: string) => `apps/api/src/operations/${name}.ts`;
const LIST = operation("list-customer-groups");
const CREATE = operation("create-customer-group");
const UPDATE = operation("update-customer-group");
const UPDATE_MANY = operation("update-customer-groups");
const DELETE = operation("delete-customer-group");

/** Lets in, as the owner of the first store, whoever is refused for this reason. */
const letIn = (reason: string): Edit[] => [
	{
		file: SERVE,
		find: "authenticate(request.headers, data.access);",
		replace: `(async () => authenticate(request.headers, data.access))().catch((error) => {
			if (!(${reason})) throw error;
			return { storeId: 1, applicationId: 1, permissions: new Set(["read", "write"]), throttle: "off" };
		});`,
	},
];

const REFUSED = /^status: must be 401, but is (200|201|400|404)/;

export const accessFaults: SourceFault[] = [
	{ kind: "credentials-not-checked", edits: letIn("true"), cells: / 401 /, because: REFUSED },
	...["SecureURL", "PrivateKey", "Token"].map(
		(header): SourceFault => ({
			kind: `credential-${header}-not-checked`,
			edits: letIn(`error.missing === "${header}"`),
			cells: / 401 /,
			because: REFUSED,
		}),
	),
	{
		kind: "profile-wrong-taken-for-default",
		edits: letIn("error.missing === undefined"),
		cells: / 401 /,
		because: REFUSED,
	},
	{
		kind: "profile-read-only-taken-for-default",
		edits: [
			{
				file: SERVE,
				find: "if (!grant.permissions.has(plan.permission))",
				replace: 'if (plan.permission === "read" && !grant.permissions.has("read"))',
			},
		],
		cells: /^(POST|PUT|DELETE) .* 401 /,
		because: REFUSED,
	},
	{
		kind: "profile-write-only-taken-for-default",
		edits: [
			{
				file: SERVE,
				find: "if (!grant.permissions.has(plan.permission))",
				replace: 'if (plan.permission === "write" && !grant.permissions.has("write"))',
			},
		],
		cells: /^GET .* 401 /,
		because: REFUSED,
	},
	{
		kind: "profile-empty-store-taken-for-default",
		edits: [{ file: SERVE, find: "storeId: grant.storeId, query", replace: "storeId: 1, query" }],
		cells: /^GET \/CustomerGroups 404 /,
		because: /^status: must be 404, but is 200/,
	},
	{
		kind: "profile-small-bucket-taken-for-default",
		edits: [{ file: SERVE, find: "if (refusal) throw tooManyRequests", replace: "if (false) throw tooManyRequests" }],
		cells: / 429 /,
		because: /must be 429/,
	},
];

/** The check of a parameter left out. */
const unchecked = (name: string): SourceFault => ({
	kind: `parameter-${name}-not-checked`,
	edits: [
		{
			file: PARAMETERS,
			find: "if (!fits(value, schema)) throw",
			replace: `if (name !== "${name}" && !fits(value, schema)) throw`,
		},
	],
	cells: /^GET \/CustomerGroups 400 /,
	because: /^status: must be 400, but is/,
});

/** Another default of a parameter. */
const defaultWrong = (name: string, value: string, because: RegExp): SourceFault => ({
	kind: `parameter-${name}-default-wrong`,
	edits: [
		{
			file: PARAMETERS,
			find: "return schema.default as ParameterValue;",
			replace: `return name === "${name}" ? ${value} : (schema.default as ParameterValue);`,
		},
	],
	because,
});

export const parameterFaults: SourceFault[] = [
	unchecked("limit"),
	unchecked("offset"),
	unchecked("countonly"),
	defaultWrong("limit", "11", /^list with limit unset .*: the ids: must be /),
	defaultWrong("offset", "2", /^list with .* offset unset: (the ids: must be|must be answered 200, but is 400)/),
	{
		kind: "parameter-limit-ignored",
		edits: [{ file: LIST, find: "offset, query.limit)", replace: "offset, 10)" }],
		because: /^list with limit \d+ .*: the ids: must be /,
	},
	{
		kind: "parameter-limit-off-by-one",
		edits: [{ file: LIST, find: "offset, query.limit)", replace: "offset, query.limit + 1)" }],
		because: /^list with limit \d+ .*: the ids: must be /,
	},
	{
		kind: "parameter-offset-ignored",
		edits: [{ file: LIST, find: "Math.max(1, query.offset)", replace: "1" }],
		cells: /^GET \/CustomerGroups 400 /,
		because: /^status: must be 400, but is 200/,
	},
	{
		kind: "parameter-offset-off-by-one",
		edits: [{ file: LIST, find: "Math.max(1, query.offset)", replace: "query.offset + 1" }],
		because: /^list with .*: (the ids: must be|must be answered 200, but is 400)/,
	},
	{
		kind: "parameter-countonly-ignored",
		edits: [{ file: LIST, find: "if (query.countonly === 1)", replace: "if (false)" }],
		cells: /^GET \/CustomerGroups 200 /,
		because: /^body: must be object|the root element must be/,
	},
];

export const answerFaults: SourceFault[] = [
	{
		kind: "xml-answered-to-json",
		edits: [
			{
				file: SEND,
				find: "negotiate(request.headers.accept, mediaTypes) ?? mediaTypes[0]",
				replace: '(negotiate(request.headers.accept, mediaTypes) ?? mediaTypes[0])?.replace("json", "xml")',
			},
		],
		cells: / (400|401|429) .*\/json$/,
		because: /^Content-Type: must be \w+\/json, but is \w+\/xml/,
	},
	{
		kind: "json-answered-to-xml",
		edits: [
			{ file: NEGOTIATE, find: "if (offered.includes(accept)) return accept;", replace: "" },
			{ file: NEGOTIATE, find: "return best?.mediaType;", replace: 'return best?.mediaType.replace("xml", "json");' },
		],
		cells: /\/xml$/,
		because: /^Content-Type: must be \w+\/xml, but is \w+\/json/,
	},
	{
		kind: "order-reversed",
		edits: [
			{
				file: "apps/api/src/store/sqlite/groups.ts",
				find: "ORDER BY id LIMIT ?3 OFFSET ?2",
				replace: "ORDER BY id DESC LIMIT ?3 OFFSET ?2",
			},
		],
		because: /^list with .*: the ids: must be /,
	},
	{
		kind: "count-wrong",
		edits: [
			{
				file: LIST,
				find: "TotalCount: await groups.count(storeId)",
				replace: "TotalCount: 1 + (await groups.count(storeId))",
			},
		],
		because: /^count: must be "\d+", but is/,
	},
	{
		kind: "partial-reported-as-success",
		edits: [{ file: UPDATE_MANY, find: "{ status: 206, body: results }", replace: "{ status: 200, body: results }" }],
		cells: / 206 /,
		because: /^status: must be 206, but is 200/,
	},
];

/** A member is not what the model of the store says. */
const CHANGED = /^(list|read) .*: (\d+: )?\w+ must be .*, but is /s;

export const storedFaults: SourceFault[] = [
	{
		kind: "create-not-stored",
		edits: [
			{
				file: CREATE,
				find: "return {\n\t\tstatus: 201",
				replace: "await groups.delete(storeId, id);\n\treturn {\n\t\tstatus: 201",
			},
		],
		cells: /^(GET|PUT|DELETE) .* 200 | 206 |^GET \/CustomerGroups 400 /,
		because: /^status: must be \d+, but is \d+/,
	},
	{
		kind: "delete-not-done",
		edits: [
			{ file: DELETE, find: "await groups.delete(storeId, path.id)", replace: "await groups.get(storeId, path.id)" },
		],
		because: /^list with .*: the ids: must be |^count: must be/,
	},
	{
		kind: "update-not-stored",
		edits: [
			{
				file: UPDATE,
				find: "await groups.update(storeId, path.id, changes)",
				replace: "await groups.get(storeId, path.id)",
			},
		],
		because: CHANGED,
	},
	{
		kind: "update-resets-the-rest",
		edits: [
			{
				file: UPDATE,
				find: "import type { Handler }",
				replace: 'import { GROUP_DEFAULTS } from "./defaults.js";\nimport type { Handler }',
			},
			{ file: UPDATE, find: "path.id, changes)", replace: "path.id, { ...GROUP_DEFAULTS, ...changes })" },
		],
		because: CHANGED,
	},
	{
		kind: "update-obeys-the-id-in-the-body",
		edits: [{ file: UPDATE, find: "path.id, changes)", replace: "body.CustomerGroupID ?? path.id, changes)" }],
		because: /^update \d+, which is not in the store: must be answered 404/,
	},
	{
		kind: "update-touches-another",
		edits: [
			{
				file: UPDATE,
				find: "const value = String(path.id);",
				replace: "const value = String(path.id);\n\tawait groups.update(storeId, path.id - 1, changes);",
			},
		],
		because: CHANGED,
	},
	{
		kind: "bulk-update-not-stored",
		edits: [
			{
				file: UPDATE_MANY,
				find: "updates.push(item.value)",
				replace: "updates.push({ CustomerGroupID: item.value.CustomerGroupID })",
			},
		],
		because: CHANGED,
	},
];
