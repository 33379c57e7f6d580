/** A format that says something of the value: what fits it, and the n-th sample. */
interface Format {
	readonly fits: (value: string) => boolean;
	readonly sample: (n: number) => string;
}

const matching = (pattern: RegExp) => (text: string) => pattern.test(text);

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
const EMAIL = /^[^\s@"<>]+@[^\s@.]+(?:\.[^\s@.]+)*$/;
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;

function isDate(text: string): boolean {
	const [, year, month, day] = DATE.exec(text) ?? [];
	if (year === undefined) return false;
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function isDateTime(text: string): boolean {
	return /^.{10}[Tt ]/.test(text) && isDate(text.slice(0, 10)) && TIME.test(text.slice(11));
}

function isIpv6(text: string): boolean {
	return /^[0-9a-f:.]{2,45}$/i.test(text) && URL.canParse(`http://[${text}]`);
}

/** The n-th day from the first of 2024 on. */
const day = (n: number) => new Date(Date.UTC(2024, 0, 1) + ((n - 1) % 10_000) * 86_400_000).toISOString().slice(0, 10);
const at = (n: number) => `${String((n - 1) % 24).padStart(2, "0")}:30:00Z`;
const uri: Format = {
	fits: (text) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text),
	sample: (n) => `https://www.example.com/${n}`,
};
const reference: Format = { fits: matching(/^[^\s\\]*$/), sample: (n) => `/path/${n}` };
const email: Format = {
	fits: (text) => /^[!-~]+$/.test(text) && EMAIL.test(text),
	sample: (n) => `person${n}@example.com`,
};
const host: Format = { fits: matching(HOST_NAME), sample: (n) => `host${n}.example.com` };

const FORMATS: Readonly<Record<string, Format>> = {
	date: { fits: isDate, sample: day },
	"date-time": { fits: isDateTime, sample: (n) => `${day(n)}T09:30:00Z` },
	time: { fits: matching(TIME), sample: at },
	duration: {
		fits: matching(/^P(?=.)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?)$/),
		sample: (n) => `P${n}D`,
	},
	email,
	"idn-email": { ...email, fits: matching(EMAIL) },
	hostname: host,
	"idn-hostname": { fits: matching(/^[^\s/:@]+$/), sample: host.sample },
	ipv4: { fits: matching(IPV4), sample: (n) => `192.0.2.${n % 256}` },
	ipv6: { fits: isIpv6, sample: (n) => `2001:db8::${(n % 65_536).toString(16)}` },
	uri,
	url: uri,
	iri: uri,
	"uri-reference": reference,
	"iri-reference": reference,
	"uri-template": { fits: matching(/^(?:[^\s{}]|\{[^{}\s]+\})*$/), sample: (n) => `/path/${n}/{id}` },
	uuid: {
		fits: matching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i),
		sample: (n) => `5f2b8f0a-6f0c-4d8e-9a3b-${n.toString(16).padStart(12, "0")}`,
	},
	"json-pointer": { fits: matching(/^(?:\/(?:[^/~]|~[01])*)*$/), sample: (n) => `/items/${n}` },
	"relative-json-pointer": { fits: matching(/^\d+(?:#|(?:\/(?:[^/~]|~[01])*)*)$/), sample: (n) => `${n}/name` },
	regex: { fits: isRegex, sample: (n) => `^[a-z]{${n}}$` },
	byte: {
		fits: matching(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/),
		sample: (n) => btoa(`sample ${n}`),
	},
};

function isRegex(text: string): boolean {
	try {
		new RegExp(text, "u");
		return true;
	} catch {
		return false;
	}
}

/** The least and greatest value of the formats of numbers. A double has no more exact bounds for `int64` than these. */
export const NUMBER_FORMATS: Readonly<Record<string, readonly [least: number, most: number]>> = {
	int8: [-128, 127],
	uint8: [0, 255],
	int16: [-(2 ** 15), 2 ** 15 - 1],
	uint16: [0, 2 ** 16 - 1],
	int32: [-(2 ** 31), 2 ** 31 - 1],
	uint32: [0, 2 ** 32 - 1],
	int64: [-(2 ** 63), 2 ** 63],
	uint64: [0, 2 ** 64],
};

/** Whether a value is of a format; a format that is not known allows all. */
export function formatFits(format: string, value: string | number): boolean {
	if (typeof value === "string") return !Object.hasOwn(FORMATS, format) || (FORMATS[format] as Format).fits(value);
	if (!Object.hasOwn(NUMBER_FORMATS, format)) return true;
	const [least, most] = NUMBER_FORMATS[format] as readonly [number, number];
	return value >= least && value <= most;
}

/** The n-th sample of a text format; `undefined` for one that is not known. */
export function formatSample(format: string, n: number): string | undefined {
	return Object.hasOwn(FORMATS, format) ? (FORMATS[format] as Format).sample(n) : undefined;
}
