import { createCustomerGroupsApi, listCustomerGroups } from "@onespec/customer-groups";
import { nodeTransport } from "@onespec/customer-groups/node";
import { validateCustomerGroupListOrCount } from "@onespec/customer-groups/validators";
import { type Figure, median } from "../figures.js";
import { groupOf } from "../groups.js";
import { interleave, microseconds, percentage, ratio } from "../measure.js";
import type { Server } from "../server.js";
import { clientOptions, cpuOfCalls } from "./cpu-of-calls.js";

const ITEMS = 100;
const AT_ONCE = 8;

/** What validating a response of 100 items takes beside parsing its bytes, and adds to the call. */
export async function validation(server: Server, rounds: number): Promise<Figure[]> {
	const groups = Array.from({ length: ITEMS }, (_, index) => groupOf(index + 1));
	const text = JSON.stringify(groups);
	const { parse, validate } = await interleave(
		{
			parse: () => microseconds(() => JSON.parse(text), 3000),
			validate: () => microseconds(() => validateCustomerGroupListOrCount(groups, { decimals: "number" }), 30_000),
		},
		rounds,
	);

	const transport = nodeTransport({ connections: AT_ONCE });
	const plain = createCustomerGroupsApi({ ...clientOptions(server), transport });
	const validating = createCustomerGroupsApi({ ...clientOptions(server), transport, validate: { responses: true } });
	const cpuOfLists = (client: typeof plain) =>
		cpuOfCalls(() => listCustomerGroups(client, { limit: ITEMS }), 400, AT_ONCE);
	const { without, by } = await interleave(
		{ without: () => cpuOfLists(plain), by: () => cpuOfLists(validating) },
		rounds,
	).finally(() => transport.close());
	return [
		median("response of 100 items validated", percentage(validate, parse), "% of JSON.parse", {
			aim: { atMost: 5 },
		}),
		median("list of 100 with responses validated", ratio(by, without), "times without"),
	];
}
