import { fileURLToPath } from "node:url";
import Fastify from "fastify";
import openapiGlue from "fastify-openapi-glue";
import { announce, changeTicket, createTicket, listTickets, readTicket, removeTicket, token } from "./store.mjs";

const missing = (reply) => reply.code(404).send({ message: "There is no such ticket." });
const serviceHandlers = {
	listTickets: async ({ query }) => listTickets(query),
	createTicket: async ({ body }, reply) => {
		const ticket = createTicket(body);
		return reply.code(201).header("location", `/v1/tickets/${ticket.id}`).send(ticket);
	},
	readTicket: async ({ params }, reply) => readTicket(params.id) ?? missing(reply),
	changeTicket: async ({ params, body }, reply) => changeTicket(params.id, body) ?? missing(reply),
	removeTicket: async ({ params }, reply) => (removeTicket(params.id) ? reply.code(204).send() : missing(reply)),
};
const securityHandlers = {
	bearer(request) {
		if (request.headers.authorization !== `Bearer ${token}`)
			throw Object.assign(new Error("Who are you?"), { statusCode: 401 });
	},
};

// The body as it came, so that a text is no number.
const app = Fastify({ ajv: { customOptions: { coerceTypes: "array", removeAdditional: false } } });
app.setErrorHandler((error, _, reply) => reply.code(error.statusCode ?? 500).send({ message: error.message }));
const specification = fileURLToPath(new URL("tickets.yaml", import.meta.url));
app.register(openapiGlue, { specification, serviceHandlers, securityHandlers, prefix: "v1" });
await app.listen({ host: "127.0.0.1", port: 0 });
announce(app.server.address().port);
