// Asks for what is new in a list, unless the reader is in the middle of something.
import { mounted } from "../mount.js";
import { Heartbeat } from "./heartbeat.js";

class News {
  update({ data, setTriggerValue }) {
    this.trigger = setTriggerValue;
    this.data = data;
    const ms = data.seconds * 1_000;
    if (ms === this.ms) return;
    this.ms = ms;
    this.heartbeat?.stop();
    const isPaused = () => this.data.selected > 0 || isTyping() || hasDialog();
    this.heartbeat = new Heartbeat(() => this.trigger("beat", Date.now()), ms, { isPaused });
  }

  dispose() {
    this.heartbeat?.stop();
  }
}

/** Whether the focus is in a field that holds something. */
function isTyping() {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  const isField = ["TEXTAREA", "SELECT"].includes(focused?.tagName);
  const isText = focused?.tagName === "INPUT" && !["checkbox", "radio", "button"].includes(focused.type);
  return (isField || isText) && focused.value !== "";
}

function hasDialog() {
  return document.querySelector('[role="dialog"]') !== null;
}

export default mounted(News);
