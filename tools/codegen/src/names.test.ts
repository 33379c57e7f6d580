import { expect, it } from "vitest";
import { camelCase, pascalCase } from "./names.js";

it.each([
	["lockers", "Lockers"],
	["parcel-lockers", "ParcelLockers"],
	["crm-2-go", "Crm2Go"],
])("%s is %s in code", (name, expected) => {
	expect(pascalCase(name)).toBe(expected);
});

it.each([
	["SecureURL", "secureURL"],
	["PrivateKey", "privateKey"],
	["Token", "token"],
	["bearer", "bearer"],
	["APIKey", "apiKey"],
	["API", "api"],
	["X-Api-Key", "xApiKey"],
	["store_key", "storeKey"],
])("the scheme %s is the member %s", (name, expected) => {
	expect(camelCase(name)).toBe(expected);
});
