export { CodegenError } from "./codegen-error.js";
export { checkExtensions } from "./extensions/check-extensions.js";
export type { ExtensionFault } from "./extensions/extension-fault.js";
export { generatePackage } from "./generate.js";
export { compareWithPackage, type Difference, writePackage } from "./write-package.js";
