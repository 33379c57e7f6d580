import Database from "libsql";
import { afterEach, beforeEach, expect, it } from "vitest";
import { executor, prepare } from "./statements.js";

let database: Database.Database;

beforeEach(() => {
	database = new Database(":memory:");
	database.exec("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
});

afterEach(() => {
	database.close();
});

it("gives the first row, or none", () => {
	const insert = prepare(database, "INSERT INTO things VALUES (?, ?)");
	expect(insert(1, "one")).toBeUndefined();
	insert(2, "two");
	const find = prepare(database, "SELECT id, name FROM things WHERE id >= ? ORDER BY id");
	expect(find(1)).toEqual([1, "one"]);
	expect(find(3)).toBeUndefined();
});

it("takes new parameters after a failure", () => {
	const insert = prepare(database, "INSERT INTO things VALUES (?, ?) RETURNING id");
	expect(insert(1, "one")).toEqual([1]);
	expect(() => insert(1, "another")).toThrow(/UNIQUE/);
	expect(insert(2, "two")).toEqual([2]);
	expect(() => insert(3, null)).toThrow(/NOT NULL/);
	expect(insert(3, "three")).toEqual([3]);
	expect(database.prepare("SELECT * FROM things").raw().all([])).toEqual([
		[1, "one"],
		[2, "two"],
		[3, "three"],
	]);
});

it("a statement with a name is prepared once, and takes new parameters after a failure", () => {
	const execute = executor(database);
	const insert = (...values: (number | string)[]) =>
		execute({ name: "insert", text: "INSERT INTO things VALUES ($1, $2) RETURNING id, name", values });
	expect(insert(1, "one")).toEqual([{ id: 1, name: "one" }]);
	expect(() => insert(1, "another")).toThrow(/UNIQUE/);
	expect(insert(2, "two")).toEqual([{ id: 2, name: "two" }]);
	expect(insert(3, "three")).toEqual([{ id: 3, name: "three" }]);
});
