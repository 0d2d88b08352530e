// The `/` key moves the cursor to the page's search box.
import { mounted } from "../mount.js";

function focusSearch(event) {
  const { target } = event;
  const isTyping =
    target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector('input[type="search"]');
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

class Shortcuts {
  constructor() {
    document.addEventListener("keydown", focusSearch);
  }

  update() {}

  dispose() {
    document.removeEventListener("keydown", focusSearch);
  }
}

export default mounted(Shortcuts);
