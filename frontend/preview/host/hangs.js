// Until when a new frame gets the process of one that hangs: it goes on for a moment after its last frame
// is gone, or as long as there are new ones.
import { AFTER_HANG_MS } from "./limits.js";

let hungAt = -Infinity;

/** Frames that hang, or may, were just removed. */
export function hung() {
  hungAt = performance.now();
}

/** Call `make` once a frame gets another process than those that hung. */
export function afterHang(make) {
  const wait = hungAt + AFTER_HANG_MS - performance.now();
  if (wait > 0) setTimeout(make, wait);
  else make();
}
