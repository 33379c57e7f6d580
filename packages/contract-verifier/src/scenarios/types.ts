type Text = string | number | boolean;

/** The parts of a request that a scenario may state. */
export interface RequestParts {
	path?: Record<string, Text>;
	/** `null` leaves a parameter out that would be sent otherwise. */
	query?: Record<string, Text | Text[] | null>;
	headers?: Record<string, Text | null>;
	body?: unknown;
	bodyText?: { json?: string; xml?: string };
}

/** A request of an operation, for set-up and clean-up. */
export interface Call extends RequestParts {
	operation: string;
}

/** Data that a scenario needs before its request; values of others stand in it as `{other.id}`, which are made first. */
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
	fixtures: Record<string, Fixture>;
	causes: Record<string, Scenario>;
	operations: Record<string, Record<string, Record<string, Scenario>>>;
}

/** Says what is wrong at a place of the file, given by its keys. */
export type Complain = (keys: (string | number)[], problem: string) => never;
