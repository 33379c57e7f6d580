// json-server over the same groups, in memory. It knows neither our credentials nor our paging: its list is all of 20.
import { createServer } from "node:http";
import jsonServer from "json-server";
import { announce, BASE, groupOf } from "./groups.mjs";

const data = { CustomerGroups: Array.from({ length: 20 }, (_, index) => groupOf(index + 1)) };
const app = jsonServer.create();
const router = jsonServer.router(data);
router.db._.id = "CustomerGroupID";
app.use(BASE, router);
announce(createServer(app));
