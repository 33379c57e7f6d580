export { xsdFor } from "./xml/xsd.js";
export { XsdError } from "./xml/xsd-error.js";
