/** A member's name that no XML element can have, such as `unit price`. */
export class UnwritableNameError extends Error {
	override readonly name = "UnwritableNameError";
	readonly member: string;

	constructor(member: string) {
		super(`No XML element can have the name ${JSON.stringify(member)}; give the member an xml.name in its schema.`);
		this.member = member;
	}
}
