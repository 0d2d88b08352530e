// One prototype of a showcase: it runs in a contained frame of its own and stays in the page, so that it
// can be shown at once, without the network too. Until it runs, and if it cannot, its picture is shown.
import { make } from "../dom.js";
import { Layers } from "../pictures/layers.js";
import { ENDS } from "../preview/host/ends.js";
import { designSize } from "../preview/host/layout.js";
import { Player } from "../preview/host/player.js";
import { judged } from "../preview/host/verdict.js";
import { placed } from "./placing.js";
import { t } from "../language.js";

const SHOWN = new Set(["renders", "stand-ins"]);
// Several run at once, maybe on a slow laptop: one that is late is better than one that is skipped.
const DEADLINE_MS = 40_000;
const LONGEST_MS = 50_000;
const SHARP = 0.7;

export class Slide {
  /** waiting, ready (it runs, or only its picture is left), or failed, for the `reason` in words. */
  state = "waiting";
  reason = "";
  /** Whether somebody has used it, so that it is not as it begins any more. */
  isTouched = false;
  /** Whether it has ever run: if it breaks before everybody's eyes, its picture stays. */
  hasRun = false;
  #settled = () => {};

  /** Calls `on.change(slide)`, `on.ended(slide, message)` if the page ended it, and `on.gesture(name)`. */
  constructor(data, { assets, reasons, modules }, on) {
    Object.assign(this, { data, reasons, modules, on });
    this.size = designSize(data);
    this.slot = make("div", { class: "slot" });
    const picture = data.picture ?? data.drawing;
    this.picture = make("img", { class: "picture", alt: "", src: picture ?? "", hidden: !picture });
    this.design = new Layers(() => this.#onThumbnail());
    this.#showDesign(data.thumbnail);
    this.sheet = make("div", { class: "sheet" }, this.picture, this.slot, this.design.element);
    this.element = make("section", { class: "slide" }, this.sheet);
    this.player = new Player(this.slot, assets, reasons, (verdict) => this.#onVerdict(verdict));
    this.player.spare.isKept = false;
    this.player.deadline = DEADLINE_MS;
    this.player.onGesture = (name) => on.gesture(name);
    this.player.focus.dispose(); // nothing else on this page needs the keyboard
    if (!data.code) this.fail(data.why);
  }

  #showDesign(thumbnail) {
    this.design.show({ drawing: this.data.drawing, thumbnail, alt: t("The design") });
  }

  /** One that is much smaller than the frame would be a blur at its size; the drawing is sharp. */
  #onThumbnail() {
    const { state, over } = this.design;
    const isSmall = state === "loaded" && over.naturalWidth < this.size.width * SHARP;
    if (isSmall && this.data.drawing) this.#showDesign(null);
  }

  /** Run it from its beginning; done when it is known whether it renders. */
  async prepare() {
    this.state = "waiting";
    this.isTouched = false;
    this.sheet.classList.remove("live");
    const settled = new Promise((resolve) => (this.#settled = resolve));
    this.player.play(this.data.code, this.modules);
    const late = setTimeout(() => this.#settled(), LONGEST_MS);
    await settled;
    clearTimeout(late);
    if (this.state === "waiting") this.fail(ENDS.late);
  }

  #onVerdict(heard) {
    const { state, word, message, painted, isOver, empty } = judged(heard, this.data.faults, this.reasons);
    if (isOver) {
      this.sheet.classList.remove("live");
      this.state = "waiting";
      this.on.ended(this, heard.outcome.message);
      this.#settled();
    } else if (SHOWN.has(state)) {
      if (!painted) return;
      this.hasRun = true;
      this.#become("ready", "");
      this.sheet.classList.add("live");
    } else if (state !== "running" && (painted || empty)) {
      // What still stands stays: an error in a handler takes nothing off the screen.
      if (this.state === "ready" && !empty) return;
      this.fail([word, message].filter(Boolean).join(": "));
    }
  }

  #become(state, reason) {
    if (state === this.state && reason === this.reason) return;
    Object.assign(this, { state, reason });
    this.#settled();
    this.on.change(this);
  }

  /** It cannot be shown, now or later. */
  fail(reason) {
    this.sheet.classList.remove("live");
    queueMicrotask(() => this.player.stop()); // it may be telling this
    this.#become("failed", reason);
  }

  get frame() {
    return this.slot.querySelector("iframe.shown");
  }

  show(isShown) {
    this.element.classList.toggle("current", isShown);
    this.element.inert = !isShown;
  }

  fit(room) {
    const { width, height, scale } = placed(this.size, room);
    const whole = { width: `${width * scale}px`, height: `${height * scale}px` };
    Object.assign(this.sheet.style, whole);
    Object.assign(this.slot.style, {
      width: `${width}px`, height: `${height}px`, transform: `scale(${scale})`,
    });
  }
}
