// Runs one source at a time in a fresh frame, keeps a warm spare frame, and watches both.
import { ENDS } from "./ends.js";
import { watchEscapes } from "./escapes.js";
import { FocusGuard } from "./focus.js";
import { Frame } from "./frame.js";
import { hung } from "./hangs.js";
import { HistoryWatch } from "./history.js";
import * as limits from "./limits.js";
import { measuredIn } from "./measured.js";
import { Spare } from "./spare.js";
import { durations, ended, heard, starting } from "./verdict.js";

// All frames of a page may share one process, so if one hangs, all are removed.
const players = (window[Symbol.for("prototype-preview.players")] ??= new Set());
let removedAt = -Infinity;

export class Player {
  #frame = null;
  spare = new Spare(() => this.#make());
  #ticker = 0;
  #lines = 0;
  #silent = 0;
  #busy = 0;
  #messages = 0;
  #given = [];
  #isShared = false; // whether its process may have had other frames, which may hang
  #history = new HistoryWatch();
  patience = 1; // how many times as long as usual it waits for an answer and for the first paint
  deadline = limits.DEADLINE_MS; // for the first paint, before patience
  onGesture = null; // gets the name of what a person did in the frame for the page, forgeable
  /** Calls `onChange(verdict)` on every change; `verdict.took` is ms from play to painted, once known. */
  constructor(slot, assets, reasons, onChange) {
    this.slot = slot;
    this.assets = assets;
    this.reasons = reasons;
    this.onChange = onChange;
    this.verdict = null;
    this.focus = new FocusGuard(slot, () => this.#frame?.element ?? null, () => this.#kill("stopped", ENDS.keyboard));
    players.add(this);
    const isOwn = (source) => this.#frame?.holds(source) || this.spare.holds(source);
    this.endEscapes = watchEscapes(isOwn, () => removedAt, (why) => this.#frame && this.#kill("stopped", why));
  }

  /** Have the frame measure itself once more: it has another size now. */
  measure() {
    this.#frame?.tell({ kind: "measure" });
  }

  play(source, modules, preparing = null) {
    // A frame that does not answer may have blocked the process that the spare shares.
    if (this.#silent > 1) this.#dropAll(true);
    this.#given = [source, modules, preparing];
    // Made before the last one is removed: a process without frames ends, and a new one starts slowly.
    const next = this.spare.take() ?? this.#make();
    this.#dropFrame();
    this.#begin(next, performance.now() - removedAt < limits.LATE_MS);
  }

  #begin(next, isShared) {
    this.#isShared = isShared;
    const [source, modules, preparing] = this.#given;
    this.began = performance.now();
    this.#lines = source.split("\n").length;
    this.#silent = this.#busy = this.#messages = 0;
    this.#history.changed();
    this.#frame = next;
    this.focus.reset();
    next.element.classList.add("shown");
    if (this.onGesture) next.tell({ kind: "gestures" });
    this.#set({ ...starting(next.run(source, modules, preparing)), took: null, painted: false });
    this.#ticker = setInterval(() => this.#tick(), limits.TICK_MS);
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
    this.endEscapes();
  }

  #make() {
    const left = () => frame === this.#frame && this.#kill("stopped", ENDS.left);
    const failed = () => this.#neverBegan(ENDS.files);
    const message = (given) => this.#hear(frame, given);
    const frame = new Frame(this.slot, this.assets, { message, left, failed });
    return frame;
  }

  #dropFrame() {
    clearInterval(this.#ticker);
    this.spare.cancel();
    if (!this.#frame) return;
    this.#frame.remove();
    [this.#frame, this.#silent] = [null, 0]; // a silence that is over drops no other preview
    removedAt = performance.now();
  }

  #drop() {
    this.#dropFrame();
    this.spare.remove();
  }

  /** As all frames of a page may share one process, none may stay in one that hangs. What others run
   * begins anew: each time one less, as what is ended stays so. */
  #dropAll(hangs) {
    const others = [...players].filter((player) => player !== this && player.#frame);
    for (const player of players) player.#drop();
    if (hangs) hung();
    for (const player of others) player.#begin(player.#make(), true);
  }

  /** What runs elsewhere goes on: if it hangs, its own player will find that. */
  #beginAgain() {
    this.#drop();
    hung();
    this.#begin(this.#make(), false);
  }

  #set(verdict) {
    if (verdict === this.verdict) return;
    this.verdict = verdict;
    this.onChange(verdict);
  }

  #kill(state, message) {
    this.#dropAll(state === "slow");
    this.#set(ended(this.verdict, state, message));
  }

  /** No code has run, so other previews are not affected. */
  #neverBegan(message) {
    this.#drop();
    this.#set(ended(this.verdict, "stopped", message));
  }

  #hear(frame, message) {
    if (frame !== this.#frame || typeof message !== "object" || message === null) return;
    if (++this.#messages > limits.MESSAGES_PER_TICK) {
      this.#kill("stopped", ENDS.flood);
    } else if (message.kind === "nested" || frame.nests) {
      this.#kill("stopped", ENDS.nested);
    } else if (message.kind === "outdated") {
      this.#kill("stopped", ENDS.outdated);
    } else if (message.kind === "gesture") {
      this.onGesture?.(message.name);
    } else if (message.kind === "pong") {
      this.#answered(message.commits);
    } else if (message.kind === "painted") {
      const took = Math.round(performance.now() - this.began);
      this.#set({ ...this.verdict, painted: true, took, parts: durations(message) });
      this.spare.keep();
    } else if (message.kind === "measured") {
      this.#set({ ...this.verdict, measured: measuredIn(message) });
    } else {
      if (message.kind === "phase") this.#silent = 0; // it could not answer while it compiled
      this.#set(heard(this.verdict, message, this.#lines, this.reasons));
      if (this.verdict.state === "compile" || this.verdict.state === "throws") this.spare.keep();
    }
  }

  #answered(commits) {
    this.#silent = 0;
    this.#busy = commits > limits.COMMITS_PER_TICK ? this.#busy + 1 : 0;
    if (this.#busy >= limits.BUSY_TICKS) this.#kill("slow", ENDS.busy);
  }

  // Counts ticks instead of time, so that a busy page is not held against the code. Neither is the
  // time that a frame takes to start.
  #tick() {
    this.#messages = 0;
    const { readyAt } = this.#frame;
    const waited = performance.now() - Math.max(this.began, readyAt ?? 0);
    if (readyAt === null) {
      if (waited > limits.BOOT_MS) this.#neverBegan(ENDS.boot);
      else if (this.#isShared && waited > limits.START_MS * this.patience) this.#beginAgain();
      return;
    }
    if (this.#frame.nests) {
      this.#kill("stopped", ENDS.nested);
    } else if (this.#history.changed()) {
      this.#kill("stopped", ENDS.history);
    } else if (this.#silent >= limits.SILENT_TICKS * this.patience) {
      this.#kill("slow", ENDS.silent);
    } else if (waited > this.deadline * this.patience && this.verdict.state === "running") {
      this.#kill("slow", ENDS.late);
    } else {
      this.#silent++;
      this.#frame.tell({ kind: "ping" });
    }
  }
}
