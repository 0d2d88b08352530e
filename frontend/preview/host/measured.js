// What a frame has measured of itself. It is untrusted: a text of limited length, which Python reads
// (inspection/match), and some boxes to draw.
import { text } from "./verdict.js";

const MOST_CHARACTERS = 512 * 1024;
const MOST_OVERFLOWS = 40;
const FURTHEST_PX = 1e6;
const PLACE = ["x", "y", "width", "height"];

function isBox(value) {
  if (typeof value !== "object" || value === null) return false;
  return PLACE.every((name) => Math.abs(value[name]) <= FURTHEST_PX);
}

/** `{page, overflows}` of a message: `page` is JSON or null, `overflows` are boxes with a name. */
export function measuredIn({ page, overflows }) {
  const boxes = Array.isArray(overflows) ? overflows.slice(0, MOST_OVERFLOWS).filter(isBox) : [];
  return {
    page: typeof page === "string" && page.length <= MOST_CHARACTERS ? page : null,
    overflows: boxes.map((box) => ({
      ...Object.fromEntries(PLACE.map((name) => [name, Number(box[name])])),
      name: text(box.name, 60),
    })),
  };
}
