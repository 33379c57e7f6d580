import type { FaultKind } from "./kind.js";
import { memberKinds } from "./kinds/members.js";
import { messageKinds } from "./kinds/messages.js";
import { shapeKinds } from "./kinds/shapes.js";
import { xmlKinds } from "./kinds/xml.js";

/** Every kind of fault in an answer. */
export const faultKinds: FaultKind[] = [...messageKinds, ...shapeKinds, ...memberKinds, ...xmlKinds];
