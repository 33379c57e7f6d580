import fc from "fast-check";

/**
 * Property tests run with one seed, so that a run which passes passes again; `FAST_CHECK_SEED` looks further
 * (`FAST_CHECK_SEED=$RANDOM npx vitest run`), and what it finds becomes an example of its own.
 */
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20261122) });
