import { fileURLToPath } from "node:url";
import express from "express";
import OpenApiValidator from "express-openapi-validator";
import { announce, changeTicket, createTicket, listTickets, readTicket, removeTicket, token } from "./store.mjs";

const app = express();
app.use(express.json());
app.use(
	OpenApiValidator.middleware({
		apiSpec: fileURLToPath(new URL("tickets.yaml", import.meta.url)),
		validateSecurity: { handlers: { bearer: ({ headers }) => headers.authorization === `Bearer ${token}` } },
	}),
);
const missing = (response) => response.status(404).json({ message: "There is no such ticket." });
app.get("/v1/tickets", (request, response) => response.json(listTickets(request.query)));
app.post("/v1/tickets", (request, response) => {
	const ticket = createTicket(request.body);
	response.status(201).location(`/v1/tickets/${ticket.id}`).json(ticket);
});
app.get("/v1/tickets/:id", (request, response) => {
	const ticket = readTicket(request.params.id);
	return ticket === undefined ? missing(response) : response.json(ticket);
});
app.patch("/v1/tickets/:id", (request, response) => {
	const ticket = changeTicket(request.params.id, request.body);
	return ticket === undefined ? missing(response) : response.json(ticket);
});
app.delete("/v1/tickets/:id", (request, response) =>
	removeTicket(request.params.id) ? response.status(204).end() : missing(response),
);
app.use((error, _request, response, _next) => response.status(error.status ?? 500).json({ message: error.message }));
const server = app.listen(0, "127.0.0.1", () => announce(server.address().port));
