// A warm frame for the next run, which costs as much as the run itself.
import { SPARE_AFTER_MS } from "./limits.js";

export class Spare {
  #frame = null;
  #timer = 0;
  /** Whether there is to be one. */
  isKept = true;

  /** `make()` makes a frame. */
  constructor(make) {
    this.make = make;
  }

  /** Make one soon. */
  keep() {
    this.cancel();
    if (!this.isKept) return;
    this.#timer = setTimeout(() => {
      if (this.#frame) return;
      this.#frame = this.make();
      this.#frame.tell({ kind: "warm" });
    }, SPARE_AFTER_MS);
  }

  /** Make none: it would start beside the next run and slow it down. */
  cancel() {
    clearTimeout(this.#timer);
  }

  /** Give it away, or null. It has to answer again, since its process may hang by now. */
  take() {
    const frame = this.#frame;
    this.#frame = null;
    frame?.ask();
    return frame;
  }

  holds(source) {
    return Boolean(this.#frame?.holds(source));
  }

  remove() {
    this.cancel();
    this.#frame?.remove();
    this.#frame = null;
  }
}
