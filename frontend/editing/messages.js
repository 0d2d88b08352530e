// What the parts of an edit form tell each other, as events of the document.

/** An editor's text changed: `detail` is `{key, text}`. */
export const TYPED = "edit-typed";

/** Editors are to send what they have not sent yet. */
export const FLUSH = "edit-flush";

/** Whether a key saves: Ctrl+S or ⌘S. */
export function isSave(event) {
  if (event.altKey || event.shiftKey || event.isComposing) return false;
  return (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
}
