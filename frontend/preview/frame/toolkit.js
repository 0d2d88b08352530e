// Gets tools.js from the page once it is needed: a frame whose source comes prepared does without.
import { tell } from "./port.js";

let take;
let tools = null;

/** The module tools.js. */
export function toolkit() {
  if (!tools) {
    tools = new Promise((resolve) => (take = resolve));
    tell({ kind: "tools" });
  }
  return tools;
}

/** Run what the page sent for that. */
export function takeTools({ text }) {
  take((0, eval)(text));
}
