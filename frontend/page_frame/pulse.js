// After a connection was lost, asks the server whether it still has this page's session. A fragment
// of a session that is gone does not answer; then the page is asked to start anew.
const STATE = "data-test-connection-state"; // Streamlit's own word for it, on the page's root
const PATIENCE_MS = 6_000;
const GONE = "prototype-session-gone";
const mounted = new WeakMap();

class Pulse {
  wasLost = false;
  asked = 0;

  constructor() {
    this.root = document.querySelector(`[${STATE}]`);
    this.observer = new MutationObserver(() => this.look());
    if (this.root) this.observer.observe(this.root, { attributeFilter: [STATE] });
  }

  look() {
    const isConnected = this.root.getAttribute(STATE) === "CONNECTED";
    if (isConnected && this.wasLost) this.ask();
    this.wasLost = !isConnected;
  }

  ask() {
    this.asked = Date.now();
    this.trigger("ping", this.asked);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => document.dispatchEvent(new Event(GONE)), PATIENCE_MS);
  }

  update({ data, setTriggerValue }) {
    this.trigger = setTriggerValue;
    if (data.answer !== null && data.answer === this.asked) clearTimeout(this.waiting);
  }
}

export default function (component) {
  const { parentElement } = component;
  if (!mounted.has(parentElement)) mounted.set(parentElement, new Pulse());
  const pulse = mounted.get(parentElement);
  pulse.update(component);
  return () => {
    pulse.observer.disconnect();
    clearTimeout(pulse.waiting);
    mounted.delete(parentElement);
  };
}
