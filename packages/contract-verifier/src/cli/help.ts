/** What `--help` prints. */
export const HELP = `Verifies a mock or a live API against its OpenAPI document.

Usage: contract-verifier --spec <file|url> --endpoint <url> [options]

What is verified
  --spec <file|url>          the OpenAPI document; else CONTRACT_SPEC
  --endpoint <url>           the server's base URL with its base path; else CONTRACT_ENDPOINT
  --target live|mock         what answers there; live by default
  --scenarios <file>         how each answer is brought about on a live server; else CONTRACT_SCENARIOS
  --credentials <file>       credential profiles, JSON; else CONTRACT_CREDENTIALS, a file or the JSON itself
  --expect-open <file|list>  cells that may stay open: "operation status cause", commas or lines between them

How it is done
  --closed                   undeclared members fail, also where additionalProperties allows them
  --read-only                sends nothing that could change data: GET, HEAD and OPTIONS; all else is open
  --rate <n>|auto|off        requests a second; auto follows x-throttle. By default off on this machine, else auto
  --timeout <seconds>        for each answer; 10 by default
  --start <command>          starts the server first, without a shell, and stops it at the end with its children
  --wait-for <url>           waits until this answers, whatever the status; with --start the endpoint by default
  --timeout-start <seconds>  for that; 30 by default

What is said
  --report <kinds>           junit, json, html, markdown, with commas between them
  --report-dir <folder>      where the reports go; contract-report by default
  --json <file>              the JSON report in this file
  --verbose                  a line at every tenth, and the output of the server that was started
  --help, --version

Exit codes: 0 all cells passed, or are open where that was expected; 1 a cell failed; 2 wrong usage or files;
3 none failed, but cells are open; 4 not run; 130 stopped, and what was made is removed.
`;
