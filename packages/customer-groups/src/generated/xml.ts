// generated from spec/customer-groups/openapi.yaml; do not edit

import { createXmlCodecs } from "@onespec/client-core/xml";
import { bodies } from "./bodies.js";

/** What reads and writes the bodies of this API, by what decimals are. */
export const codecs = createXmlCodecs(bodies);
