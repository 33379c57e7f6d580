import { initial } from "./0001-initial.js";
import { jsonText } from "./0002-json-text.js";
import type { Migration } from "./migration.js";

/** All steps of the schema, in order of version. */
export const migrations: readonly Migration[] = [initial, jsonText];
