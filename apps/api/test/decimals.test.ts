import fc from "fast-check";
import { expect, it } from "vitest";
import { createGroup, newStore, startService } from "./support/service.js";

/** Plain decimals of 1 to 17 digits, as a body may write them. */
const decimal = fc
	.tuple(fc.boolean(), fc.stringMatching(/^[1-9][0-9]{0,16}$/), fc.nat({ max: 17 }))
	.map(([negative, digits, places]) => {
		const padded = digits.padStart(places + 1, "0");
		const point = padded.length - places;
		const text = places === 0 ? padded : `${padded.slice(0, point)}.${padded.slice(point)}`;
		return `${negative ? "-" : ""}${text}`;
	});

it("MinimumOrder comes back digit for digit, in and out of both representations", async () => {
	const { call, data } = await startService();
	const credentials = await newStore(data);
	const id = await createGroup(call, credentials, { Name: "a" });
	const path = `/CustomerGroups/${id}`;
	await fc.assert(
		fc.asyncProperty(decimal, fc.boolean(), async (text, inXml) => {
			const put = inXml
				? {
						headers: { "Content-Type": "text/xml" },
						body: `<CustomerGroup><MinimumOrder>${text}</MinimumOrder></CustomerGroup>`,
					}
				: { body: `{"MinimumOrder":${text}}` };
			expect((await call("PUT", path, { credentials, ...put })).status).toBe(200);
			const json = await call("GET", path, { credentials });
			expect(/"MinimumOrder":([^,]+),/.exec(json.text)?.[1]).toBe(text.includes(".") ? text : `${text}.0`);
			const xml = await call("GET", path, { credentials, headers: { Accept: "text/xml" } });
			// What JSON pads with, XML goes without.
			expect(/<MinimumOrder>([^<]+)</.exec(xml.text)?.[1]).toBe(text.replace(/\.0$/, ""));
		}),
		{ numRuns: 60 },
	);
});

it.each(["123456789012345678", "0.123456789012345678", "-1.23456789012345678", '"1"', "true", "null", "[1]"])(
	"refuses %s",
	async (text) => {
		const { call, data } = await startService();
		const credentials = await newStore(data);
		const { status, json } = await call("POST", "/CustomerGroups", {
			credentials,
			body: `{"Name":"a","MinimumOrder":${text}}`,
		});
		expect([status, json]).toEqual([
			400,
			[
				{
					Key: "Error",
					Value: "MinimumOrder",
					Status: "400",
					Message: "MinimumOrder must be a decimal number of at most 17 digits.",
				},
			],
		]);
	},
);
