export { CodegenError } from "./codegen-error.js";
export { checkExtensions } from "./extensions/check-extensions.js";
export type { ExtensionFault } from "./extensions/extension-fault.js";
export { generatePackage } from "./generate.js";
export { type Variant, variantsOf } from "./samples/http-request.js";
export type { SampleFile } from "./samples/language.js";
export {
	checkSamples,
	type Ending,
	missingPrograms,
	type ProgramOptions,
	prepareSamples,
	runProgram,
} from "./samples/run-samples.js";
export { withCodeSamples } from "./samples/samples-document.js";
export {
	type MissingSample,
	type OperationSamples,
	SAMPLE_LANGUAGES,
	type Sample,
	type SamplesOptions,
	samplesOf,
} from "./samples/samples-of.js";
export { compareWithPackage, type Difference, writePackage } from "./write-package.js";
