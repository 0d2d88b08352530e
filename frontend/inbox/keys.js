// The keys of the inbox: what they are, and when they count.

export const KEYS = [
  [["j", "k"], "next, previous item"],
  [["Enter"], "open it"],
  [["1", "2", "…"], "the button with this number"],
  [["h"], "snooze, then a number"],
  [["⌘Z", "Ctrl+Z"], "undo your last action"],
  [["/"], "search"],
  [["?"], "show or hide these keys"],
];

/** The key, as the inbox understands it; null where it belongs to something else. */
export function keyOf(event) {
  const [target] = event.composedPath();
  const isTyping = target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  if (isTyping || event.defaultPrevented || event.isComposing || event.altKey) return null;
  if (document.querySelector('[role="dialog"]')) return null;
  if (event.ctrlKey || event.metaKey) {
    return event.key.toLowerCase() === "z" && !event.shiftKey ? "Undo" : null;
  }
  // On a button, Enter presses it.
  if (event.key === "Enter" && ["BUTTON", "A"].includes(target.tagName)) return null;
  return event.key;
}
