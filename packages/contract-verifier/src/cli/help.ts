/** What makes one verb's help different from another's. */
export interface HelpParts {
	usage: string;
	about: string;
	/** Lines of options that the verb has alone. */
	options: string;
	exitCodes: string;
	/** The verb talks to no server: it has no options of one. */
	offline?: boolean;
	/** It has reports in more formats than JSON. */
	reports?: boolean;
}

const REPORTS = `  --report <kinds>           junit, json, html, markdown, gitlab, github (at the terminal), with commas between them
  --report-dir <folder>      where the reports go; contract-report by default
`;

const RUN = `
The server
  --target <url>             its base URL with its base path; else --endpoint, or CONTRACT_ENDPOINT
  --scenarios <file>         how each answer is brought about on a live server; else CONTRACT_SCENARIOS
  --credentials <file>       credential profiles, JSON; else CONTRACT_CREDENTIALS, a file or the JSON itself
  --ca <file>                certificates, PEM, of a private authority that is trusted too
  --read-only                sends nothing that could change data: GET, HEAD and OPTIONS; all else is open
  --rate <n>|auto|off        requests a second; auto follows x-throttle. By default off on this machine, else auto
  --timeout <seconds>        for each answer; 10 by default
  --start <command>          starts the server first, without a shell, and stops it at the end with its children
  --wait-for <url>           waits until this answers, whatever the status; with --start the endpoint by default
  --timeout-start <seconds>  for that; 30 by default

What is said
{reports}  --json <file>              the JSON report in this file
  --verbose                  a line at every tenth, and the output of the server that was started
`;

/** The help of one verb. */
export function helpOf({ usage, about, options, exitCodes, offline = false, reports = false }: HelpParts): string {
	return `${about}

Usage: ${usage}

The document is a path or a URL, the first word or --spec; else CONTRACT_SPEC.
${options === "" ? "" : `\nWhat is done${options}\n`}${offline ? "" : RUN.replace("{reports}", reports ? REPORTS : "")}  --help

Exit codes: ${exitCodes}
`;
}

/** The help of the whole command. */
export function overviewOf(verbs: Record<string, { summary: string }>): string {
	const lines = Object.entries(verbs).map(([name, { summary }]) => `  ${name.padEnd(8)}  ${summary}`);
	return `Holds an API against its OpenAPI document, and leaves the data of others as they are.

Usage: contract-verifier [verb] <document> --target <url> [options]

${lines.join("\n")}

contract-verifier <verb> --help says more; --version says which one this is.

Exit codes: 0 as documented; 1 something is not; 2 wrong usage or files; 3 nothing is wrong, but not everything could be
tried; 4 not run; 130 stopped, and what was made is removed.
`;
}
