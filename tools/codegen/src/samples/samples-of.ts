import type { Filling } from "@onespec/contract-verifier/request";
import type { DocumentModel, MediaTypeName, Operation } from "@onespec/openapi-document";
import { apiOf } from "../api.js";
import { pascalCase } from "../names.js";
import {
	type HttpRequest,
	httpRequestOf,
	type Variable,
	type Variant,
	variablesOf,
	variantsOf,
} from "./http-request.js";
import type { Language } from "./language.js";
import { csharp } from "./languages/csharp.js";
import { curl } from "./languages/curl.js";
import { go } from "./languages/go.js";
import { java } from "./languages/java.js";
import { javascript } from "./languages/javascript.js";
import { php } from "./languages/php.js";
import { python } from "./languages/python.js";
import { ruby } from "./languages/ruby.js";
import { typescript, typescriptRefusal, typescriptSource } from "./languages/typescript.js";

/** One program that sends one request. */
export interface Sample {
	/** Of the document: its {@link Operation.id}. */
	readonly operation: string;
	/** For programs: `csharp`. */
	readonly language: string;
	/** For people: `C#`, or `C#, XML` where the operation has samples in several media types. */
	readonly label: string;
	/** The media types of its bodies. */
	readonly variant: Variant;
	/** Of the body that it sends, else of the one that it asks for; empty where there is neither. */
	readonly mediaType: MediaTypeName;
	/** Different for each sample of a document, in any case: `getThing.xml.cs`. */
	readonly fileName: string;
	/** The name of its class, in languages that need one. */
	readonly className: string;
	readonly source: string;
	/** Its variables in the environment, by security scheme. */
	readonly credentials: ReadonlyMap<string, Variable>;
}

/** A request that a language has no sample for. */
export interface MissingSample extends Pick<Sample, "operation" | "language" | "mediaType"> {
	readonly reason: string;
}

/** The samples of one operation. */
export interface OperationSamples {
	/** Its {@link Operation.id}. */
	readonly operation: string;
	readonly samples: readonly Sample[];
	/** What has no sample, and why. */
	readonly missing: readonly MissingSample[];
}

export interface SamplesOptions {
	/** The name of the API, which its generated package has: `parcel-lockers`. */
	readonly name: string;
	/** The name of the package on npm; `@onespec/<name>` unless told. */
	readonly packageName?: string | undefined;
	/** The languages that are wanted, by name; all unless told. */
	readonly languages?: readonly string[] | undefined;
	/** What the request of an operation says in place of the document's examples. */
	readonly filling?: ((operation: Operation, variant: Variant) => Filling | undefined) | undefined;
}

/** The languages but TypeScript, whose samples call the generated package. */
const LANGUAGES: readonly Language[] = [curl, javascript, php, csharp, ruby, python, go, java];

/** All languages, in the order in which people see them. */
export const SAMPLE_LANGUAGES: readonly Pick<Language, "name" | "label" | "extension" | "runtime">[] = [
	curl,
	typescript,
	...LANGUAGES.slice(1),
];

/**
 * A program for each operation, language and kind of body of a document, with the values of its examples. Base URL and
 * credentials are read from the environment, and have the document's values where it has none; the program prints the
 * status and the body, and fails where the status is none of success.
 *
 * @example
 * const [{ samples }] = samplesOf(model, { name: "lockers" });
 * samples.find(({ language }) => language === "python")?.source; // "import os\nimport sys\n…"
 */
export function samplesOf(
	model: DocumentModel,
	{ name, packageName, languages, filling }: SamplesOptions,
): OperationSamples[] {
	const api = apiOf(name, { bundled: {}, model, files: [] }, undefined, packageName);
	const variables = variablesOf(model);
	const names = new UniqueNames("-");
	const classes = new UniqueNames("");
	return model.operations.map((operation) => {
		const samples: Sample[] = [];
		const missing: MissingSample[] = [];
		const typed = api.operations.find((one) => one.operation.id === operation.id);
		const variants = variantsOf(operation);
		const kinds = new Set<string>();
		for (const variant of variants) {
			const { mediaType = "", kind = "none" } = variant.request ?? variant.answer ?? {};
			const requestOf = (one: Variant) =>
				httpRequestOf(model, operation, one, variables, filling?.(operation, variant));
			const stem = names.take(kinds.size === 0 ? operation.id : `${operation.id}.${kind}`);
			const className = classes.take(`${pascalCase(stem).replace(/^(?=\d)/, "_")}Sample`);
			kinds.add(kind);
			const attempt = (language: string, label: string, extension: string, source: () => string | Refusal) => {
				const about = { operation: operation.id, language, mediaType };
				const made = orRefusal(source);
				if (typeof made !== "string") return missing.push({ ...about, ...made });
				const shown = variants.length > 1 ? `${label}, ${KINDS[kind] ?? mediaType}` : label;
				const { credentials } = request as HttpRequest;
				return samples.push({
					...about,
					variant,
					label: shown,
					fileName: `${stem}.${extension}`,
					className,
					source: made,
					credentials,
				});
			};
			let request: HttpRequest | undefined;
			for (const { name: language, label, extension } of SAMPLE_LANGUAGES) {
				if (languages?.includes(language) === false) continue;
				const own = LANGUAGES.find((one) => one.name === language);
				attempt(language, label, extension, () => {
					request ??= requestOf(variant);
					if (own !== undefined) return refused(own.refusal?.(request)) ?? own.source(request, className);
					const refusal = typescriptRefusal(api, typed, variant);
					if (refusal !== undefined || typed === undefined) return { reason: refusal ?? "" };
					const twin =
						typed.request && typed.request.kind !== variant.request?.kind
							? requestOf({ ...variant, request: typed.request })
							: request;
					return typescriptSource({ api, model: typed, variant, request, twin, variables });
				});
			}
		}
		return { operation: operation.id, samples, missing };
	});
}

type Refusal = Pick<MissingSample, "reason">;

function refused(reason: string | undefined): Refusal | undefined {
	return reason === undefined ? undefined : { reason };
}

/** What can't be written in a media type is named, and the other samples are made all the same. */
function orRefusal(make: () => string | Refusal): string | Refusal {
	try {
		return make();
	} catch (error) {
		return { reason: (error as Error).message };
	}
}

const KINDS: Readonly<Record<string, string>> = {
	json: "JSON",
	xml: "XML",
	form: "form",
	multipart: "multipart",
	text: "text",
};

/** Names of files and classes, different in any case, and of a length that every file system takes. */
class UniqueNames {
	readonly #taken = new Set<string>();
	readonly #beforeNumber: string;

	constructor(beforeNumber: string) {
		this.#beforeNumber = beforeNumber;
	}

	take(text: string): string {
		const words = text.replace(/[^A-Za-z0-9_.-]+/g, "-").replace(/^[.-]+|[.-]+$/g, "");
		const name = words.slice(0, 80) || "operation";
		let free = name;
		for (let number = 2; this.#taken.has(free.toLowerCase()); number++) {
			free = `${name}${this.#beforeNumber}${number}`;
		}
		this.#taken.add(free.toLowerCase());
		return free;
	}
}
