/**
 * Verifies once and prints what it took, as JSON: `node bench/measure.mjs '{ "spec": …, "endpoint": …, "target": "live" }'`.
 * The time for Node to start and to load what is needed is not in it.
 */
import { loadDocument } from "@onespec/openapi-document/load";
import { verify } from "../dist/index.js";

const { spec, ...options } = JSON.parse(process.argv[2]);
const document = await loadDocument(spec);
const before = process.cpuUsage();
const start = performance.now();
const { passed, total, ok, cells, readBack = 0 } = await verify({ spec: document, ...options });
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
const transactions = cells.reduce((sum, cell) => sum + cell.transactions.length, 0);
const mib = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ wall, cpu: (user + system) / 1000, mib, passed, total, transactions, readBack, ok }));
