/** One setting of the console: a flag, an environment variable, or both. */
export interface Setting {
	readonly flag?: string;
	readonly env: string;
	readonly value: string;
	readonly help: string;
}

/** Every setting, in the order in which `--help` lists them. A flag comes before its variable. */
export const settings = {
	port: {
		flag: "port",
		env: "CONSOLE_PORT",
		value: "PORT",
		help: "port to listen on, 0 for any free one (default 3002)",
	},
	host: { flag: "host", env: "CONSOLE_HOST", value: "HOST", help: "address to listen on (default 127.0.0.1)" },
	allowedHosts: {
		flag: "allowed-hosts",
		env: "CONSOLE_ALLOWED_HOSTS",
		value: "NAMES",
		help: "host names that browsers may call the console by, with commas between; names of this machine always may while it listens on such an address",
	},
	api: { flag: "api", env: "API_BASE_URL", value: "URL", help: "base URL of the Customer Groups API (required)" },
	label: {
		flag: "label",
		env: "CONSOLE_TARGET_LABEL",
		value: "TEXT",
		help: 'what the API is, shown beside its URL: "mock", "live" …',
	},
	credentials: {
		flag: "credentials",
		env: "API_CREDENTIALS",
		value: "FILE",
		help: "JSON file with the credentials, { SecureURL, PrivateKey, Token } or { default: { … } }",
	},
	secureURL: { env: "API_SECURE_URL", value: "URL", help: "the store; with the next two, instead of a file" },
	privateKey: { env: "API_PRIVATE_KEY", value: "KEY", help: "the key of the application" },
	token: { env: "API_TOKEN", value: "TOKEN", help: "the store's grant to the application" },
	secret: {
		env: "CONSOLE_SECRET",
		value: "TEXT",
		help: "key of the console's cookies, at least 32 characters; random at each start when absent",
	},
} as const satisfies Record<string, Setting>;

const column = 36;
const width = 100;

/** The text of `--help`. */
export function helpText(): string {
	const rows = Object.values<Setting>(settings).flatMap((setting) => {
		const names = [setting.flag && `--${setting.flag} ${setting.value}`, setting.env].filter(Boolean).join(", ");
		const lines = wrap(setting.help, width - column);
		const head = `  ${names}`;
		if (head.length < column) return [head.padEnd(column) + (lines[0] ?? ""), ...lines.slice(1).map(indent)];
		return [head, ...lines.map(indent)];
	});
	return [
		"Usage: node dist/main.js --api URL --credentials FILE [options]",
		"",
		"A merchant's console for the customer groups of one store. It asks nobody for a password: whoever",
		"reaches it acts for the store, so keep it on this machine or behind something that asks.",
		"",
		"Settings, as flags or environment variables (a flag comes first, an empty variable counts as absent):",
		"",
		...rows,
		"  --help                            this text",
		"",
		"Exit status: 0 after SIGINT or SIGTERM, 2 for a setting that is missing or wrong, 1 for other failures.",
		"",
	].join("\n");
}

function indent(line: string): string {
	return " ".repeat(column) + line;
}

function wrap(text: string, columns: number): string[] {
	const lines: string[] = [];
	for (const word of text.split(" ")) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + word.length < columns) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines;
}
