// What is dragged to swipe the design over the code.
import { make } from "../../dom.js";

/** Covers the whole sheet, because the frame would receive a drag that enters it. */
export function swipeHandle(sheet, onMix) {
  const handle = make("div", { class: "handle" });
  const drag = (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const { left, width } = sheet.getBoundingClientRect();
    onMix(((event.clientX - left) / width) * 100);
  };
  handle.onpointerdown = (event) => {
    handle.setPointerCapture(event.pointerId);
    drag(event);
  };
  handle.onpointermove = drag;
  return handle;
}
