// Streamlit's buttons cannot be toggles: this sets `aria-pressed` on those that are, by their keys.
import { widget } from "../dom.js";
import { mounted } from "../mount.js";

class ToggleStates {
  constructor() {
    // Streamlit makes a new element of a button that changes its looks.
    this.observer = new MutationObserver(() => this.draw());
    this.observer.observe(document.body, { childList: true, subtree: true });
  }

  update({ data }) {
    this.pressed = data.pressed;
    this.draw();
  }

  draw() {
    for (const [key, on] of Object.entries(this.pressed)) {
      const button = widget(key)?.querySelector("button");
      const value = String(on);
      if (button && button.getAttribute("aria-pressed") !== value) {
        button.setAttribute("aria-pressed", value);
      }
    }
  }

  dispose() {
    this.observer.disconnect();
  }
}

export default mounted(ToggleStates);
