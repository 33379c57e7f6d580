import { createCustomerGroupsApi, listCustomerGroups } from "@onespec/customer-groups";
import { nodeTransport } from "@onespec/customer-groups/node";
import type { Figure } from "../figures.js";
import { groupOf } from "../groups.js";
import { spread } from "../measure.js";
import type { Server } from "../server.js";
import { clientOptions, cpuOfCalls } from "./subjects.js";

const ITEMS = 100;

/** What validating a response of 100 items adds to the call, as a share of parsing its bytes. */
export async function validation(server: Server, rounds: number): Promise<Figure[]> {
	const { validateCustomerGroupListOrCount } = await import("@onespec/customer-groups/number-validators");
	const groups = Array.from({ length: ITEMS }, (_, index) => groupOf(index + 1));
	const text = JSON.stringify(groups);
	const shares: number[] = [];
	for (let round = 0; round <= rounds; round++) {
		const parse = microseconds(() => JSON.parse(text), 3000);
		const validate = microseconds(() => validateCustomerGroupListOrCount(groups), 30_000);
		if (round > 0) shares.push((100 * validate) / parse);
	}
	const share = spread(shares);

	const transport = nodeTransport({ connections: 8 });
	const plain = createCustomerGroupsApi({ ...clientOptions(server), transport });
	const validating = createCustomerGroupsApi({ ...clientOptions(server), transport, validate: { responses: true } });
	const added: number[] = [];
	for (let round = 0; round <= rounds; round++) {
		const without = await cpuOfCalls(() => listCustomerGroups(plain, { limit: ITEMS }), 400, 8);
		const by = await cpuOfCalls(() => listCustomerGroups(validating, { limit: ITEMS }), 400, 8);
		if (round > 0) added.push(by / without);
	}
	await transport.close();
	const call = spread(added);
	return [
		{
			what: "response of 100 items validated",
			value: share.median,
			spread: share,
			unit: "% of JSON.parse",
			aim: { atMost: 5 },
		},
		{ what: "list of 100 with responses validated", value: call.median, spread: call, unit: "times without" },
	];
}

function microseconds(work: () => unknown, times: number): number {
	const started = performance.now();
	for (let time = 0; time < times; time++) work();
	return ((performance.now() - started) * 1000) / times;
}
