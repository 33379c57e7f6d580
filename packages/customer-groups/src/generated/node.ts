// generated from spec/customer-groups/openapi.yaml; do not edit

export { type NodeTransport, type NodeTransportOptions, nodeTransport } from "@onespec/client-core/node";
