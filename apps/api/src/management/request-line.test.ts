import fc from "fast-check";
import { expect, it } from "vitest";
import { createLog, requestLine } from "./logging.js";

const text = fc.string({ unit: "binary", maxLength: 60 });
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

const line = fc.record({
	level: fc.constantFrom("debug" as const, "info" as const),
	time: fc.nat(),
	reqId: text,
	method: text,
	path: text,
	operation: optional(text),
	status: optional(fc.integer({ min: 100, max: 599 })),
	duration: fc.nat().map((hundredths) => hundredths / 100),
	store: optional(fc.nat()),
	trace_id: optional(text),
	msg: text,
});

it("writes what a child of the logger writes", () => {
	let written = "";
	const stream = { write: (text: string) => (written = text) };
	const { logger } = createLog({ level: "debug", stream });
	fc.assert(
		fc.property(line, (made) => {
			const { level, time, reqId, msg, ...members } = made;
			logger.child({ reqId })[level](members, msg);
			expect(requestLine(made)).toBe(written.replace(/"time":[0-9]+/, `"time":${time}`));
		}),
	);
});
