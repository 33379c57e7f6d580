import { backup } from "./backup.js";
import type { Command } from "./command.js";
import { copy } from "./copy.js";
import { demo } from "./demo.js";
import { profiles } from "./profiles.js";
import { serve } from "./serve.js";
import { storesCreate, storesDelete, storesList } from "./stores.js";
import { tokensCreate, tokensList, tokensRevoke, tokensRotate } from "./tokens.js";

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
	serve,
	storesCreate,
	storesList,
	storesDelete,
	tokensCreate,
	tokensList,
	tokensRevoke,
	tokensRotate,
	backup,
	copy,
	profiles,
	demo,
];
