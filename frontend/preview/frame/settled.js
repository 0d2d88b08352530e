// Measures a page once it has settled: its fonts are loaded and it was painted twice since.
import { measure } from "./measure.js";
import { tell } from "./port.js";

const FONTS_WITHIN_MS = 3000;

export function passed(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Wait for the next paint; a frame out of sight gets no animation frames. */
export function painted() {
  return new Promise((resolve) => {
    setTimeout(resolve, 120);
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}

/** Measure the page and report it: `page` is null if that failed, which the code may have caused. */
export async function tellMeasured() {
  let measured = { page: null, overflows: [] };
  try {
    await Promise.race([document.fonts.ready, passed(FONTS_WITHIN_MS)]);
    await painted();
    await painted();
    measured = measure();
  } catch {
    // The code may have replaced the browser's functions.
  }
  tell({ kind: "measured", ...measured });
}
