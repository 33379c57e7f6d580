import { fileURLToPath } from "node:url";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export const thingsSpec = file("../fixtures/things.yaml");
export const thingsScenarios = file("../fixtures/things.scenarios.yaml");
export const lockersSpec = file("../fixtures/lockers/openapi.yaml");
export const lockersScenarios = file("../fixtures/lockers/scenarios.yaml");
export const thingsCredentials = { default: { Key: "thing-key-1" }, slow: { Key: "slow-key" } };
export const lockersCredentials = { default: { bearer: "locker-room-key" }, wrong: { bearer: "no-such-token" } };
export const notesSpec = file("../fixtures/notes/openapi.yaml");
export const notesScenarios = file("../fixtures/notes/scenarios.yaml");
export const petsSpec = file("../fixtures/pets/openapi.yaml");
