import { expect, it } from "vitest";
import { FaultyService } from "./source-faults/faulty-service.js";
import type { Edit } from "./support/built-service.js";

// The mutation score plants its faults by a proxy. Here one fault of each family stands in the source of the service
// itself: the verification has to find it at the right cells, for its own reason. So the proxy is no special case.

const api = (file: string) => `apps/api/src/${file}`;

interface SourceFault extends Edit {
	family: string;
	/** The cells that turn red: all of them, and no others. */
	cells: RegExp;
	/** What each of them has to say. */
	because: RegExp;
}

const faults: SourceFault[] = [
	{
		family: "a message: the status of another answer",
		file: api("operations/update-customer-group.ts"),
		find: "failure(404, value",
		replace: "failure(400, value",
		cells: /^PUT \/CustomerGroups\/\{id\} 404 /,
		because: /^status: must be 404, but is 400/,
	},
	{
		family: "a shape: an empty array for one of one",
		file: api("operations/update-customer-group.ts"),
		find: '[{ Key: "CustomerGroupID", Value: value, Status: "200", Message: UPDATED }]',
		replace: "[]",
		cells: /^PUT \/CustomerGroups\/\{id\} 200 /,
		because: /must NOT have fewer|Missing child element/,
	},
	{
		family: "a member: one is missing",
		file: api("operations/create-customer-group.ts"),
		find: ", Message: CREATED",
		replace: "",
		cells: / 201 /,
		because: /\/Message: is missing|Expected is \( Message \)/,
	},
	{
		family: "XML: elements in another order",
		file: "packages/wire-codec/src/xml/write.ts",
		find: "memberElements(shape).map",
		replace: "memberElements(shape).reverse().map",
		cells: /(application|text)\/xml$/,
		because: /not expected/,
	},
];

it.each([faults.slice(0, -1), faults.slice(-1)])(
	"finds each fault at its own cells: $family, …",
	async (...planted) => {
		await using service = new FaultyService();
		await service.start(planted);
		const judged = await service.matrix();
		const red = judged.filter(({ outcome }) => outcome !== "passed").map(({ cell }) => cell);
		expect(red).toEqual(judged.map(({ cell }) => cell).filter((cell) => planted.some(({ cells }) => cells.test(cell))));
		for (const { cell, reasons } of judged) {
			for (const { cells, because } of planted.filter((one) => one.cells.test(cell))) {
				expect(
					reasons.some((one) => because.test(one)),
					`${cell}: ${reasons} ${cells}`,
				).toBe(true);
			}
		}
	},
	120_000,
);

it("finds behaviour that only a sequence of requests shows: an update that is not stored", async () => {
	await using service = new FaultyService();
	await service.start([
		{
			file: api("operations/update-customer-group.ts"),
			find: "await groups.update(storeId, path.id, changes)",
			replace: "await groups.get(storeId, path.id)",
		},
	]);
	expect(await service.sequences()).toMatch(/^(list|read) .*: (\d+: )?\w+ must be .*, but is /s);
}, 120_000);
