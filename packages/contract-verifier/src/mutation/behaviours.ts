import { accessBehaviours } from "./behaviours/access.js";
import { answerBehaviours } from "./behaviours/answers.js";
import type { Behaviour, BehaviourInput } from "./behaviours/behaviour.js";
import { parameterBehaviours } from "./behaviours/parameters.js";
import { storedBehaviours } from "./behaviours/stored.js";

/** Every behavioural fault that a document and its scenarios give. */
export function behavioursOf(input: BehaviourInput): Behaviour[] {
	const all = [accessBehaviours, parameterBehaviours, answerBehaviours, storedBehaviours];
	return all.flatMap((derive) => derive(input));
}
