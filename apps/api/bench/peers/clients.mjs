// One call of each peer: a group by its id, as an object. Each does what its users would write.
import axios from "axios";
import ky from "ky";
import createClient from "openapi-fetch";
import { Pool } from "undici";

/** The calls by name; each takes an id and fulfils with the group. */
export function clients({ origin, base, headers }) {
	const url = `${origin}${base}`;
	const pool = new Pool(origin, { connections: 8 });
	const openapiFetch = createClient({ baseUrl: url, headers });
	const axiosClient = axios.create({ baseURL: url, headers });
	const kyClient = ky.create({ prefixUrl: url, headers });
	return {
		calls: {
			"bare fetch": async (id) => (await (await fetch(`${url}/CustomerGroups/${id}`, { headers })).json())[0],
			// What a call has to have that must not hang for ever.
			"fetch with a timeout": async (id) => {
				const response = await fetch(`${url}/CustomerGroups/${id}`, { headers, signal: AbortSignal.timeout(30_000) });
				if (!response.ok) throw new Error(`The answer was ${response.status}.`);
				return (await response.json())[0];
			},
			"undici.request": async (id) => {
				const { body } = await pool.request({ method: "GET", path: `${base}/CustomerGroups/${id}`, headers });
				return (await body.json())[0];
			},
			"openapi-fetch alone": async (id) =>
				(await openapiFetch.GET("/CustomerGroups/{id}", { params: { path: { id } } })).data[0],
			axios: async (id) => (await axiosClient.get(`/CustomerGroups/${id}`)).data[0],
			ky: async (id) => (await kyClient.get(`CustomerGroups/${id}`).json())[0],
		},
		close: () => pool.close(),
	};
}
