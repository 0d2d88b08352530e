// Points at a place of the design: the smallest block under the pointer, or what is drawn with it.
import { make } from "../dom.js";
import { t } from "../language.js";

const LEAST = 6; // a drag of fewer pixels is a click

function within({ x, y, width, height }, left, top) {
  return left >= x && top >= y && left <= x + width && top <= y + height;
}

export class PlacePicker {
  isOn = false;

  /** `picked(place)` hears what was pointed at. */
  constructor(picked) {
    this.picked = picked;
    this.box = make("div", { class: "pointed" });
    this.layer = make("div", { class: "picker" }, this.box);
    this.layer.onpointerdown = (event) => this.#begin(event);
    this.layer.onpointermove = (event) => this.#move(event);
    this.layer.onpointerup = (event) => this.#end(event);
  }

  /** Lies over the sheet that the design is drawn on, `width` pixels wide in the design. */
  show(sheet, width, blocks, place) {
    this.width = width;
    this.blocks = blocks;
    if (sheet && this.layer.parentNode !== sheet) {
      if (!sheet.querySelector("style.place")) sheet.append(make("style", { class: "place", textContent: STYLE }));
      sheet.append(this.layer);
    }
    this.place = place;
    if (!this.isOn) this.#draw(place);
  }

  toggle(on = !this.isOn) {
    this.isOn = on && Boolean(this.layer.isConnected);
    this.layer.classList.toggle("on", this.isOn);
    this.#draw(this.place);
  }

  get scale() {
    return this.layer.clientWidth / this.width || 1;
  }

  #at(event) {
    const { left, top } = this.layer.getBoundingClientRect();
    return [(event.clientX - left) / this.scale, (event.clientY - top) / this.scale];
  }

  #under(event) {
    const [left, top] = this.#at(event);
    const area = ({ width, height }) => width * height;
    return this.blocks.filter((block) => within(block, left, top)).sort((a, b) => area(a) - area(b))[0] ?? null;
  }

  #begin(event) {
    this.layer.setPointerCapture(event.pointerId);
    this.start = this.#at(event);
  }

  #move(event) {
    this.#draw(this.#drawn(event) ?? this.#under(event));
  }

  /** What was drawn with the pointer held; null where that is a click. */
  #drawn(event) {
    if (!this.start) return null;
    const [x, y] = this.#at(event);
    const [width, height] = [Math.abs(x - this.start[0]), Math.abs(y - this.start[1])];
    if (Math.max(width, height) * this.scale < LEAST) return null;
    const [left, top] = [Math.min(x, this.start[0]), Math.min(y, this.start[1])].map(Math.round);
    const words = t("Area {width} × {height} at {left}, {top}", { width: Math.round(width), height: Math.round(height), left, top });
    return { x: left, y: top, width: Math.round(width), height: Math.round(height), words };
  }

  #end(event) {
    const place = this.#drawn(event) ?? this.#under(event);
    this.start = null;
    if (!place) return;
    this.toggle(false);
    this.picked(place);
  }

  #draw(place) {
    this.box.hidden = !place;
    if (!place) return;
    const of = (value) => `${(value / this.width) * 100}%`;
    const height = this.layer.clientHeight / this.scale || 1;
    const down = (value) => `${(value / height) * 100}%`;
    Object.assign(this.box.style, { left: of(place.x), width: of(place.width), top: down(place.y), height: down(place.height) });
  }
}

const STYLE = `
.picker { position: absolute; inset: 0; pointer-events: none; z-index: 2; }
.picker.on { pointer-events: auto; cursor: crosshair; touch-action: none; }
.pointed { position: absolute; outline: 2px solid rgb(124, 58, 237); outline-offset: 2px; border-radius: 2px; background: rgb(124 58 237 / .14); }
.pointed[hidden] { display: none; }
`;
