import { after } from "../data/interface.js";
import { failure } from "../http/response/error-result.js";
import { jsonArrayOf } from "../json-text.js";
import type { Handler } from "./handlers.js";
import { NO_SUCH_GROUP } from "./messages.js";

/** The group that the URL names, as the only element of an array. */
export const getCustomerGroup: Handler<"getCustomerGroup"> = ({ groups, storeId, path }) =>
	after(groups.get(storeId, path.id), (group) =>
		group ? { status: 200, body: jsonArrayOf(group) } : failure(404, String(path.id), NO_SUCH_GROUP),
	);
