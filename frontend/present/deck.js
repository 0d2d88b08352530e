// The slides of a showcase and which one is shown: prepares them one after the other, the nearest first,
// steps over those that do not render, and begins again with those that were lost with another.
import { ENDS } from "../preview/host/ends.js";
import { Slide } from "./slide.js";

const AGAIN_MS = 3_000;
// Ends of which nobody knows whose fault they are: frames share a process.
const ANYBODYS = new Set([ENDS.silent, ENDS.late]);

function passed(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Whether a frame's page can be loaded now. Without it, what runs is left alone. */
async function isReachable({ frame }) {
  try {
    return (await fetch(frame, { cache: "no-store" })).ok;
  } catch {
    return false; // that is the answer
  }
}

export class Deck {
  at = -1;
  #preparing = null;
  #isBusy = false;

  /** Calls `on.change()` when the presenter is to be told something, `on.shown(slide)`, and `on.gesture(name)`. */
  constructor(data, setup, on) {
    this.assets = setup.assets;
    this.on = on;
    const heard = {
      change: (slide) => this.#onChange(slide),
      ended: (slide, message) => this.#onEnded(slide, message),
      gesture: (name) => on.gesture(name),
    };
    this.slides = [];
    for (const each of data) this.slides.push(new Slide(each, setup, heard));
  }

  get current() {
    return this.slides[this.at];
  }

  /** The place of the next one that renders, in steps of 1 or -1; null where there is none. */
  from(place, step, { wraps = false } = {}) {
    const count = this.slides.length;
    for (let i = 0; i < count; i++) {
      const next = place + step * i;
      if (!wraps && (next < 0 || next >= count)) return null;
      const at = ((next % count) + count) % count;
      if (this.slides[at].state !== "failed") return at;
    }
    return null;
  }

  step(by, options) {
    const next = this.from(this.at + by, by, options);
    if (next !== null) this.go(next);
  }

  /** Show one; what somebody has used begins anew behind it. */
  go(place) {
    const before = this.current;
    if (place === this.at || !this.slides[place]) return;
    before?.show(false);
    if (before?.isTouched && before.state === "ready") before.state = "waiting";
    this.at = place;
    this.current.show(true);
    this.on.shown(this.current);
    this.prepare();
  }

  /** The nearest that waits: what is shown, then what comes next, then what was before. */
  get #next() {
    const count = this.slides.length;
    const after = this.slides.map((_, i) => this.slides[(this.at + i) % count]);
    const waiting = after.filter(({ state }) => state === "waiting");
    const last = this.slides[this.at - 1];
    return waiting.length > 2 && last?.state === "waiting" ? [...waiting.slice(0, 2), last] : waiting;
  }

  /** Prepare all that wait. */
  async prepare() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let [slide] = this.#next; slide; [slide] = this.#next) {
      if (!(await isReachable(this.assets))) {
        await passed(AGAIN_MS);
        continue;
      }
      if (slide.state !== "waiting") continue;
      this.#preparing = slide;
      await slide.prepare();
      this.#preparing = null;
    }
    this.#isBusy = false;
  }

  #onChange(slide) {
    if (slide === this.current && slide.state === "failed" && !slide.hasRun) {
      const next = this.from(this.at, 1) ?? this.from(this.at, -1);
      if (next !== null) this.go(next);
    }
    this.on.change();
  }

  #onEnded(slide, message) {
    if (message === ENDS.shared || message === ENDS.files || message === ENDS.boot) {
      this.prepare();
      return;
    }
    const guilty = ANYBODYS.has(message) ? (this.#preparing ?? this.current) : slide;
    guilty.fail(message);
    this.prepare();
  }
}
