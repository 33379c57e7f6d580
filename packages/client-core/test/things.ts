import type {
	ApiDescription,
	BatchOperation,
	CountableOperation,
	Operation,
	ResultOperation,
	SingleOperation,
} from "../src/index.js";

/** A small API with the habits that operations can declare, as generated code would describe it. */
export interface Thing {
	ThingID: number;
	Name: string;
}

export const description: ApiDescription = {
	errors: { key: "Key", value: "Value", status: "Status", message: "Message" },
	requestId: ["x-request-id", "x-trace-id"],
};

export const listThings: CountableOperation = {
	id: "listThings",
	method: "GET",
	path: "/things",
	success: [200],
	failures: [400, 404],
	empty: { status: 404, message: "There are no things." },
	pagination: {
		limit: { name: "limit", default: 10, maximum: 500 },
		offset: { name: "offset", first: 1 },
		count: { parameter: "countonly", value: 1, member: "TotalCount" },
		pastTheEnd: { status: 400, message: "Offset amount exceeds the total number of records" },
		key: "ThingID",
	},
};

export const getThing: SingleOperation = {
	id: "getThing",
	method: "GET",
	path: "/things/{id}",
	success: [200],
	failures: [404],
	single: true,
	notFound: { status: 404, message: "The thing does not exist." },
};

export const createThing: ResultOperation = {
	id: "createThing",
	method: "POST",
	path: "/things",
	success: [201],
	failures: [400],
	result: { member: "Value", type: "integer" },
};

export const deleteThing: ResultOperation = {
	id: "deleteThing",
	method: "DELETE",
	path: "/things/{id}",
	success: [200],
	failures: [404],
	notFound: { status: 404, message: "The thing does not exist." },
	result: { member: "Value", type: "integer" },
};

export const updateThings: BatchOperation = {
	id: "updateThings",
	method: "PUT",
	path: "/things",
	success: [200, 206],
	failures: [400, 404],
	batch: { partial: 206, failed: [400, 404], key: "ThingID", maximum: 3 },
};

export const touchThing: Operation = { id: "touchThing", method: "POST", path: "/things/{id}/touch", success: [204] };

export const item = (status: number, value: string | number, message: string) => ({
	Key: status < 400 ? "ThingID" : "Error",
	Value: String(value),
	Status: String(status),
	Message: message,
});

export const noThings = [item(404, "", "There are no things.")];
export const noSuchThing = [item(404, "7", "The thing does not exist.")];
export const pastTheEnd = [item(400, "offset", "Offset amount exceeds the total number of records")];
