// Dredd loads hooks from files only. This one connects a run's hooks, which wait under the run's id, with Dredd's.
const hooks = require("hooks");

const runs = globalThis[Symbol.for("@onespec/contract-verifier/runs")];
const run = runs.get(hooks.configuration.custom.contractVerifierRun);

hooks.beforeAll(run.beforeAll);
hooks.beforeEach(run.beforeEach);
hooks.beforeEachValidation(run.beforeEachValidation);
hooks.afterEach(run.afterEach);
