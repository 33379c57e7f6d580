/** The APIs that are asked of every tool: a small document of our own with a row for each kind, and those of others. */
import type { AdapterNames } from "./adapters.js";
import {
	type Answers,
	answer,
	bytes,
	cutOff,
	fulfilled,
	gives,
	nothing,
	type Row,
	rejected,
	saysLater,
	sent,
	sentForm,
	sentHeader,
	sentParts,
	sentQuery,
} from "./judges.js";

/** One API, with what is asked of it. */
export interface Subject extends AdapterNames {
	/** By the name of the call. */
	readonly rows: Readonly<Record<string, Row>>;
	readonly answers: Answers;
	/** The calls of each tool, as its documentation has them. */
	readonly calls: Readonly<Record<string, string>>;
}

const bearer = 'Authorization: "Bearer secret"';
const later = answer(429, "", undefined, { "retry-after": 86_400 });
const problem = { title: "Not found", status: 404, detail: "No such item." };
const titles = {
	item: "JSON",
	security: "credentials, by the document's scheme",
	problem: "a 404, with its words",
	removed: "204 without a body",
	parts: "multipart with a file",
	form: "form",
	query: "parameters of the query",
	cut: "a body that is cut off is an error",
	later: "429 with Retry-After of a day is an error at once",
	wide: "int64 9007199254740993",
} as const;
const item = { id: "7", name: "Box" };

const own: Subject = {
	api: "Rows",
	credentials: '{ bearer: "secret" }',
	header: bearer,
	rows: {
		item: { title: titles.item, judge: gives(item) },
		security: { title: titles.security, call: "item", judge: sentHeader("authorization", "Bearer secret") },
		problem: { title: "problem details of a 404, parsed", judge: gives({ status: 404, words: "No such item." }) },
		removed: { title: titles.removed, judge: fulfilled },
		begun: { title: "202 without a body", judge: fulfilled },
		text: { title: "text", judge: gives("a,b\n1,2\n") },
		download: { title: "download of 100,000 bytes", judge: gives(bytes) },
		upload: {
			title: "upload of 100,000 bytes",
			judge: sent(({ body }) => (body.equals(bytes) ? "" : `sent ${body.length} bytes`)),
		},
		form: { title: titles.form, judge: sentForm(["name", "a b"], ["tags", "x"], ["tags", "y"]) },
		parts: { title: titles.parts, judge: sentParts("title") },
		events: { title: "event stream, one by one", judge: gives([{ n: 1 }, { n: 2 }]) },
		query: { title: "explode: false, deepObject", judge: sentQuery("ids=3,4&filter[colour]=red") },
		cut: { title: titles.cut, judge: rejected },
		later: { title: titles.later, judge: saysLater },
		wide: { title: titles.wide, judge: gives("9007199254740993") },
	},
	answers: {
		"GET /items/7": answer(200, item),
		"GET /items/404": answer(404, problem, "application/problem+json"),
		"GET /items": answer(200, [item]),
		"POST /jobs": nothing(202),
		"GET /table": answer(200, "a,b\n1,2\n", "text/csv"),
		"GET /file": answer(200, bytes, "application/pdf"),
		"GET /events": answer(200, 'data: {"n":1}\n\ndata: {"n":2}\n\n', "text/event-stream"),
		"GET /cut": cutOff,
		"GET /later": later,
		"GET /wide": answer(200, '{"id":9007199254740993}'),
	},
	calls: {
		onespec: `		item: () => api.getItem(client, "7"),
		problem: () => api.getItem(client, "404").catch((error: unknown) => status(error)),
		removed: () => api.deleteItem(client, "7"),
		begun: () => api.startJob(client),
		text: () => api.readTable(client),
		download: async () => new Uint8Array(await (await api.readFile(client)).bytes()),
		upload: (bytes: Uint8Array<ArrayBuffer>) => api.writeFile(client, new Blob([bytes])),
		form: () => api.sendForm(client, { name: "a b", tags: ["x", "y"] }),
		parts: (bytes: Uint8Array<ArrayBuffer>) => api.sendParts(client, { title: "T", file: new Blob([bytes]) }),
		events: async () => {
			const found: unknown[] = [];
			for await (const { data } of await api.readEvents(client)) found.push(typeof data === "string" ? JSON.parse(data) : data);
			return found;
		},
		query: () => api.listItems(client, { ids: [3, 4], filter: { colour: "red" } }),
		cut: () => api.readCut(client),
		later: () => api.readLater(client).catch((error: unknown) => status(error)),
		wide: async () => String((await api.readWide(client)).id),
`,
		"hey-api": `		item: () => good(api.getItem({ path: { id: "7" } })),
		problem: () => failure(api.getItem({ path: { id: "404" } })),
		removed: () => good(api.deleteItem({ path: { id: "7" } })),
		begun: () => good(api.startJob()),
		text: () => good(api.readTable()),
		download: async () => new Uint8Array(await ((await good(api.readFile())) as Blob).arrayBuffer()),
		upload: (bytes: Uint8Array<ArrayBuffer>) => good(api.writeFile({ body: new Blob([bytes]) })),
		form: () => good(api.sendForm({ body: { name: "a b", tags: ["x", "y"] } })),
		parts: (bytes: Uint8Array<ArrayBuffer>) => good(api.sendParts({ body: { title: "T", file: new Blob([bytes]) } })),
		events: async () => {
			const found: unknown[] = [];
			const { stream } = await api.readEvents({ sseMaxRetryAttempts: 1 });
			for await (const one of stream) found.push(one);
			return found;
		},
		query: () => good(api.listItems({ query: { ids: [3, 4], filter: { colour: "red" } } })),
		cut: () => good(api.readCut()),
		later: () => failure(api.readLater()),
		wide: async () => String((await good(api.readWide()))?.id),
`,
		orval: `		item: () => good(api.getItem("7")),
		problem: () => failure(api.getItem("404")),
		removed: () => good(api.deleteItem("7")),
		begun: () => good(api.startJob()),
		text: () => good(api.readTable()),
		download: async () => new Uint8Array(await ((await good(api.readFile())) as Blob).arrayBuffer()),
		upload: (bytes: Uint8Array<ArrayBuffer>) => good(api.writeFile(new Blob([bytes]))),
		form: () => good(api.sendForm({ name: "a b", tags: ["x", "y"] })),
		parts: (bytes: Uint8Array<ArrayBuffer>) => good(api.sendParts({ title: "T", file: new Blob([bytes]) })),
		events: () => good(api.readEvents()),
		query: () => good(api.listItems({ ids: [3, 4], filter: { colour: "red" } })),
		cut: () => good(api.readCut()),
		later: () => failure(api.readLater()),
		wide: async () => String((await good(api.readWide())).id),
`,
		kubb: `		item: () => api.getItem("7"),
		problem: () => api.getItem("404").catch((error: unknown) => error),
		removed: () => api.deleteItem("7"),
		begun: () => api.startJob(),
		text: () => api.readTable(),
		download: async () => new Uint8Array(await ((await api.readFile()) as Blob).arrayBuffer()),
		upload: (bytes: Uint8Array<ArrayBuffer>) => api.writeFile(new Blob([bytes])),
		form: () => api.sendForm({ name: "a b", tags: ["x", "y"] }),
		parts: (bytes: Uint8Array<ArrayBuffer>) => api.sendParts({ title: "T", file: new Blob([bytes]) }),
		events: () => api.readEvents(),
		query: () => api.listItems({ ids: [3, 4], filter: { colour: "red" } }),
		cut: () => api.readCut(),
		later: () => api.readLater(),
		wide: async () => String((await api.readWide()).id),
`,
		"openapi-fetch": `		item: () => good(client.GET("/items/{id}", { params: { path: { id: "7" } } })),
		problem: () => failure(client.GET("/items/{id}", { params: { path: { id: "404" } } })),
		removed: () => good(client.DELETE("/items/{id}", { params: { path: { id: "7" } } })),
		begun: () => good(client.POST("/jobs")),
		text: () => good(client.GET("/table", { parseAs: "text" })),
		download: async () => new Uint8Array((await good(client.GET("/file", { parseAs: "arrayBuffer" }))) as ArrayBuffer),
		upload: (bytes: Uint8Array<ArrayBuffer>) =>
			good(client.PUT("/file", { body: "", bodySerializer: () => new Blob([bytes]), headers: { "Content-Type": "application/octet-stream" } })),
		form: () =>
			good(client.POST("/forms", { body: { name: "a b", tags: ["x", "y"] }, bodySerializer: (body) => form(body, [["name", "a b"], ["tags", "x"], ["tags", "y"]], URLSearchParams), headers: { "Content-Type": "application/x-www-form-urlencoded" } })),
		parts: (bytes: Uint8Array<ArrayBuffer>) =>
			good(client.POST("/parts", { body: { title: "T", file: "" }, bodySerializer: (body) => form(body, [["title", "T"], ["file", new Blob([bytes])]], FormData) })),
		events: () => good(client.GET("/events")),
		query: () => good(client.GET("/items", { params: { query: { ids: [3, 4], filter: { colour: "red" } } } })),
		cut: () => good(client.GET("/cut")),
		later: () => failure(client.GET("/later")),
		wide: async () => String((await good(client.GET("/wide")))?.id),
`,
	},
};

const pet = { id: 7, name: "Rex", photoUrls: [] };
const petstore: Subject = {
	api: "Petstore",
	credentials: '{ apiKey: "secret", petstoreAuth: "secret" }',
	header: 'api_key: "secret"',
	rows: {
		item: { title: titles.item, judge: gives(pet) },
		security: { title: titles.security, judge: sentHeader("api_key", "secret") },
		query: { title: titles.query, judge: sentQuery("status=available&status=sold") },
		form: { title: titles.form, judge: sentForm(["name", "a b"], ["status", "sold"]) },
		parts: { title: titles.parts, judge: sentParts("additionalMetadata") },
		cut: { title: titles.cut, judge: rejected },
		later: { title: titles.later, judge: saysLater },
		wide: { title: titles.wide, judge: gives("9007199254740993") },
	},
	answers: {
		"GET /pet/7": answer(200, pet),
		"GET /store/inventory": answer(200, { sold: 1 }),
		"GET /pet/findByStatus": answer(200, [pet]),
		"POST /pet/7/uploadImage": answer(200, { code: 200 }),
		"GET /pet/8": cutOff,
		"GET /pet/9": later,
		"GET /pet/10": answer(200, '{"id":9007199254740993,"name":"Rex","photoUrls":[]}'),
	},
	calls: {
		onespec: `
		item: () => api.getPetById(client, 7),
		security: () => api.getInventory(client),
		query: () => api.findPetsByStatus(client, { status: ["available", "sold"] }),
		form: () => api.updatePetWithForm(client, 7, { name: "a b", status: "sold" }),
		parts: (bytes: Uint8Array<ArrayBuffer>) => api.uploadFile(client, 7, { additionalMetadata: "T", file: new Blob([bytes]) }),
		cut: () => api.getPetById(client, 8),
		later: () => api.getPetById(client, 9).catch((error: unknown) => status(error)),
		wide: async () => String((await api.getPetById(client, 10)).id),
`,
		"hey-api": `
		item: () => good(api.getPetById({ path: { petId: 7 } })),
		security: () => good(api.getInventory()),
		query: () => good(api.findPetsByStatus({ query: { status: ["available", "sold"] } })),
		form: () => good(api.updatePetWithForm({ path: { petId: 7 }, body: { name: "a b", status: "sold" } })),
		parts: (bytes: Uint8Array<ArrayBuffer>) => good(api.uploadFile({ path: { petId: 7 }, body: { additionalMetadata: "T", file: new Blob([bytes]) } })),
		cut: () => good(api.getPetById({ path: { petId: 8 } })),
		later: () => failure(api.getPetById({ path: { petId: 9 } })),
		wide: async () => String(((await good(api.getPetById({ path: { petId: 10 } }))) as { id?: unknown }).id),
`,
		orval: `
		item: () => good(api.getPetById(7)),
		security: () => good(api.getInventory()),
		query: () => good(api.findPetsByStatus({ status: ["available", "sold"] })),
		form: () => good(api.updatePetWithForm(7, { name: "a b", status: "sold" })),
		parts: (bytes: Uint8Array<ArrayBuffer>) => good(api.uploadFile(7, { additionalMetadata: "T", file: new Blob([bytes]) })),
		cut: () => good(api.getPetById(8)),
		later: () => failure(api.getPetById(9)),
		wide: async () => String(((await good(api.getPetById(10))) as { id?: unknown }).id),
`,
		kubb: `
		item: () => api.getPetById(7),
		security: () => api.getInventory(),
		query: () => api.findPetsByStatus({ status: ["available", "sold"] }),
		form: () => api.updatePetWithForm(7, { name: "a b", status: "sold" }),
		parts: (bytes: Uint8Array<ArrayBuffer>) => api.uploadFile(7, { additionalMetadata: "T", file: new Blob([bytes]) }),
		cut: () => api.getPetById(8),
		later: () => api.getPetById(9),
		wide: async () => String((await api.getPetById(10)).id),
`,
		"openapi-fetch": `
		item: () => good(client.GET("/pet/{petId}", { params: { path: { petId: 7 } } })),
		security: () => good(client.GET("/store/inventory")),
		query: () => good(client.GET("/pet/findByStatus", { params: { query: { status: ["available", "sold"] } } })),
		form: () =>
			good(client.POST("/pet/{petId}", { params: { path: { petId: 7 } }, body: { name: "a b", status: "sold" }, headers: { "Content-Type": "application/x-www-form-urlencoded" } })),
		parts: (bytes: Uint8Array<ArrayBuffer>) =>
			good(client.POST("/pet/{petId}/uploadImage", { params: { path: { petId: 7 } }, body: { additionalMetadata: "T", file: "" }, bodySerializer: (body) => form(body ?? {}, [["additionalMetadata", "T"], ["file", new Blob([bytes])]], FormData) })),
		cut: () => good(client.GET("/pet/{petId}", { params: { path: { petId: 8 } } })),
		later: () => failure(client.GET("/pet/{petId}", { params: { path: { petId: 9 } } })),
		wide: async () => String((await good(client.GET("/pet/{petId}", { params: { path: { petId: 10 } } })))?.id),
`,
	},
};

const booking = { id: "7", passenger_name: "Ann" };
const trainTravel: Subject = {
	api: "TrainTravel",
	credentials: '{ oAuth2: "secret" }',
	header: bearer,
	rows: {
		item: { title: titles.item, judge: gives(booking) },
		created: { title: "a write without the readOnly members", judge: gives(booking) },
		security: { title: titles.security, call: "created", judge: sentHeader("authorization", "Bearer secret") },
		query: { title: titles.query, judge: sentQuery("origin=a b&destination=c&date=2024-02-01T09:00:00Z&dogs=true") },
		problem: { title: titles.problem, judge: gives({ status: 404, words: "No such item." }) },
		removed: { title: titles.removed, judge: fulfilled },
		cut: { title: titles.cut, judge: rejected },
		later: { title: titles.later, judge: saysLater },
	},
	answers: {
		"GET /bookings/7": answer(200, booking),
		"POST /bookings": answer(201, booking),
		"GET /trips": answer(200, { data: [] }),
		"GET /bookings/404": answer(404, problem, "application/problem+json"),
		"GET /bookings/8": cutOff,
		"GET /bookings/9": later,
	},
	calls: {
		onespec: `
		item: () => api.getBooking(client, "7"),
		created: () => api.createBooking(client, { passenger_name: "Ann" }),
		query: () => api.getTrips(client, { origin: "a b", destination: "c", date: "2024-02-01T09:00:00Z", dogs: true }),
		problem: () => api.getBooking(client, "404").catch((error: unknown) => status(error)),
		removed: () => api.deleteBooking(client, "7"),
		cut: () => api.getBooking(client, "8"),
		later: () => api.getBooking(client, "9").catch((error: unknown) => status(error)),
`,
		"hey-api": `
		item: () => good(api.getBooking({ path: { bookingId: "7" } })),
		created: () => good(api.createBooking({ body: { passenger_name: "Ann" } })),
		query: () => good(api.getTrips({ query: { origin: "a b", destination: "c", date: "2024-02-01T09:00:00Z", dogs: true } })),
		problem: () => failure(api.getBooking({ path: { bookingId: "404" } })),
		removed: () => good(api.deleteBooking({ path: { bookingId: "7" } })),
		cut: () => good(api.getBooking({ path: { bookingId: "8" } })),
		later: () => failure(api.getBooking({ path: { bookingId: "9" } })),
`,
		orval: `
		item: () => good(api.getBooking("7")),
		created: () => good(api.createBooking({ passenger_name: "Ann" })),
		query: () => good(api.getTrips({ origin: "a b", destination: "c", date: "2024-02-01T09:00:00Z", dogs: true })),
		problem: () => failure(api.getBooking("404")),
		removed: () => good(api.deleteBooking("7")),
		cut: () => good(api.getBooking("8")),
		later: () => failure(api.getBooking("9")),
`,
		kubb: `
		item: () => api.getBooking("7"),
		created: () => api.createBooking({ passenger_name: "Ann" }),
		query: () => api.getTrips({ origin: "a b", destination: "c", date: "2024-02-01T09:00:00Z", dogs: true }),
		problem: () => api.getBooking("404").catch((error: unknown) => error),
		removed: () => api.deleteBooking("7"),
		cut: () => api.getBooking("8"),
		later: () => api.getBooking("9"),
`,
		"openapi-fetch": `
		item: () => good(client.GET("/bookings/{bookingId}", { params: { path: { bookingId: "7" } } })),
		created: () => good(client.POST("/bookings", { body: { passenger_name: "Ann" } })),
		query: () => good(client.GET("/trips", { params: { query: { origin: "a b", destination: "c", date: "2024-02-01T09:00:00Z", dogs: true } } })),
		problem: () => failure(client.GET("/bookings/{bookingId}", { params: { path: { bookingId: "404" } } })),
		removed: () => good(client.DELETE("/bookings/{bookingId}", { params: { path: { bookingId: "7" } } })),
		cut: () => good(client.GET("/bookings/{bookingId}", { params: { path: { bookingId: "8" } } })),
		later: () => failure(client.GET("/bookings/{bookingId}", { params: { path: { bookingId: "9" } } })),
`,
	},
};

const planet = { id: 7, name: "Mars" };
const galaxy: Subject = {
	api: "Galaxy",
	credentials: '{ bearer: "secret" }',
	header: bearer,
	rows: {
		item: { title: titles.item, judge: gives(planet) },
		created: { title: "a write without the readOnly members", judge: gives(planet) },
		security: { title: titles.security, call: "created", judge: sentHeader("authorization", "Bearer secret") },
		query: { title: titles.query, judge: sentQuery("limit=5&offset=10") },
		problem: { title: titles.problem, judge: gives({ status: 404, words: "No such item." }) },
		removed: { title: titles.removed, judge: fulfilled },
		parts: { title: titles.parts, judge: sentParts("image") },
		cut: { title: titles.cut, judge: rejected },
		later: { title: titles.later, judge: saysLater },
	},
	answers: {
		"GET /planets/7": answer(200, planet),
		"POST /planets": answer(201, planet),
		"GET /planets": answer(200, { data: [planet] }),
		"GET /planets/404": answer(404, problem),
		"POST /planets/7/image": answer(200, { message: "Kept." }),
		"GET /planets/8": cutOff,
		"GET /planets/9": later,
	},
	calls: {
		onespec: `
		item: () => api.getPlanet(client, 7),
		created: () => api.createPlanet(client, { name: "Mars" }),
		query: () => api.getAllData(client, { limit: 5, offset: 10 }),
		problem: () => api.getPlanet(client, 404).catch((error: unknown) => status(error)),
		removed: () => api.deletePlanet(client, 7),
		parts: (bytes: Uint8Array<ArrayBuffer>) => api.uploadImage(client, 7, { image: new Blob([bytes]) }),
		cut: () => api.getPlanet(client, 8),
		later: () => api.getPlanet(client, 9).catch((error: unknown) => status(error)),
`,
		"hey-api": `
		item: () => good(api.getPlanet({ path: { planetId: 7 } })),
		created: () => good(api.createPlanet({ body: { name: "Mars" } })),
		query: () => good(api.getAllData({ query: { limit: 5, offset: 10 } })),
		problem: () => failure(api.getPlanet({ path: { planetId: 404 } })),
		removed: () => good(api.deletePlanet({ path: { planetId: 7 } })),
		parts: (bytes: Uint8Array<ArrayBuffer>) => good(api.uploadImage({ path: { planetId: 7 }, body: { image: new Blob([bytes]) } })),
		cut: () => good(api.getPlanet({ path: { planetId: 8 } })),
		later: () => failure(api.getPlanet({ path: { planetId: 9 } })),
`,
		orval: `
		item: () => good(api.getPlanet(7)),
		created: () => good(api.createPlanet({ name: "Mars" })),
		query: () => good(api.getAllData({ limit: 5, offset: 10 })),
		problem: () => failure(api.getPlanet(404)),
		removed: () => good(api.deletePlanet(7)),
		parts: (bytes: Uint8Array<ArrayBuffer>) => good(api.uploadImage(7, { image: new Blob([bytes]) })),
		cut: () => good(api.getPlanet(8)),
		later: () => failure(api.getPlanet(9)),
`,
		"openapi-fetch": `
		item: () => good(client.GET("/planets/{planetId}", { params: { path: { planetId: 7 } } })),
		created: () => good(client.POST("/planets", { body: { name: "Mars" } })),
		query: () => good(client.GET("/planets", { params: { query: { limit: 5, offset: 10 } } })),
		problem: () => failure(client.GET("/planets/{planetId}", { params: { path: { planetId: 404 } } })),
		removed: () => good(client.DELETE("/planets/{planetId}", { params: { path: { planetId: 7 } } })),
		parts: (bytes: Uint8Array<ArrayBuffer>) =>
			good(client.POST("/planets/{planetId}/image", { params: { path: { planetId: 7 } }, body: { image: "" }, bodySerializer: (body) => form(body ?? {}, [["image", new Blob([bytes])]], FormData) })),
		cut: () => good(client.GET("/planets/{planetId}", { params: { path: { planetId: 8 } } })),
		later: () => failure(client.GET("/planets/{planetId}", { params: { path: { planetId: 9 } } })),
`,
	},
};

/** By the name of the document; those of others by their names among the public documents. */
export const subjects: Readonly<Record<string, Subject>> = { petstore, "train-travel": trainTravel, galaxy, rows: own };
