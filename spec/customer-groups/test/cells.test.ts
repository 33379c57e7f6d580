import { cellsOf } from "@onespec/contract-verifier";
import { loadDocument } from "@onespec/openapi-document/load";
import { expect, test } from "vitest";
import { documentFile } from "./spec.js";

const mediaTypes = ["application/json", "text/json", "application/xml", "text/xml"];
const noBody = [null];

/** Written by hand from the documents, so that none can be dropped by editing the spec. */
const documented = [
	{ operation: "listCustomerGroups", statuses: [200, 400, 401, 404], requests: noBody, cells: 16 },
	{ operation: "createCustomerGroup", statuses: [201, 400, 401], requests: mediaTypes, cells: 48 },
	{ operation: "updateCustomerGroups", statuses: [200, 400, 401, 404], requests: mediaTypes, cells: 64 },
	{ operation: "getCustomerGroup", statuses: [200, 400, 401, 404], requests: noBody, cells: 16 },
	{ operation: "updateCustomerGroup", statuses: [200, 400, 401, 404], requests: mediaTypes, cells: 64 },
	{ operation: "deleteCustomerGroup", statuses: [200, 400, 401, 404], requests: noBody, cells: 16 },
] as const;

/** What the vendor documents elsewhere (206) and what was decided (429). */
const decided = [
	{ operation: "listCustomerGroups", statuses: [429], requests: noBody, cells: 4 },
	{ operation: "createCustomerGroup", statuses: [429], requests: mediaTypes, cells: 16 },
	{ operation: "updateCustomerGroups", statuses: [206, 429], requests: mediaTypes, cells: 32 },
	{ operation: "getCustomerGroup", statuses: [429], requests: noBody, cells: 4 },
	{ operation: "updateCustomerGroup", statuses: [429], requests: mediaTypes, cells: 16 },
	{ operation: "deleteCustomerGroup", statuses: [429], requests: noBody, cells: 4 },
] as const;

type Row = (typeof documented)[number] | (typeof decided)[number];

function expanded(row: Row): string[] {
	return row.statuses.flatMap((status) =>
		row.requests.flatMap((request) =>
			mediaTypes.map((response) => `${row.operation} ${status} ${request ?? "no body"} > ${response}`),
		),
	);
}

const cells = cellsOf((await loadDocument(documentFile)).model);
const names = cells.map(
	(cell) => `${cell.operationId} ${cell.status} ${cell.requestMediaType ?? "no body"} > ${cell.responseMediaType}`,
);

test("the handwritten list has the documents' 224 combinations", () => {
	expect(documented.map((row) => expanded(row).length)).toEqual([16, 48, 64, 16, 64, 16]);
	expect(new Set(documented.flatMap(expanded)).size).toBe(224);
});

test.each([...documented, ...decided])("$operation has its $cells cells of $statuses", (row) => {
	expect(expanded(row)).toHaveLength(row.cells);
	expect(expanded(row).filter((name) => !names.includes(name))).toEqual([]);
});

test("the document has these 300 cells and no other", () => {
	expect(names).toHaveLength(300);
	expect([...names].sort()).toEqual([...documented, ...decided].flatMap(expanded).sort());
});

test("the causes of all cells make 620 transactions", () => {
	expect(cells.reduce((sum, cell) => sum + cell.causes.length, 0)).toBe(620);
});
