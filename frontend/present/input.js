// What a person does with the page that presents: keys, a clicker's keys, swipes and taps beside the
// prototype. What is done inside of it arrives by its frame (preview/frame/gestures.js).
export const KEYS = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  " ": "next",
  Enter: "next",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  PageUp: "previous",
  Backspace: "previous",
  Home: "first",
  End: "last",
  d: "design",
  b: "blank",
  ".": "blank",
  f: "full",
  p: "notes",
  Escape: "leave",
};
const SWIPE_PX = 50;
const TAP_PX = 10;
const EDGE = 0.35;

/** Calls `does(name)` for what is wished. */
export function listen(does) {
  window.addEventListener("keydown", (event) => {
    const { key, ctrlKey, altKey, metaKey } = event;
    const name = key === " " && event.shiftKey ? "previous" : KEYS[key.length === 1 ? key.toLowerCase() : key];
    if (!name || ctrlKey || altKey || metaKey) return;
    event.preventDefault();
    does(name);
  });
  let start = null;
  window.addEventListener("pointerdown", ({ pointerType, clientX, clientY }) => {
    start = pointerType === "mouse" ? null : { clientX, clientY };
  });
  window.addEventListener("pointerup", ({ clientX, clientY }) => {
    if (!start) return;
    const across = clientX - start.clientX;
    const down = clientY - start.clientY;
    start = null;
    if (Math.abs(across) > SWIPE_PX && Math.abs(across) > Math.abs(down)) {
      does(across < 0 ? "next" : "previous");
    } else if (Math.hypot(across, down) < TAP_PX) {
      if (clientX > innerWidth * (1 - EDGE)) does("next");
      if (clientX < innerWidth * EDGE) does("previous");
    }
  });
}
