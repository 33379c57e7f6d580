// generated from spec/customer-groups/openapi.yaml; do not edit

import { createExactJsonCodecs } from "@onespec/client-core/exact-json";
import { bodies } from "./bodies.js";

/** What reads and writes the bodies of this API, by what decimals are. */
export const codecs = createExactJsonCodecs(bodies);
