import type { Migration } from "../../migrations/migration.js";
import { initial } from "./0001-initial.js";
import { accessChanges } from "./0002-access-changes.js";

/** All steps of the schema in PostgreSQL, in order of version. */
export const migrations: readonly Migration[] = [initial, accessChanges];
