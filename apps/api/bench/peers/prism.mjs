// Prism by itself, without the front of our mock; its document has the same groups as the example of the list.
import { startMock } from "@onespec/mock-server";

const mock = await startMock({ spec: process.argv[2] });
console.log(`listening on ${mock.prismUrl}`);
