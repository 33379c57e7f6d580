/**
 * A transport for Node, over the connection pool of undici: a third of what `fetch` costs. Needs the package `undici`.
 *
 * @example
 * const transport = nodeTransport();
 * const client = createApiClient({ baseUrl, credentials, transport });
 * // at the end
 * await transport.close();
 */
export { type NodeTransport, type NodeTransportOptions, nodeTransport } from "./node/transport.js";
