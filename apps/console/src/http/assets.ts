import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import express, { type Router } from "express";

const own = fileURLToPath(new URL("../../public", import.meta.url));
const pico = createRequire(import.meta.url).resolve("@picocss/pico/css/pico.min.css");

/** The style sheets and the icon, from `public/` and from the installed Pico. */
export function assets(): Router {
	const router = express.Router();
	const options = { index: false, maxAge: "1h" } as const;
	router.get("/pico.min.css", (_request, response) => {
		response.sendFile("pico.min.css", { root: dirname(pico), ...options });
	});
	router.use(express.static(own, options));
	return router;
}
