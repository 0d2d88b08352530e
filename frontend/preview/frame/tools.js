// What makes a source ready. Two thirds of all code, so it is a script of its own (toolkit.js).
export { prepare } from "./prepare.js";
export { stylesFor } from "./tailwind.js";
