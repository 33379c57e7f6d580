#!/usr/bin/env node
import { commands, run } from "./cli/run.js";

// Not process.exit: `serve` has returned, and goes on serving.
process.exitCode = await run("customer-groups-api", commands, process.argv.slice(2), {
	env: process.env,
	print: (line) => process.stdout.write(`${line}\n`),
	printError: (line) => process.stderr.write(`${line}\n`),
});
