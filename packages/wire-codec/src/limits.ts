/** How deeply arrays, objects and elements may be nested in a body. */
export const MAX_DEPTH = 64;

/** How many values (of arrays, members, elements, attributes) a body may have: a few bytes each, they take up far more. */
export const MAX_VALUES = 2 ** 18;

/** How many attributes an element may have, the declarations of namespaces among them. */
export const MAX_ATTRIBUTES = 256;
