// Ctrl+S and ⌘S: what is typed is sent, then the script hears that it is to be saved.
import { mounted } from "../mount.js";
import { FLUSH, isSave } from "./messages.js";

class SaveKey {
  constructor() {
    this.listener = (event) => this.press(event);
    document.addEventListener("keydown", this.listener);
  }

  update({ setTriggerValue }) {
    this.trigger = setTriggerValue;
  }

  press(event) {
    if (!isSave(event)) return;
    event.preventDefault();
    if (event.repeat || document.querySelector('[role="dialog"]')) return;
    document.dispatchEvent(new Event(FLUSH));
    // Streamlit takes the text of its own fields when they lose focus.
    const field = document.activeElement;
    if (["INPUT", "TEXTAREA"].includes(field?.tagName)) {
      field.blur();
      field.focus();
    }
    this.trigger("save", Date.now());
  }

  dispose() {
    document.removeEventListener("keydown", this.listener);
  }
}

export default mounted(SaveKey);
