// Marks a place of the design on both sides, in pixels of the frame.
import { make } from "../../dom.js";

/** Show a place over a view's sheets, or none, and bring a new one into view. */
export function markPlace({ design, designSheet, liveSheet }, place) {
  for (const sheet of [designSheet, liveSheet]) {
    let mark = sheet.querySelector(":scope > .spot");
    if (!place) {
      mark?.remove();
      continue;
    }
    const isNew = !mark;
    mark ??= make("div", { class: "spot" });
    const [x, y] = [100 / design.width, 100 / design.height];
    Object.assign(mark.style, {
      left: `${place.x * x}%`, width: `${place.width * x}%`,
      top: `${place.y * y}%`, height: `${place.height * y}%`,
    });
    if (!isNew) continue;
    sheet.append(mark);
    mark.scrollIntoView({ block: "nearest" });
  }
}
