/** What a trace shows that matters for durability, in the order in which it happened. */
export type TraceEvent =
	| { kind: "request"; connection: string }
	| { kind: "answer"; connection: string }
	/** A write into the log of the database began. */
	| { kind: "log" }
	/** All that was written into it reached the disk. */
	| { kind: "sync" };

const CALL = /^(?<pid>[0-9]+) +(?<name>\w+)\((?<descriptor>[0-9]+)<(?<target>[^>]*(?:->[^>]*)?)>(?<rest>.*)$/s;
const RESUMED = /^(?<pid>[0-9]+) +<\.\.\. (?<name>\w+) resumed>(?<rest>.*)$/s;

/**
 * Reads the output of `strace -f -y` on a service over SQLite.
 *
 * @param log the path of the write-ahead log
 */
export function readTrace(text: string, log: string): TraceEvent[] {
	const events: TraceEvent[] = [];
	/** Of each process, the call that has begun and not ended. */
	const begun = new Map<string, { name: string; descriptor: string; target: string }>();
	for (const line of text.split("\n")) {
		const { pid = "", name = "", descriptor = "", target = "", rest = "" } = CALL.exec(line)?.groups ?? {};
		const resumed = RESUMED.exec(line)?.groups;
		if (resumed) {
			const call = begun.get(resumed.pid ?? "");
			begun.delete(resumed.pid ?? "");
			if (call && call.name === resumed.name) ended(call, resumed.rest ?? "");
		} else if (name !== "") {
			if (/^p?writev?(?:64)?$|^send(?:to|msg)$/.test(name)) {
				if (target === log) events.push({ kind: "log" });
				else if (/HTTP\/1\.1 2[0-9]{2} /.test(rest)) events.push({ kind: "answer", connection: descriptor });
			}
			if (line.endsWith("<unfinished ...>")) begun.set(pid, { name, descriptor, target });
			else ended({ name, descriptor, target }, rest);
		}
	}
	return events;

	function ended(
		{ name, descriptor, target }: { name: string; descriptor: string; target: string },
		rest: string,
	): void {
		if (/^f(?:data)?sync$/.test(name) && target === log && /= 0$/.test(rest)) events.push({ kind: "sync" });
		if (/^read$|^recv/.test(name) && /"(?:POST|PUT|DELETE) /.test(rest)) {
			events.push({ kind: "request", connection: descriptor });
		}
	}
}

/** How many answers to writes there are, and which of them came before their write was written and synced. */
export function judgeTrace(events: readonly TraceEvent[]): { answers: number; early: number[] } {
	/** How far the write of each connection is since its request came. */
	const writes = new Map<string, "received" | "written" | "synced">();
	const early: number[] = [];
	let answers = 0;
	for (const [index, event] of events.entries()) {
		switch (event.kind) {
			case "request":
				writes.set(event.connection, "received");
				break;
			case "log":
				for (const connection of writes.keys()) writes.set(connection, "written");
				break;
			case "sync":
				for (const [connection, state] of writes) if (state === "written") writes.set(connection, "synced");
				break;
			case "answer": {
				const state = writes.get(event.connection);
				if (state === undefined) break; // an answer to a request that writes nothing
				writes.delete(event.connection);
				answers++;
				if (state !== "synced") early.push(index);
			}
		}
	}
	return { answers, early };
}
