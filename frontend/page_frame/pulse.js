// After a lost connection, checks that the server still has this page's session: a fragment of a
// session that is gone does not answer, and then the page has to start over.
import { mounted } from "../mount.js";
import { SESSION_LOST } from "./session_lost.js";

const STATE = "data-test-connection-state"; // Streamlit sets it on the page's root
const PATIENCE_MS = 6_000;

class Pulse {
  wasLost = false;
  pinged = 0;

  constructor() {
    this.root = document.querySelector(`[${STATE}]`);
    this.observer = new MutationObserver(() => this.check());
    if (this.root) this.observer.observe(this.root, { attributeFilter: [STATE] });
  }

  check() {
    const isConnected = this.root.getAttribute(STATE) === "CONNECTED";
    if (isConnected && this.wasLost) this.ping();
    this.wasLost = !isConnected;
  }

  ping() {
    this.pinged = Date.now();
    this.trigger("ping", this.pinged);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => document.dispatchEvent(new Event(SESSION_LOST)), PATIENCE_MS);
  }

  update({ data, setTriggerValue }) {
    this.trigger = setTriggerValue;
    if (data.answer !== null && data.answer === this.pinged) clearTimeout(this.waiting);
  }

  dispose() {
    this.observer.disconnect();
    clearTimeout(this.waiting);
  }
}

export default mounted(Pulse);
