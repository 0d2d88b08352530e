// Runs one source at a time in a fresh frame, keeps a warm spare frame, and watches both.
import { ENDS } from "./ends.js";
import { FocusGuard } from "./focus.js";
import { Frame } from "./frame.js";
import { HistoryWatch } from "./history.js";
import { measuredIn } from "./measured.js";
import { watchStrays } from "./strays.js";
import { durations, ended, heard, starting } from "./verdict.js";

const TICK_MS = 500;
const SILENT_TICKS = 6;
const DEADLINE_MS = 10_000;
const BOOT_MS = 30_000;
const SPARE_AFTER_MS = 400;
const MESSAGES_PER_TICK = 60;
const COMMITS_PER_TICK = 150;
const BUSY_TICKS = 6;
// All frames of a page may share one process, so if one hangs, all are removed.
const players = (window[Symbol.for("prototype-preview.players")] ??= new Set());
// A removed frame's messages may still arrive for this long.
const LATE_MS = 10_000;
let removedAt = -Infinity;

export class Player {
  #frame = null;
  #spare = null;
  #spareTimer = 0;
  #ticker = 0;
  #lines = 0;
  #silent = 0;
  #busy = 0;
  #messages = 0;
  #history = new HistoryWatch();
  patience = 1; // how many times as long as usual it waits for an answer and for the first paint
  keepsSpare = true; // a warm frame for the next run, which costs as much as the run itself
  /** Calls `onChange(verdict)` on every change; `verdict.took` is ms from play to painted, once known. */
  constructor(slot, assets, reasons, onChange) {
    this.slot = slot;
    this.assets = assets;
    this.reasons = reasons;
    this.onChange = onChange;
    this.verdict = null;
    const keeps = () => this.#kill("stopped", ENDS.keyboard);
    this.focus = new FocusGuard(slot, () => this.#frame?.element ?? null, keeps);
    players.add(this);
    this.endStrays = watchStrays((source) => this.#onStray(source));
    document.addEventListener("securitypolicyviolation", this.#onViolation);
  }

  /** Have the frame measure itself once more: it has another size now. */
  measure() {
    this.#frame?.tell({ kind: "measure" });
  }

  play(source, modules) {
    // A frame that does not answer may have blocked the process that the spare shares.
    if (this.#silent > 1) for (const player of players) player.#drop();
    // Made before the last one is removed: a process without frames ends, and a new one starts slowly.
    const next = this.#spare ?? this.#make();
    this.#dropFrame();
    this.began = performance.now();
    this.#lines = source.split("\n").length;
    this.#silent = this.#busy = this.#messages = 0;
    this.#history.changed();
    [this.#frame, this.#spare] = [next, null];
    this.focus.reset();
    this.#frame.element.classList.add("shown");
    this.#set({ ...starting(this.#frame.run(source, modules)), took: null, painted: false });
    this.#ticker = setInterval(() => this.#tick(), TICK_MS);
  }

  /** Stop, and remove everything of this player from the page. */
  stop() {
    this.#drop();
    this.verdict = null;
  }

  dispose() {
    this.stop();
    this.focus.dispose();
    this.#history.dispose();
    players.delete(this);
    this.endStrays();
    document.removeEventListener("securitypolicyviolation", this.#onViolation);
  }

  #make() {
    const left = () => frame === this.#frame && this.#kill("stopped", ENDS.left);
    const failed = () => this.#kill("stopped", ENDS.files);
    const message = (given) => this.#hear(frame, given);
    const frame = new Frame(this.slot, this.assets, { message, left, failed });
    return frame;
  }

  #keepSpare() {
    clearTimeout(this.#spareTimer);
    this.#spareTimer = setTimeout(() => {
      if (!this.#frame || this.#spare || !this.keepsSpare) return;
      this.#spare = this.#make();
      this.#spare.tell({ kind: "warm" });
    }, SPARE_AFTER_MS);
  }

  #dropFrame() {
    clearInterval(this.#ticker);
    if (!this.#frame) return;
    this.#frame.remove();
    this.#frame = null;
    removedAt = performance.now();
  }

  #drop() {
    clearTimeout(this.#spareTimer);
    this.#dropFrame();
    this.#spare?.remove();
    this.#spare = null;
  }

  #set(verdict) {
    if (verdict === this.verdict) return;
    this.verdict = verdict;
    this.onChange(verdict);
  }

  #kill(state, message) {
    for (const player of players) {
      if (player !== this && player.#frame) {
        player.#set(ended(player.verdict, "stopped", ENDS.shared));
      }
      player.#drop();
    }
    this.#set(ended(this.verdict, state, message));
  }

  #hear(frame, message) {
    if (frame !== this.#frame || typeof message !== "object" || message === null) return;
    if (++this.#messages > MESSAGES_PER_TICK) {
      this.#kill("stopped", ENDS.flood);
    } else if (message.kind === "nested" || frame.nests) {
      this.#kill("stopped", ENDS.nested);
    } else if (message.kind === "outdated") {
      this.#kill("stopped", ENDS.outdated);
    } else if (message.kind === "pong") {
      this.#answered(message.commits);
    } else if (message.kind === "painted") {
      const took = Math.round(performance.now() - this.began);
      this.#set({ ...this.verdict, painted: true, took, parts: durations(message) });
      this.#keepSpare();
    } else if (message.kind === "measured") {
      this.#set({ ...this.verdict, measured: measuredIn(message) });
    } else {
      this.#set(heard(this.verdict, message, this.#lines, this.reasons));
      if (this.verdict.state === "compile" || this.verdict.state === "throws") this.#keepSpare();
    }
  }

  #answered(commits) {
    this.#silent = 0;
    this.#busy = commits > COMMITS_PER_TICK ? this.#busy + 1 : 0;
    if (this.#busy >= BUSY_TICKS) this.#kill("slow", ENDS.busy);
  }

  // Counts ticks instead of time, so that a busy page is not held against the code. Neither is the
  // time that a frame takes to start.
  #tick() {
    this.#messages = 0;
    const { readyAt } = this.#frame;
    const waited = performance.now() - Math.max(this.began, readyAt ?? 0);
    if (readyAt === null) {
      if (waited > BOOT_MS) this.#kill("stopped", ENDS.boot);
      return;
    }
    const late = waited > DEADLINE_MS * this.patience;
    if (this.#frame.nests) {
      this.#kill("stopped", ENDS.nested);
    } else if (this.#history.changed()) {
      this.#kill("stopped", ENDS.history);
    } else if (this.#silent >= SILENT_TICKS * this.patience) {
      this.#kill("slow", ENDS.silent);
    } else if (late && this.verdict.state === "running") {
      this.#kill("slow", ENDS.late);
    } else {
      this.#silent++;
      this.#frame.tell({ kind: "ping" });
    }
  }

  // The first stray ends the preview that sent it. If the sender is gone, it was either a frame that was
  // just removed, or one that the running code made and removed.
  #onStray(source) {
    if (!this.#frame) return;
    const isOwn = [this.#frame, this.#spare].some((frame) => frame?.holds(source));
    if (isOwn || (!source && performance.now() - removedAt > LATE_MS)) this.#kill("stopped", ENDS.past);
  }

  #onViolation = (event) => {
    if (!this.#frame || event.effectiveDirective !== "frame-src") return;
    this.#kill("stopped", ENDS.left);
  };
}
