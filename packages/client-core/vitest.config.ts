import { mergeConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

// One test counts what is alive.
export default mergeConfig(shared, { test: { execArgv: ["--expose-gc"] } });
