/** The tickets of a server, whatever framework it is written with. */
const tickets = new Map();
let last = 0;

export const token = "tickets-token";

export function listTickets({ state, limit = 20 }) {
	return [...tickets.values()].filter((ticket) => state === undefined || ticket.state === state).slice(0, limit);
}

export function createTicket({ subject, priority, state = "open", due = null, labels = [] }) {
	const ticket = { id: ++last, subject, priority, state, due, labels, createdAt: new Date().toISOString() };
	tickets.set(ticket.id, ticket);
	return ticket;
}

export function readTicket(id) {
	return tickets.get(Number(id));
}

export function changeTicket(id, change) {
	const ticket = readTicket(id);
	return ticket && Object.assign(ticket, change);
}

export function removeTicket(id) {
	return tickets.delete(Number(id));
}

/** Says where the server listens, as `listening on http://…`. */
export function announce(port) {
	console.log(`listening on http://127.0.0.1:${port}/v1`);
}
