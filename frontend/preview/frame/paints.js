// What an element itself paints: fill, border, picture.
import { gradientMean, painted } from "./colors.js";

const SIDES = ["Top", "Right", "Bottom", "Left"];
export const EVERYWHERE = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };

export const rounded = (value) => Math.round(value * 10) / 10;

/** The part of a box inside a clip. */
export function within(clip, { left, top, right, bottom }) {
  return {
    left: Math.max(clip.left, left),
    top: Math.max(clip.top, top),
    right: Math.min(clip.right, right),
    bottom: Math.min(clip.bottom, bottom),
  };
}

/** `{border, open}`: the color of the borders, `#rrggbbaa`, null if there are none, and whether they leave
 * the element open: on one or two sides only. */
export function bordersOf(style, opacity) {
  const shown = SIDES.filter((side) => {
    const line = style[`border${side}Style`];
    return line !== "none" && line !== "hidden" && parseFloat(style[`border${side}Width`]) > 0;
  });
  const border = shown.length ? painted(style[`border${shown[0]}Color`], opacity) : null;
  return { border, open: border !== null && shown.length < 3 };
}

/** Whether borders enclose the element. */
export function isEnclosed(style) {
  const { border, open } = bordersOf(style, 1);
  return border !== null && !open;
}

/** `{fill, hasPicture}`: the background color, and whether the background is a picture. */
export function fillOf(style, opacity) {
  const isOfText = style.backgroundClip === "text" || style.webkitBackgroundClip === "text";
  if (isOfText) return { fill: null, hasPicture: false };
  const gradient = gradientMean(style.backgroundImage, opacity);
  const hasPicture = !gradient && style.backgroundImage !== "none";
  return { fill: gradient ?? painted(style.backgroundColor, opacity), hasPicture };
}

/** The page's background color. */
export function groundOf() {
  const [page, body] = [document.documentElement, document.body].map(getComputedStyle);
  return [page, body].map((style) => painted(style.backgroundColor)).find(Boolean) ?? "#ffffffff";
}

export const LEAST_PX = 8;
const ICON_PX = 64;
const SHAPES = "path,line,polyline,polygon,circle,ellipse,rect";
const MOST_SHAPES = 200;

const shapesOf = (svg, names) => [...svg.querySelectorAll(names)].slice(0, MOST_SHAPES);

/** The color of a drawing's lines and shapes; null for several colors, or a gradient. */
export function inkOf(svg, opacity) {
  const inks = new Set();
  for (const shape of shapesOf(svg, SHAPES)) {
    const { stroke, fill } = getComputedStyle(shape);
    const given = stroke === "none" ? fill : stroke;
    if (given.startsWith("url(")) return null;
    if (given !== "none") inks.add(painted(given, opacity));
  }
  return inks.size === 1 ? [...inks][0] : null;
}

/** The box around a drawing's lines and shapes, within that of the drawing; null if there are none.
 * Of a large one, thin lines do not count: in a chart, they are its grid. */
export function linesOf(svg) {
  const place = svg.getBoundingClientRect();
  const least = Math.max(place.width, place.height) > ICON_PX ? LEAST_PX : 0;
  const boxes = shapesOf(svg, `${SHAPES},use`)
    .map((shape) => shape.getBoundingClientRect())
    .filter(({ width, height }) => (width || height) && Math.min(width, height) >= least);
  if (!boxes.length) return null;
  const around = {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
  return within(place, around);
}
