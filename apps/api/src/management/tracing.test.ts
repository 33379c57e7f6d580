import { expect, it } from "vitest";
import { traceParent } from "./tracing.js";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const SPAN = "b7ad6b7169203331";

it("reads the caller's span", () => {
	expect(traceParent({ traceparent: `00-${TRACE}-${SPAN}-01` })).toEqual({
		traceId: TRACE,
		spanId: SPAN,
		traceFlags: 1,
		isRemote: true,
	});
	const { traceFlags, traceState } =
		traceParent({ traceparent: `00-${TRACE}-${SPAN}-00`, tracestate: "vendor=1" }) ?? {};
	expect([traceFlags, traceState?.get("vendor")]).toEqual([0, "1"]);
});

it("of a later version reads what it knows", () => {
	expect(traceParent({ traceparent: `01-${TRACE}-${SPAN}-03-more` })).toMatchObject({ traceId: TRACE, traceFlags: 1 });
});

it.each([
	undefined,
	"",
	"nonsense",
	`00-${TRACE}-${SPAN}`,
	`00-${TRACE}-${SPAN}-01-more`,
	`ff-${TRACE}-${SPAN}-01`,
	`00-${"0".repeat(32)}-${SPAN}-01`,
	`00-${TRACE}-${"0".repeat(16)}-01`,
	`00-${TRACE.toUpperCase()}-${SPAN}-01`,
])("passes over %j", (traceparent) => {
	expect(traceParent(traceparent === undefined ? {} : { traceparent })).toBeUndefined();
});
