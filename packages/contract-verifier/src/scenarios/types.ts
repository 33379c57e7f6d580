type Text = string | number | boolean;

/** The parts of a request that a scenario may state. */
export interface RequestParts {
	path?: Record<string, Text>;
	query?: Record<string, Text | Text[]>;
	headers?: Record<string, Text | null>;
	body?: unknown;
	bodyText?: { json?: string; xml?: string };
}

/** A request of an operation, for set-up and clean-up. */
export interface Call extends RequestParts {
	operation: string;
}

/** Data that a scenario needs before its request. */
export interface Fixture extends Call {
	save?: Record<string, string>;
	cleanup?: Call;
}

/** How a cause is brought about. */
export interface Scenario extends RequestParts {
	natural?: boolean;
	profile?: string;
	fixtures?: string[];
	fresh?: boolean;
	save?: Record<string, string>;
	cleanup?: Call;
	repeat?: { until: number; atMost: number };
}

/** An operation that plays a role in the model; `{id}` in its path stands for the id. */
export interface Role {
	operation: string;
	path?: Record<string, Text>;
	/** The status for an id that names nothing; 404 by default. */
	missing?: number;
}

/** Which operations create, read, change, list and count the things of a store, for sequences that know no API by name. */
export interface Model {
	/** The profiles of two stores of their own. */
	profile: string;
	other: string;
	/** The member that is the id. */
	id: string;
	/** An id that never names anything. */
	absent: Text;
	/** By profile: the roles that it must be refused. */
	refused?: Record<string, RoleName[]>;
	/** `id`: a pointer to the new id in the answer; `defaults`: the values of members that are not sent. */
	create: Role & { id: string; defaults?: Record<string, unknown> };
	/** `value`: a pointer to the thing in the answer. */
	read: Role & { value: string };
	update?: Role;
	/** `partial`: the status where some items fail; `result`: a pointer to the id in an item's result. */
	updateMany?: Role & { partial: number; result?: string };
	delete: Role;
	/** Names of the query parameters, and what the answers depend on. */
	list?: Role & {
		limit: string;
		offset: string;
		/** The offset of the first thing. */
		first: number;
		defaultLimit: number;
		/** The statuses for a store without things, and for an offset past the end. */
		empty: number;
		pastEnd: number;
	};
	count?: Role & { query: Record<string, Text>; value: string };
}

export type RoleName = "create" | "read" | "update" | "updateMany" | "delete" | "list" | "count";

/** What the server grants to the credentials of a profile; an empty one has every permission in the common store. */
export interface ProfileDeclaration {
	/** The only permissions; all where it is absent. */
	permissions?: ("read" | "write")[];
	/** The credentials belong to a store of their own, empty at first. */
	ownStore?: boolean;
	/** The throttle of these credentials; others are not throttled. */
	bucket?: { capacity: number; leakPerSecond: number };
	/** Credentials of the right form that the server does not know. */
	unknown?: true;
}

/** What a scenarios file says. */
export interface Scenarios {
	profiles?: Record<string, ProfileDeclaration>;
	model?: Model;
	fixtures: Record<string, Fixture>;
	causes: Record<string, Scenario>;
	operations: Record<string, Record<string, Record<string, Scenario>>>;
}

/** Says what is wrong at a place of the file, given by its keys. */
export type Complain = (keys: (string | number)[], problem: string) => never;
