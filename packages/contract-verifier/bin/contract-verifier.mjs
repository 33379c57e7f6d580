#!/usr/bin/env node
import { main } from "../dist/cli.js";

const controller = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => controller.abort(new Error(signal)));
process.exitCode = await main(process.argv.slice(2), process, controller.signal);
// Dredd may still wait for a server that does not answer; its answer is of no use now.
const flush = (stream) => new Promise((resolve) => stream.write("", resolve));
await Promise.all([flush(process.stdout), flush(process.stderr)]);
process.exit();
