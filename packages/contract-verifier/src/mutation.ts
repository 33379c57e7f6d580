export { kindsOf } from "./mutation/kinds-of.js";
export { MutationError } from "./mutation/mutation-error.js";
export { type MutationReport, objectionsTo, renderMutation } from "./mutation/report.js";
export type { Tally } from "./mutation/score.js";
export type { MutationMessage, MutationRequest } from "./mutation/worker.js";
