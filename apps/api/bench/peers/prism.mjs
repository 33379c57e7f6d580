// Prism by itself, without the front of our mock; its document has the same groups as the example of the list.
import { startPrism } from "@onespec/mock-server";
import { loadDocument } from "@onespec/openapi-document/load";

const { bundled } = await loadDocument(process.argv[2]);
const { origin } = await startPrism(bundled, { cors: true, verbose: false });
console.log(`listening on ${origin}`);
