// Marks what reaches over the right or left edge of the page, at whatever width it is shown.
import { make } from "../../dom.js";
import { t } from "../../language.js";

export class Overflow {
  #boxes = [];

  constructor() {
    this.element = make("div", { class: "overflows", "aria-hidden": "true" });
  }

  /** `boxes` are in the frame's pixels; only what is inside the frame can be marked. */
  show(boxes, scale, width) {
    this.#boxes = boxes;
    const marks = boxes.map(({ x, y, width: wide, height }) => {
      const left = Math.max(x, 0);
      const right = Math.min(x + wide, width);
      const mark = make("div", {});
      Object.assign(mark.style, {
        left: `${left * scale}px`,
        top: `${y * scale}px`,
        width: `${Math.max(right - left, 2) * scale}px`,
        height: `${height * scale}px`,
      });
      return mark;
    });
    this.element.replaceChildren(...marks);
  }

  /** What overflows, in words; "" for nothing. */
  get words() {
    const names = [...new Set(this.#boxes.map((box) => box.name))];
    if (!names.length) return "";
    const more = names.length > 3 ? t(" and {count} more", { count: names.length - 3 }) : "";
    return t("over the edge: {names}{more}", { names: names.slice(0, 3).join(", "), more });
  }
}
