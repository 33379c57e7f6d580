import type { Format } from "ajv";
import ajvFormats from "ajv-formats";

/** The formats of JSON Schema, as the common plug-in of the validator has them. */
const STANDARD = [
	"time",
	"duration",
	"email",
	"hostname",
	"ipv4",
	"ipv6",
	"uri",
	"uri-reference",
	"uri-template",
	"json-pointer",
	"relative-json-pointer",
] as const;

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const DATE_TIME = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

function isDate(text: string): boolean {
	const [, year, month, day] = DATE.exec(text) ?? [];
	if (year === undefined) return false;
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** The formats that are checked; any other is ignored. */
export const formats: Record<string, Format> = {
	...Object.fromEntries(STANDARD.map((name) => [name, ajvFormats.default.get(name)])),
	int32: { type: "number", validate: (value: number) => value >= -2147483648 && value <= 2147483647 },
	// A double has no more exact bounds than these.
	int64: { type: "number", validate: (value: number) => value >= -(2 ** 63) && value <= 2 ** 63 },
	date: isDate,
	"date-time": (text: string) => isDate(DATE_TIME.exec(text)?.[1] ?? ""),
	uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
	byte: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
};
