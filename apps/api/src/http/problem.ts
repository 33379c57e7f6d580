/** Why a request is refused, before it becomes the documented error body in the negotiated media type. */
export class Problem extends Error {
	override readonly name = "Problem";
	readonly status: number;
	/** The header, parameter or member at fault; empty where nothing can be named. */
	readonly value: string;
	/** Headers that belong to the answer, such as `Retry-After`. */
	readonly headers: Readonly<Record<string, string>>;

	constructor(status: number, value: string, message: string, headers: Readonly<Record<string, string>> = {}) {
		super(message);
		this.status = status;
		this.value = value;
		this.headers = headers;
	}
}
