/** What a token allows: each operation needs the one that its `x-permission` names. */
export type Permission = "read" | "write";

export const PERMISSIONS: readonly Permission[] = ["read", "write"];
