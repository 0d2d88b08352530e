// Passes on, while the page presents, what a person does in the frame that is meant for the page: keys
// and swipes that the code has no use for. The page takes them for wishes, since code can forge them.
import { tell } from "./port.js";

const KEYS = {
  ArrowRight: "next",
  PageDown: "next",
  ArrowLeft: "previous",
  PageUp: "previous",
  Home: "first",
  End: "last",
  Escape: "leave",
  d: "design",
  b: "blank",
};
// A clicker's keys step even while somebody is in a field.
const NO_TEXT = new Set(["Escape", "PageDown", "PageUp"]);
const FIELDS = "input, textarea, select, [contenteditable], [role=slider], [role=tab]";
const SWIPE_PX = 60;
// A swipe is at least this many times as long across as it is high.
const SLOPE = 2;
// Kept before untrusted code can replace them.
const { closest: nearest } = Element.prototype;
const styleOf = getComputedStyle.bind(window);
let isOn = false;
let start = null;

function closest(target, selector) {
  return target instanceof Element ? Reflect.apply(nearest, target, [selector]) : null;
}

/** Whether something at this place scrolls sideways itself. */
function scrollsAcross(target) {
  for (let at = target; at instanceof Element; at = at.parentElement) {
    const scrolls = /auto|scroll/.test(styleOf(at).overflowX);
    if (scrolls && at.scrollWidth > at.clientWidth + 1) return true;
  }
  return false;
}

function onKey(event) {
  const { key, target, isTrusted, defaultPrevented, ctrlKey, altKey, metaKey } = event;
  if (!isOn || !isTrusted || defaultPrevented || ctrlKey || altKey || metaKey) return;
  const name = Object.hasOwn(KEYS, key) ? KEYS[key] : null;
  if (!name || (!NO_TEXT.has(key) && closest(target, FIELDS))) return;
  event.preventDefault();
  tell({ kind: "gesture", name });
}

function onTouchStart({ touches, target }) {
  const [{ clientX, clientY }] = touches;
  const isOne = touches.length === 1 && !scrollsAcross(target) && !closest(target, FIELDS);
  start = isOne ? { clientX, clientY } : null;
}

function onTouchEnd({ changedTouches, isTrusted }) {
  if (!isOn || !start || !isTrusted) return;
  const across = changedTouches[0].clientX - start.clientX;
  const down = changedTouches[0].clientY - start.clientY;
  start = null;
  if (Math.abs(across) < SWIPE_PX || Math.abs(across) < SLOPE * Math.abs(down)) return;
  tell({ kind: "gesture", name: across < 0 ? "next" : "previous" });
}

window.addEventListener("keydown", onKey);
window.addEventListener("touchstart", onTouchStart, { passive: true });
window.addEventListener("touchend", onTouchEnd, { passive: true });

/** Pass them on from now on. */
export function passGestures() {
  isOn = true;
}
