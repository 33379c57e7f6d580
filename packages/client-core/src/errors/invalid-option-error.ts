/** An option asks for something that this API's client was generated without. */
export class InvalidOptionError extends TypeError {
	override readonly name = "InvalidOptionError";

	/** @param option the option as it is written: `format: "xml"` */
	constructor(option: string) {
		super(`This client was generated without what ${option} needs; leave the option out.`);
	}
}
