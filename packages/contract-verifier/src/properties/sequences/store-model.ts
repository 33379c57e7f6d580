/** A thing's members as they come back: canonical values. */
export type Thing = Record<string, unknown>;

/** What a store should hold, by what was asked of it. */
export class StoreModel {
	/** By id, as text. */
	readonly things = new Map<string, Thing>();
	/** Every id that was ever given out. */
	readonly issued = new Set<string>();
	readonly deleted: string[] = [];

	/** Ids of what sequences have made, which alone they change. */
	readonly own = new Set<string>();

	/** Ids in ascending order. */
	get ids(): string[] {
		return [...this.things.keys()].sort(byId);
	}

	/** The id of a thing of ours at a place, counted round; `undefined` where there is none. */
	pick(place: number): string | undefined {
		const ids = this.ids.filter((id) => this.own.has(id));
		return ids.length === 0 ? undefined : ids[place % ids.length];
	}

	add(id: string, thing: Thing): void {
		this.issued.add(id);
		this.things.set(id, thing);
	}

	change(id: string, members: Thing): void {
		this.things.set(id, { ...this.things.get(id), ...members });
	}

	remove(id: string): void {
		this.things.delete(id);
		this.deleted.push(id);
	}
}

function byId(one: string, other: string): number {
	const difference = Number(one) - Number(other);
	if (!Number.isNaN(difference)) return difference;
	return one < other ? -1 : one > other ? 1 : 0;
}
