// Asks the server again now and then: more rarely while the page is hidden, not while `isPaused` says.
const HIDDEN_MS = 60_000;

export class Heartbeat {
  /** `beat` is called every `ms`, for the first time after `firstMs`. */
  constructor(beat, ms, { firstMs = ms, isPaused = () => false } = {}) {
    Object.assign(this, { beat, ms, isPaused });
    this.listener = () => this.wait(document.hidden ? HIDDEN_MS : 0);
    document.addEventListener("visibilitychange", this.listener);
    this.wait(firstMs);
  }

  wait(ms) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      if (!this.isPaused()) this.beat();
      this.wait(document.hidden ? HIDDEN_MS : this.ms);
    }, ms);
  }

  stop() {
    clearTimeout(this.waiting);
    document.removeEventListener("visibilitychange", this.listener);
  }
}
