// json-server over the same groups, in memory. It knows no credentials and no paging of ours: its list is all of 20.
import jsonServer from "json-server";
import { announce, BASE, groupOf } from "./groups.mjs";

const data = { CustomerGroups: Array.from({ length: 20 }, (_, index) => ({ id: index + 1, ...groupOf(index + 1) })) };
const app = jsonServer.create();
app.use(BASE, jsonServer.router(data));
announce((await import("node:http")).createServer(app));
