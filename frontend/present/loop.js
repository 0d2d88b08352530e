// Steps on by itself, for a stand at a fair, and waits for whoever uses the prototype.
const TICK_MS = 250;
const IN_USE = 4;
const LEAST_IN_USE_MS = 30_000;

export class Loop {
  #since = performance.now();
  #usedSince = null;

  /** `seconds` for each slide; null to step by hand only. */
  constructor(seconds, deck) {
    this.isOn = seconds !== null;
    if (!this.isOn) return;
    this.ms = seconds * 1_000;
    this.deck = deck;
    setInterval(() => this.#tick(), TICK_MS);
    document.addEventListener("visibilitychange", () => this.#keepAwake());
    this.#keepAwake();
  }

  /** Somebody is here: begin to count again. */
  rest() {
    this.#since = performance.now();
    this.#usedSince = null;
  }

  get #isUsed() {
    const { current } = this.deck;
    return Boolean(current?.frame) && document.activeElement === current.frame;
  }

  #tick() {
    const now = performance.now();
    if (this.#isUsed) this.#usedSince ??= now;
    else if (this.#usedSince !== null) this.rest();
    const used = this.#usedSince === null ? this.#since : this.#usedSince;
    const wait = this.#usedSince === null ? this.ms : Math.max(this.ms * IN_USE, LEAST_IN_USE_MS);
    if (now - used < wait) return;
    this.rest();
    this.deck.step(1, { wraps: true });
  }

  /** The screen stays on while the page is seen. A browser may refuse, on a low battery. */
  async #keepAwake() {
    if (document.hidden || !navigator.wakeLock) return;
    try {
      await navigator.wakeLock.request("screen");
    } catch (error) {
      console.info(`The screen may go dark: ${error.message}`);
    }
  }
}
