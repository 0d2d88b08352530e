// Whether the page is connected to the server. Streamlit has no event for it: see
// docs/decisions/0073-drafts-in-the-tab.md.

const STATE = "data-test-connection-state"; // Streamlit sets it on the page's root

export class Connection {
  /** `onChange(isLost)` hears of every change. */
  constructor(onChange) {
    this.onChange = onChange;
    this.root = document.querySelector(`[${STATE}]`);
    this.isLost = this.#read();
    this.observer = new MutationObserver(() => this.#check());
    if (this.root) this.observer.observe(this.root, { attributeFilter: [STATE] });
  }

  #read() {
    return this.root !== null && this.root.getAttribute(STATE) !== "CONNECTED";
  }

  #check() {
    const isLost = this.#read();
    if (isLost === this.isLost) return;
    this.isLost = isLost;
    this.onChange(isLost);
  }

  dispose() {
    this.observer.disconnect();
  }
}
