/** How deeply arrays, objects and elements may be nested in a body. */
export const MAX_DEPTH = 64;
