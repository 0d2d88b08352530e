// Texts as they are read: one run for the text of one block in one size.
import { painted, gradientMean } from "./colors.js";
import { familyOf } from "./families.js";

const LONGEST = 200;

/** The smallest box around others, in the document's coordinates; null if none has a size. */
export function around(rects) {
  const shown = [...rects].filter(({ width, height }) => width > 0 && height > 0);
  if (!shown.length) return null;
  const left = Math.min(...shown.map((each) => each.left));
  const top = Math.min(...shown.map((each) => each.top));
  const right = Math.max(...shown.map((each) => each.right));
  const bottom = Math.max(...shown.map((each) => each.bottom));
  return { left, top, right, bottom };
}

/** How many lines rectangles are on: a new one begins below the middle of the last one. */
function linesOf(rects) {
  let count = 0;
  let middle = -Infinity;
  for (const { top, height } of [...rects].sort((a, b) => a.top - b.top)) {
    if (top < middle) continue;
    count++;
    middle = top + height / 2;
  }
  return count;
}

function colorOf(style, opacity) {
  const clipped = style.webkitBackgroundClip === "text" || style.backgroundClip === "text";
  const gradient = clipped ? gradientMean(style.backgroundImage, opacity) : null;
  return gradient ?? painted(style.webkitTextFillColor || style.color, opacity);
}

/** A text's style, as the fields of a block. */
export function setting(style, opacity) {
  const { drawn, asked } = familyOf(style.fontFamily);
  return {
    color: colorOf(style, opacity),
    font: drawn.slice(0, 80),
    asked: asked.slice(0, 80),
    size: parseFloat(style.fontSize),
    weight: Number(style.fontWeight) || 400,
    leading: parseFloat(style.lineHeight) || null,
    align: style.textAlign.replace("start", "left").replace("end", "right").slice(0, 10),
  };
}

/** The text nodes of one run, added in document order. */
export class TextRun {
  #nodes = [];
  #size = null;
  style = null;
  opacity = 1;

  get isEmpty() {
    return !this.#nodes.length;
  }

  /** Whether a text in this style belongs to another run. */
  breaks(style) {
    return !this.isEmpty && this.#size !== style.fontSize;
  }

  add(node, style, opacity) {
    if (this.isEmpty) {
      this.style = style;
      this.opacity = opacity;
      this.#size = style.fontSize;
    }
    this.#nodes.push(node);
  }

  /** The run as a block, or null if it takes up no space. */
  block(clip) {
    const range = document.createRange();
    const rects = this.#nodes.flatMap((node) => {
      range.selectNodeContents(node);
      return [...range.getClientRects()];
    });
    const box = around(rects);
    if (!box) return null;
    const seen = clip(box);
    if (!seen) return null;
    const text = this.#nodes.map(({ data }) => data.slice(0, 4 * LONGEST)).join(" ");
    return {
      kind: "text",
      ...seen,
      text: text.replace(/\s+/g, " ").trim().slice(0, LONGEST),
      lines: Math.min(linesOf(rects), 200),
      ...setting(this.style, this.opacity),
    };
  }
}

/** What a field shows, its value or its placeholder, as a block; null if it shows nothing. */
export function fieldText(element, style, opacity, clip) {
  const chosen = element.localName === "select" ? element.selectedOptions[0]?.text : element.value;
  const text = element.type === "password" ? "•".repeat(chosen.length) : chosen;
  const shown = String(text || element.placeholder || "").replace(/\s+/g, " ").trim();
  if (!shown) return null;
  const own = text ? style : getComputedStyle(element, "::placeholder");
  const set = { ...setting(style, opacity), color: colorOf(own, opacity) };
  const rect = element.getBoundingClientRect();
  const room = (side) => parseFloat(style[`padding${side}`]) + parseFloat(style[`border${side}Width`]);
  const left = rect.left + room("Left");
  const right = rect.right - room("Right");
  const width = Math.min(widthOf(shown, style), right - left);
  const start = { right: right - width, center: (left + right - width) / 2 }[set.align] ?? left;
  const isArea = element.localName === "textarea";
  const middle = isArea ? rect.top + room("Top") + set.size * 0.7 : (rect.top + rect.bottom) / 2;
  const half = set.size * 0.6;
  const box = { left: start, right: start + width, top: middle - half, bottom: middle + half };
  const seen = clip(box);
  return seen && { kind: "text", ...seen, text: shown.slice(0, LONGEST), lines: 1, ...set };
}

const canvas = document.createElement("canvas").getContext("2d");

function widthOf(text, { fontStyle, fontWeight, fontSize, fontFamily }) {
  canvas.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  return canvas.measureText(text.slice(0, LONGEST)).width;
}
