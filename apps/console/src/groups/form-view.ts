import { type FlagMember, flagMembers, type GroupInput, type TextMember, textMembers } from "./group-input.js";
import type { FieldErrors } from "./group-values.js";

interface TextLabel {
	readonly label: string;
	readonly hint: string;
	readonly kind: "line" | "lines" | "decimal" | "integer";
}

interface FlagLabel {
	readonly label: string;
	/** In the list, where it is ticked. */
	readonly short: string;
}

/** What the pages call each member. */
export const fieldLabels: { readonly [M in TextMember]: TextLabel } & { readonly [M in FlagMember]: FlagLabel } = {
	Name: { label: "Name", hint: "Up to 150 characters, such as Wholesale.", kind: "line" },
	Description: { label: "Description", hint: "What the group is for.", kind: "lines" },
	MinimumOrder: {
		label: "Minimum order",
		hint: "The smallest order that members may place; 0 for none.",
		kind: "decimal",
	},
	PriceLevel: { label: "Price level", hint: "The price list that members buy from; 1 is retail.", kind: "integer" },
	RegistrationMessage: {
		label: "Registration message",
		hint: "What a customer reads after registering.",
		kind: "lines",
	},
	AllowRegistration: { label: "Customers may register for this group", short: "Registration" },
	AutoApprove: { label: "Registrations are approved without review", short: "Auto-approve" },
	NonTaxable: { label: "Members pay no tax", short: "Tax-free" },
	DisableRewardPoints: { label: "Members collect no reward points", short: "No points" },
};

/** What a form shows. */
export interface FormState {
	readonly input: GroupInput;
	/** The group as it was when the form was opened; absent for a new one. */
	readonly original?: GroupInput;
	readonly errors?: FieldErrors;
	/** What is wrong with the whole. */
	readonly general?: readonly string[];
}

/** The form of a group, field by field, ready for the template. */
export function formView({ input, original, errors = {}, general = [] }: FormState) {
	const faulty = [...textMembers, ...flagMembers].filter((member) => errors[member] !== undefined);
	// The keyboard goes to the first field at fault, or to the name of a new group.
	const focus = faulty[0] ?? (original === undefined ? "Name" : undefined);
	const field = (member: TextMember) => ({
		member,
		...fieldLabels[member],
		value: input[member],
		error: errors[member],
		focus: member === focus,
	});
	return {
		name: field("Name"),
		description: field("Description"),
		minimumOrder: field("MinimumOrder"),
		priceLevel: field("PriceLevel"),
		registrationMessage: field("RegistrationMessage"),
		flags: flagMembers.map((member) => ({
			member,
			label: fieldLabels[member].label,
			checked: input[member],
			error: errors[member],
			focus: member === focus,
		})),
		faults: faulty.map((member) => ({ member, label: fieldLabels[member].label, error: errors[member] })),
		general,
		original: original === undefined ? undefined : JSON.stringify(original),
	};
}
