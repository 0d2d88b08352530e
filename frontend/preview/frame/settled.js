// When a page has settled: its fonts are there and it was painted twice since. Then it is measured.
import { measure } from "./measure.js";
import { tell } from "./port.js";

const FONTS_WITHIN_MS = 3000;

function within(ms, promise) {
  return Promise.race([promise, new Promise((resolve) => setTimeout(resolve, ms))]);
}

/** Wait for the next frame to be painted; a frame out of sight gets no animation frames. */
export function painted() {
  return new Promise((resolve) => {
    setTimeout(resolve, 120);
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}

/** Measure the page and tell: `page` is null where that failed, as code may have made it. */
export async function tellMeasured() {
  let measured = { page: null, overflows: [] };
  try {
    await within(FONTS_WITHIN_MS, document.fonts.ready);
    await painted();
    await painted();
    measured = measure();
  } catch {
    // What the browser offers for it is the code's to replace.
  }
  tell({ kind: "measured", ...measured });
}
