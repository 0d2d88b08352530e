// A design's picture in layers: what was drawn of it, and its thumbnail once that has loaded.
const LONGEST_WAIT_MS = 20_000;
const FAILED = { error: "thumbnail could not be loaded", slow: "thumbnail took too long to load" };

function image(name) {
  const made = new Image();
  made.className = name;
  made.alt = "";
  made.draggable = false;
  made.decoding = "async";
  return made;
}

/** `element` holds the layers; its `data-state` is none, waiting, loaded, error or slow. */
export class Layers {
  thumbnail = null;

  /** `changed` is called whenever the state changes. */
  constructor(changed = () => {}) {
    this.changed = changed;
    this.drawing = image("drawing");
    this.element = document.createElement("div");
    this.element.className = "layers";
    this.element.dataset.state = "none";
    this.element.append(this.drawing);
  }

  /** Addresses of the drawing and, if one may be loaded, of the thumbnail; `alt` names both. */
  show({ drawing, thumbnail, alt, cropped = false }) {
    this.element.classList.toggle("cropped", cropped);
    this.drawing.alt = alt;
    if (!drawing) this.drawing.removeAttribute("src");
    else if (drawing !== this.drawing.getAttribute("src")) this.drawing.src = drawing;
    if (thumbnail !== this.thumbnail) this.#load(thumbnail);
  }

  /** Why there is no thumbnail although there was an address; empty if that is not so. */
  get failure() {
    return FAILED[this.state] ?? "";
  }

  get state() {
    return this.element.dataset.state;
  }

  #load(thumbnail) {
    this.dispose();
    this.thumbnail = thumbnail;
    this.over = null;
    if (!thumbnail) {
      this.#become("none");
      return;
    }
    const over = image("thumbnail");
    over.referrerPolicy = "no-referrer";
    over.onload = () => this.#settle(over, "loaded");
    over.onerror = () => this.#settle(over, "error");
    this.waiting = setTimeout(() => this.#settle(over, "slow"), LONGEST_WAIT_MS);
    this.over = over;
    this.element.append(over);
    this.#become("waiting");
    over.src = thumbnail;
  }

  #settle(over, state) {
    if (over !== this.over || this.state !== "waiting") return;
    if (state === "loaded") clearTimeout(this.waiting);
    else this.dispose();
    this.#become(state);
  }

  #become(state) {
    if (state === this.state) return;
    this.element.dataset.state = state;
    this.changed();
  }

  /** Stop loading, and take the thumbnail away. */
  dispose() {
    clearTimeout(this.waiting);
    if (!this.over) return;
    this.over.onload = this.over.onerror = null;
    this.over.removeAttribute("src");
    this.over.remove();
  }
}
