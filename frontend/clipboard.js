// Copies a text, on plain HTTP too: there browsers copy only what is selected.
import { make } from "./dom.js";

/** Copy a text at a press of `button`; whether it is in the clipboard now. */
export async function copied(text, button) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (error) {
      if (error.name !== "NotAllowedError") throw error;
    }
  }
  const box = make("textarea", { value: text, readOnly: true, "aria-hidden": "true" });
  box.style.cssText = "position: fixed; inset: 0 auto auto 0; opacity: 0";
  button.after(box); // a dialog takes the focus back from what is outside of it
  box.select();
  const isCopied = document.execCommand("copy");
  box.remove();
  button.focus({ preventScroll: true });
  return isCopied;
}
