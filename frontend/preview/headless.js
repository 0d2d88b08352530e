// A page with nothing but previews on it, for scripts/render: it runs one piece of code at a time, in
// the same frame with the same watchdog as on a session's page, and gives back what became of it.
import { Player } from "./host/player.js";
import { judged, starting, table } from "./host/verdict.js";
import { Preparing } from "./preparing.js";

const LINGER_MS = 250;
const LIMIT_MS = 15_000;

/**
 * What became of a piece of code. Everything but `state` and `took` may be forged by the code.
 * @typedef {object} Result
 * @property {string} state renders, stand-ins, blank, throws, missing, compile, slow or stopped
 * @property {string} reason a name in inspection.reasons; "" where it renders
 * @property {string} word the verdict in words
 * @property {string} message one line of at most 300 characters
 * @property {?number} line from 1
 * @property {?number} column from 1
 * @property {string[]} notes what it was kept from, at most 12
 * @property {Object<string, string>} remarks by subject (`stand-ins`, `theme`), at most 6
 * @property {string[][]} substitutes fonts that others stand for: `[name as written, family]`
 * @property {?number} took ms from the start to painted; null where nothing was painted
 * @property {?string} page JSON of inspection.match.measured.Measured, at most 512 KB; null where
 *   nothing could be measured
 */

const setup = JSON.parse(document.getElementById("setup").textContent);
const { assets, preparer, reasons, modules: usual } = setup;

function passed(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Runs code in one page. `assets` are the addresses of the preview's files, `preparer` is that of the
 * worker, `reasons` the table. */
class Renderer {
  #verdict = starting();
  #news = () => {};

  constructor(slot, assets, reasons, preparer) {
    this.slot = slot;
    this.preparing = new Preparing(preparer);
    this.reasons = table(reasons);
    this.player = new Player(slot, assets, this.reasons, (verdict) => {
      this.#verdict = verdict;
      this.#news();
    });
    this.player.spare.isKept = false; // the next row comes before it would be warm
  }

  /**
   * Run one source in a frame of this size. What it shows stays on the page until the next one.
   * @param {{source: string, width: number, height: number, modules: ?string[], faults: ?object[],
   *   linger: ?number, patience: ?number}} job `modules` are what the product has, by default React and Lucide; `faults`
   *   are what the code check found, as `components.preview.Fault`; `linger` is how many ms to wait
   *   for what fails after it was painted. The watchdog ends what hangs within 15 s,
   *   or `patience` times that: a busy machine is no fault of the code.
   * @returns {Promise<Result>}
   */
  async render(job) {
    const { source, width, height, modules = usual, faults = null } = job;
    const { linger = LINGER_MS, patience = 1 } = job;
    this.player.patience = patience;
    Object.assign(this.slot.style, { width: `${width}px`, height: `${height}px` });
    this.player.play(source, modules, this.preparing.prepare(source));
    const settled = this.#until(({ measured, isOver }) => measured || isOver);
    await Promise.race([settled, passed(LIMIT_MS * patience)]);
    if (!this.#verdict.isOver) await passed(linger);
    return this.#result(judged(this.#verdict, faults, this.reasons));
  }

  /** Remove what is shown, and the frame that waits. */
  clear() {
    this.player.stop();
  }

  #until(isReached) {
    return new Promise((resolve) => {
      this.#news = () => isReached(this.#verdict) && resolve();
      this.#news();
    });
  }

  #result(verdict) {
    const { state, reason, word, message, line, column } = verdict;
    const { notes, remarks, substitutes, took, measured } = verdict;
    const page = measured?.page ?? null;
    return { state, reason, word, message, line, column, notes, remarks, substitutes, took, page };
  }
}

globalThis.renderer = new Renderer(document.getElementById("slot"), assets, reasons, preparer);
