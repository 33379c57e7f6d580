// What the peers share: the groups, the words of the answers, the path.
export { groupOf } from "../dist/groups.js";

/** The words of the document's examples. */
export const CREATED = "Created successfully";
export const UPDATED = "updated successfully";

/** A result of a write. */
export const result = (id, status, message) => [
	{ Key: "CustomerGroupID", Value: String(id), Status: String(status), Message: message },
];

/** The base path that all servers share, so that they get the same requests. */
export const BASE = "/3dCartWebAPI/v1";

/** Listens on a free port and says where. */
export function announce(server) {
	server.listen(0, "127.0.0.1", () => {
		console.log(`listening on http://127.0.0.1:${server.address().port}${BASE}`);
	});
}
