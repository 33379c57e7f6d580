/** A small API as openapi-typescript would write it. */
export interface paths {
	"/lockers/{number}": {
		parameters: { query?: never; header?: never; path: { number: number }; cookie?: never };
		get: {
			parameters: { query?: { verbose?: 0 | 1 }; header?: never; path: { number: number }; cookie?: never };
			requestBody?: never;
			responses: {
				200: { headers: { [name: string]: unknown }; content: { "application/json": Locker } };
				404: { headers: { [name: string]: unknown }; content: { "application/json": Problem } };
			};
		};
		put: {
			parameters: { query?: never; header?: never; path: { number: number }; cookie?: never };
			requestBody: { content: { "application/json": { locked: boolean } } };
			responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Locker } } };
		};
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
}

export interface Locker {
	number: number;
	locked: boolean;
}

export interface Problem {
	reason: string;
}
