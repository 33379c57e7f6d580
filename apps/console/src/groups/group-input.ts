import type { CustomerGroup } from "@onespec/customer-groups";
import { defaults } from "@onespec/customer-groups/defaults";
import { plainText } from "./decimal.js";

/** The members that a user types. */
export const textMembers = ["Name", "Description", "MinimumOrder", "PriceLevel", "RegistrationMessage"] as const;
/** The members that a user ticks. */
export const flagMembers = ["AllowRegistration", "AutoApprove", "NonTaxable", "DisableRewardPoints"] as const;

export type TextMember = (typeof textMembers)[number];
export type FlagMember = (typeof flagMembers)[number];
export type Member = TextMember | FlagMember;

/** A group as a form holds it: every text as typed, every box as ticked. */
export type GroupInput = { readonly [M in TextMember]: string } & { readonly [M in FlagMember]: boolean };

/** The form of an existing group. */
export function inputOf(group: CustomerGroup): GroupInput {
	return {
		Name: group.Name,
		Description: group.Description,
		MinimumOrder: plainText(group.MinimumOrder),
		PriceLevel: String(group.PriceLevel),
		RegistrationMessage: group.RegistrationMessage,
		AllowRegistration: group.AllowRegistration,
		AutoApprove: group.AutoApprove,
		NonTaxable: group.NonTaxable,
		DisableRewardPoints: group.DisableRewardPoints,
	};
}

/** The form of a new group: the document's defaults. */
export const newGroupInput: GroupInput = inputOf({ CustomerGroupID: 0, Name: "", ...defaults.createCustomerGroup });

/**
 * Reads a submitted form. What is absent is empty or not ticked, as browsers send it.
 *
 * @param body what the form parser made of the request
 */
export function readInput(body: unknown): GroupInput {
	const fields: Record<string, unknown> = typeof body === "object" && body !== null ? { ...body } : {};
	const text = (member: TextMember) => {
		const value = fields[member];
		return typeof value === "string" ? withPlainLines(value) : "";
	};
	const flag = (member: FlagMember) => fields[member] !== undefined;
	return {
		Name: text("Name"),
		Description: text("Description"),
		MinimumOrder: text("MinimumOrder"),
		PriceLevel: text("PriceLevel"),
		RegistrationMessage: text("RegistrationMessage"),
		AllowRegistration: flag("AllowRegistration"),
		AutoApprove: flag("AutoApprove"),
		NonTaxable: flag("NonTaxable"),
		DisableRewardPoints: flag("DisableRewardPoints"),
	};
}

/**
 * Reads the hidden field in which an edit form carries the group as it was when the form was opened.
 *
 * @returns the group, or undefined where the field is missing or not what the console wrote
 */
export function readOriginal(body: unknown): GroupInput | undefined {
	if (typeof body !== "object" || body === null || !("original" in body)) return undefined;
	try {
		const found: unknown = JSON.parse(String(body.original));
		return isGroupInput(found) ? found : undefined;
	} catch {
		return undefined;
	}
}

function isGroupInput(value: unknown): value is GroupInput {
	if (typeof value !== "object" || value === null) return false;
	const fields = new Map<string, unknown>(Object.entries(value));
	return (
		textMembers.every((member) => typeof fields.get(member) === "string") &&
		flagMembers.every((member) => typeof fields.get(member) === "boolean")
	);
}

/**
 * What a browser sends for a text that the user left alone: a one-line field loses its line breaks, every other line
 * break arrives as CRLF. Compared in this form, a text that nobody touched never looks changed.
 */
export function asSent(member: TextMember, text: string): string {
	const lines = withPlainLines(text);
	return member === "Name" ? lines.replaceAll("\n", "") : lines;
}

function withPlainLines(text: string): string {
	return text.replace(/\r\n?/g, "\n");
}
