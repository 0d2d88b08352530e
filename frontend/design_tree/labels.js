// The icons and numbers of the tree, its search and its picture.
import { drawing } from "../dom.js";
import { language, t } from "../language.js";

const GLYPHS = {
  FRAME: "M5 2v12M11 2v12M2 5h12M2 11h12",
  SECTION: "M2.5 3.5h11v9h-11zM2.5 6h5",
  CANVAS: "M3 2h7l3 3v9H3z",
  GROUP: "M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M7 2.5h2M7 13.5h2M2.5 7v2M13.5 7v2",
  TEXT: "M3.5 4.5v-2h9v2M8 2.5v11M6 13.5h4",
  RECTANGLE: "M2.5 3.5h11v9h-11z",
  ELLIPSE: "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z",
  LINE: "M2.5 13.5l11-11",
  VECTOR: "M2.5 12.5c2-9 4 3 6-4s3-6 5-4",
  STAR: "M8 1.8l1.9 4 4.4.6-3.2 3 .8 4.4L8 11.7l-3.9 2.1.8-4.4-3.2-3 4.4-.6z",
  REGULAR_POLYGON: "M8 2.5l6 10.5H2z",
  BOOLEAN_OPERATION: "M2.5 2.5h7v4h4v7h-7v-4h-4z",
  INSTANCE: "M8 1.8L14.2 8 8 14.2 1.8 8z",
  COMPONENT: "M8 1.5L10.5 4 8 6.5 5.5 4zM8 9.5l2.5 2.5L8 14.5 5.5 12zM1.5 8L4 5.5 6.5 8 4 10.5zM9.5 8L12 5.5 14.5 8 12 10.5z",
  OTHER: "M8 5.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z",
  twist: "M6 4l4 4-4 4",
  search: "M11 11l3 3M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0z",
  hidden: "M2 8c3-5 9-5 12 0-3 5-9 5-12 0zM3 13L13 3",
};
GLYPHS.COMPONENT_SET = GLYPHS.COMPONENT;

/** The icon of a type of node, or of a control. */
export function glyph(name) {
  return drawing(16, Object.hasOwn(GLYPHS, name) ? GLYPHS[name] : GLYPHS.OTHER);
}

export const whole = new Intl.NumberFormat(language);

export function size(box) {
  if (!box) return t("no box");
  const [, , width, height] = box.map((edge) => whole.format(Math.round(edge)));
  return `${width} × ${height}`;
}

export function range(start, shown, total, what) {
  if (!total) return t("No {many}", { many: t(what.many) });
  const all = whole.format(total);
  if (shown === total) return `${all} ${t(total === 1 ? what.one : what.many)}`;
  return t("Showing {start} to {shown} of {all} {many}", { start: whole.format(start + 1), shown: whole.format(start + shown), all, many: t(what.many) });
}
