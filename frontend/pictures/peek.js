// A list's small picture, large: while it is pointed at, or while the keyboard is on its row.
import { make } from "../dom.js";
import { Layers } from "./layers.js";

const LONGEST_SIDE = 480;
const LONGEST_BESIDE = 640;
const GAP = 10;
const OPEN_MS = 250; // somebody who only passes sees none
const CLOSE_MS = 120; // time to move onto it
const ROOM = 300;

/** One per list: `of` is called for each of its pictures; `place` says where a large one goes. */
export class Peek {
  layers = new Layers();

  constructor(place = below) {
    this.place = place;
    this.element = make("div", { class: "peek", popover: "manual", "aria-hidden": "true" }, this.layers.element);
    this.element.onpointerenter = () => clearTimeout(this.waiting);
    this.element.onpointerleave = () => this.#wait(CLOSE_MS, () => this.close());
    this.onKey = (event) => event.key === "Escape" && this.close();
    this.onScroll = () => this.close();
    document.addEventListener("keydown", this.onKey);
    window.addEventListener("scroll", this.onScroll, { capture: true, passive: true });
  }

  /** `frame` holds the small picture, `link` opens the session if it is another way to see the large
   * one, `shown()` tells what there is now. */
  of(frame, link, shown) {
    const open = () => this.#wait(OPEN_MS, () => this.#open(frame, shown()));
    const close = () => this.#wait(CLOSE_MS, () => this.close());
    frame.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && open());
    frame.addEventListener("pointerleave", close);
    link?.addEventListener("focus", () => link.matches(":focus-visible") && open());
    link?.addEventListener("blur", close);
  }

  #wait(ms, then) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(then, ms);
  }

  #open(frame, { drawing, thumbnail, cropped, width, height }) {
    if (!frame.isConnected || (!thumbnail && isPlaceholder(drawing))) return;
    const box = this.place(frame, width, height);
    for (const [side, length] of Object.entries(box)) this.element.style[side] = `${length}px`;
    this.layers.show({ drawing, thumbnail, alt: "", cropped });
    this.element.showPopover();
  }

  close() {
    clearTimeout(this.waiting);
    if (this.element.matches(":popover-open")) this.element.hidePopover();
  }

  dispose() {
    this.close();
    document.removeEventListener("keydown", this.onKey);
    window.removeEventListener("scroll", this.onScroll, { capture: true });
    this.layers.dispose();
    this.element.remove();
  }
}

/** Below the small picture, or above it where there is little room, so that its row stays in sight. */
export function below(frame, width, height) {
  const at = frame.getBoundingClientRect();
  const under = innerHeight - at.bottom;
  const isBelow = under >= Math.min(ROOM, at.top);
  const high = Math.min(LONGEST_SIDE, (isBelow ? under : at.top) - 2 * GAP);
  const scale = Math.min(Math.min(LONGEST_SIDE, innerWidth - 2 * GAP) / width, high / height);
  const box = { width: width * scale, height: height * scale };
  return { ...box, left: between(at.left, innerWidth - box.width), top: isBelow ? at.bottom + GAP : at.top - GAP - box.height };
}

/** Beside its card, on the side that has more room, so that the card stays in sight. */
export function beside(frame, width, height) {
  const at = frame.closest(".card").getBoundingClientRect();
  const isRight = innerWidth - at.right >= at.left;
  const wide = Math.min(LONGEST_BESIDE, (isRight ? innerWidth - at.right : at.left) - 2 * GAP);
  const scale = Math.min(wide / width, Math.min(LONGEST_BESIDE, innerHeight - 2 * GAP) / height);
  const box = { width: width * scale, height: height * scale };
  const top = between(at.top + (at.height - box.height) / 2, innerHeight - box.height);
  return { ...box, top, left: isRight ? at.right + GAP : at.left - GAP - box.width };
}

/** A distance from the window's edge, which leaves a gap on both sides. */
function between(wanted, most) {
  return Math.max(GAP, Math.min(wanted, most - GAP));
}

/** A drawing of a design has an address; what stands in for one comes with the data. */
function isPlaceholder(drawing) {
  return !drawing || drawing.startsWith("data:");
}
