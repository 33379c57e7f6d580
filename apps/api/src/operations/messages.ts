// The wording of the document's examples.
export const CREATED = "Created successfully";
export const UPDATED = "updated successfully";
export const DELETED = "Deleted successfully";
export const NO_GROUPS = "There are no Customer Groups.";
export const NO_SUCH_GROUP = "The specified Customer Group does not exist.";
export const OFFSET_PAST_THE_END = "Offset amount exceeds the total number of records";
