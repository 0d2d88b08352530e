// Keys of lists that are worked through: when a key counts, and the list of them.
import { make } from "./dom.js";
import { t } from "./language.js";

// These may be held; any other key held would do the same to one item after the other.
const HELD = ["j", "k", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

/** The key, as such a list understands it; null where it belongs to something else. */
export function keyOf(event) {
  const [target] = event.composedPath();
  const isTyping = target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  if (isTyping || event.defaultPrevented || event.isComposing || event.altKey) return null;
  if (event.repeat && !HELD.includes(event.key)) return null;
  if (document.querySelector('[role="dialog"]')) return null;
  if (event.ctrlKey || event.metaKey) {
    return event.key.toLowerCase() === "z" && !event.shiftKey ? "Undo" : null;
  }
  // On a button, Enter presses it.
  if (event.key === "Enter" && ["BUTTON", "A"].includes(target.tagName)) return null;
  return event.key;
}

/** Buttons in here that the mouse presses do not keep the focus: Enter would press them once more. */
export function keepKeys(element) {
  element.addEventListener("mousedown", (event) => {
    if (!event.composedPath().some((each) => each.tagName === "BUTTON")) return;
    event.preventDefault();
    element.getRootNode().activeElement?.blur();
  });
}

/** The list of keys, `[[key, …], what they do]` each. */
export function keyList(keys) {
  const lines = keys.map(([names, words]) =>
    make("div", {}, make("dt", {}, ...names.map((key) => make("kbd", { textContent: key }))), make("dd", { textContent: words })),
  );
  return make("dl", { class: "help", hidden: true, "aria-label": t("Keys") }, ...lines);
}
