// A design's picture in layers: its wireframe, and over that its thumbnail once it has loaded.
import { make } from "../dom.js";
import { t } from "../language.js";

const LONGEST_WAIT_MS = 20_000;
const FAILED = { error: t("thumbnail could not be loaded"), slow: t("thumbnail took too long to load") };

function image(name) {
  return make("img", { class: name, alt: "", draggable: false, decoding: "async" });
}

/** `element` has the layers; its `data-state` is none, waiting, loaded, error or slow. */
export class Layers {
  thumbnail = null;

  /** `changed` is called whenever the state changes. */
  constructor(changed = () => {}) {
    this.changed = changed;
    this.drawing = image("drawing");
    this.drawing.loading = "lazy";
    this.drawing.onload = () => this.element.setAttribute("data-drawn", "");
    this.element = make("div", { class: "layers", "data-state": "none" }, this.drawing);
  }

  /** URLs of the drawing and, if one may be loaded, of the thumbnail; `alt` describes both. */
  show({ drawing, thumbnail, alt, cropped = false }) {
    this.element.classList.toggle("cropped", cropped);
    this.drawing.alt = alt;
    if (drawing !== (this.drawing.getAttribute("src") ?? "")) this.#draw(drawing);
    if (thumbnail !== this.thumbnail) this.#load(thumbnail);
  }

  /** Why the thumbnail could not be loaded; empty if it was, or if there is none. */
  get failure() {
    return FAILED[this.state] ?? "";
  }

  get state() {
    return this.element.dataset.state;
  }

  #draw(drawing) {
    this.element.removeAttribute("data-drawn");
    if (drawing) this.drawing.src = drawing;
    else this.drawing.removeAttribute("src");
  }

  #load(thumbnail) {
    this.dispose();
    this.thumbnail = thumbnail;
    this.over = null;
    if (!thumbnail) {
      this.#setState("none");
      return;
    }
    const over = image("thumbnail");
    over.referrerPolicy = "no-referrer";
    over.onload = () => this.#settle(over, "loaded");
    over.onerror = () => this.#settle(over, "error");
    this.waiting = setTimeout(() => this.#settle(over, "slow"), LONGEST_WAIT_MS);
    this.over = over;
    this.element.append(over);
    this.#setState("waiting");
    over.src = thumbnail;
  }

  #settle(over, state) {
    if (over !== this.over || this.state !== "waiting") return;
    if (state === "loaded") clearTimeout(this.waiting);
    else this.dispose();
    this.#setState(state);
  }

  #setState(state) {
    if (state === this.state) return;
    this.element.dataset.state = state;
    this.changed();
  }

  /** Stops loading and removes the thumbnail. */
  dispose() {
    clearTimeout(this.waiting);
    if (!this.over) return;
    this.over.onload = this.over.onerror = null;
    this.over.removeAttribute("src");
    this.over.remove();
  }
}
