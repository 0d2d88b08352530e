// The `/` key moves the cursor to the page's search box.
import { mounted } from "../mount.js";

function focusSearch(event) {
  const [target] = event.composedPath();
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
    // Its own function: the next page's part may be there before this one goes, and a shared one
    // would be taken away with this one.
    this.listener = (event) => focusSearch(event);
    document.addEventListener("keydown", this.listener);
  }

  update() {}

  dispose() {
    document.removeEventListener("keydown", this.listener);
  }
}

export default mounted(Shortcuts);
