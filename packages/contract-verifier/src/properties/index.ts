export { agree } from "../agreement/agree.js";
export type { AgreementResult } from "../agreement/result.js";
export { type ExploreOptions, explore } from "./explore.js";
export { type PropertiesReport, propertiesExitCode, renderProperties } from "./render.js";
export { type PropertiesResult, runProperties } from "./run.js";
export { runSequences, type SequencesResult } from "./sequences/run.js";
