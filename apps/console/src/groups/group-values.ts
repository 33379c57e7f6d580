import type { CustomerGroupCreate, CustomerGroupUpdate } from "@onespec/customer-groups";
import type { ErrorResult } from "../api/api-failure.js";
import { plainText, readDecimal } from "./decimal.js";
import { asSent, flagMembers, type GroupInput, type Member, type TextMember, textMembers } from "./group-input.js";

/** What is wrong with a form, by member. */
export type FieldErrors = { readonly [M in Member]?: string };

/** What a form says, ready for the API, or what is wrong with it. */
export type Reading<Values> = { readonly values: Values } | { readonly errors: FieldErrors };

/**
 * Reads the form of a new group. A member that was left empty is not sent: the API then sets its default.
 *
 * Checked here is only what cannot be sent at all; every other rule is the API's, which names the member at fault.
 */
export function readNewGroup(input: GroupInput): Reading<CustomerGroupCreate> {
	const { values, errors } = readMembers(
		input,
		textMembers.filter((member) => member === "Name" || input[member].trim() !== ""),
	);
	if (Object.keys(errors).length > 0) return { errors };
	for (const member of flagMembers) values[member] = input[member];
	return { values: { ...values, Name: values.Name ?? "" } };
}

/**
 * Reads the form of an existing group. Only what the user changed is sent, so that no member changes by being shown:
 * a number of more digits than JavaScript holds keeps them, and so does what somebody else changed meanwhile.
 *
 * @param input the form as submitted
 * @param original the form as opened
 */
export function readChanges(input: GroupInput, original: GroupInput): Reading<CustomerGroupUpdate> {
	const changed = textMembers.filter((member) => asSent(member, input[member]) !== asSent(member, original[member]));
	const { values, errors } = readMembers(input, changed);
	if (Object.keys(errors).length > 0) return { errors };
	for (const member of flagMembers) {
		if (input[member] !== original[member]) values[member] = input[member];
	}
	return { values };
}

/**
 * Sorts the reasons of a refusal: those that name a member of the form go to its field, the rest above the form.
 */
export function sortErrors(results: readonly ErrorResult[]): { fields: FieldErrors; general: string[] } {
	const fields: { [M in Member]?: string } = {};
	const general: string[] = [];
	for (const { Value, Message } of results) {
		const member = [...textMembers, ...flagMembers].find((candidate) => candidate === Value);
		if (member === undefined) general.push(Message);
		else fields[member] = fields[member] === undefined ? Message : `${fields[member]} ${Message}`;
	}
	return { fields, general };
}

function readMembers(input: GroupInput, members: readonly TextMember[]) {
	const values: { -readonly [M in keyof CustomerGroupUpdate]: CustomerGroupUpdate[M] } = {};
	const errors: { [M in Member]?: string } = {};
	for (const member of members) {
		const text = input[member];
		if (member === "MinimumOrder") {
			const value = readDecimal(text);
			if (typeof value === "number") values[member] = value;
			else errors[member] = value === "malformed" ? "Enter a number such as 50 or 101.25." : inexact(text);
		} else if (member === "PriceLevel") {
			if (/^\s*[+-]?\d{1,15}\s*$/.test(text)) values[member] = Number(text);
			else errors[member] = "Enter a whole number such as 1.";
		} else if (member === "Name") {
			if (text.trim() === "") errors[member] = "Enter a name.";
			else values[member] = text.trim();
		} else {
			values[member] = text;
		}
	}
	return { values, errors };
}

function inexact(text: string): string {
	const nearest = Number(text);
	const hint = Number.isFinite(nearest) ? ` The nearest that it can send is ${plainText(nearest)}.` : "";
	return `The console cannot send this many digits exactly.${hint}`;
}
