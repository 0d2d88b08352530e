// Measures what is painted: texts and boxes with their places on the page, in paint order. It runs
// beside untrusted code, which can forge every number, so nothing may depend on it.
import { painted } from "./colors.js";
import { bordersOf, EVERYWHERE, fillOf, groundOf, inkOf, isEnclosed, LEAST_PX, linesOf, rounded, within } from "./paints.js";
import { fieldText, TextRun } from "./text_runs.js";

const MOST_BLOCKS = 2000;
const MOST_BYTES = 512 * 1024;
const MOST_ELEMENTS = 12_000;
const DEEPEST = 200;
const MOST_OVERFLOWS = 40;
// A text is ignored if clipping leaves less than this part of it.
const READABLE = 0.25;
const PICTURES = new Set(["img", "canvas", "video", "object", "embed", "nested-frame"]);
const FIELDS = new Set(["input", "textarea", "select"]);
const UNTYPED = new Set("checkbox radio range color file hidden image submit button reset".split(" "));

class Measuring {
  blocks = [];
  overflows = [];
  visited = 0;
  isCut = false;

  /** A place on the page, as the fields of a block; null if less than `least` of it is visible. */
  #place(box, clip, least) {
    const seen = within(clip, box);
    const width = seen.right - seen.left;
    const height = seen.bottom - seen.top;
    if (width <= 0 || height <= 0) return null;
    const part = Math.min(width / (box.right - box.left), height / (box.bottom - box.top));
    if (part < least || seen.right + scrollX <= 0 || seen.bottom + scrollY <= 0) return null;
    return {
      x: rounded(seen.left + scrollX),
      y: rounded(seen.top + scrollY),
      width: rounded(width),
      height: rounded(height),
    };
  }

  #add(block) {
    if (!block) return;
    if (this.blocks.length >= MOST_BLOCKS) {
      this.isCut = true;
      return;
    }
    this.blocks.push(block);
    const isOut = block.x < -1 || block.x + block.width > innerWidth + 1;
    if (isOut && this.overflows.length < MOST_OVERFLOWS) {
      const { x, y, width, height, text, kind } = block;
      this.overflows.push({ x, y, width, height, name: text?.slice(0, 60) ?? kind });
    }
  }

  #flush(run, clip) {
    if (!run.isEmpty) this.#add(run.block((box) => this.#place(box, clip, READABLE)));
    return new TextRun();
  }

  #box(element, style, { clip, opacity }) {
    const name = element.localName;
    const { fill, hasPicture } = fillOf(style, opacity);
    const { border, open } = bordersOf(style, opacity);
    const isPicture = PICTURES.has(name) || hasPicture;
    const isControl = name === "input" && /^(?:checkbox|radio|range|color)$/.test(element.type);
    if (!fill && !border && !isPicture && !isControl && name !== "svg") return;
    const place = this.#place(element.getBoundingClientRect(), clip, 0);
    if (!place || place.width < LEAST_PX || place.height < LEAST_PX) return;
    if (name === "svg") {
      const around = linesOf(element);
      const lines = around && this.#place(around, clip, 0);
      const drawn = lines && [lines.x, lines.y, lines.width, lines.height];
      this.#add({ kind: "icon", ...place, color: inkOf(element, opacity), drawn });
      return;
    }
    const radius = parseFloat(style.borderTopLeftRadius) || 0;
    const kind = isPicture ? "picture" : "box";
    const look = { color: isPicture ? null : fill, border, radius: Math.min(radius, 1e4) };
    this.#add({ kind, ...place, ...look, open: open && !isPicture });
  }

  #clipOf(element, style, clip) {
    if (style.overflowX === "visible" && style.overflowY === "visible") return clip;
    // The page's own scroll containers clip nothing of it.
    if (element === document.body || element === document.documentElement) return clip;
    return within(clip, element.getBoundingClientRect());
  }

  element(element, { clip, opacity, depth }) {
    if (++this.visited > MOST_ELEMENTS || depth > DEEPEST) {
      this.isCut = true;
      return;
    }
    const style = getComputedStyle(element);
    if (style.display === "none") return;
    const state = { clip, opacity: opacity * parseFloat(style.opacity), depth };
    if (style.position === "fixed") state.clip = EVERYWHERE;
    if (!(state.opacity > 0.02)) return;
    const isShown = style.visibility === "visible";
    if (isShown && style.display !== "contents") this.#box(element, style, state);
    if (element.localName === "svg") return this.#svgTexts(element, state);
    if (FIELDS.has(element.localName)) {
      if (isShown && !UNTYPED.has(element.type)) {
        const place = (box) => this.#place(box, state.clip, READABLE);
        this.#add(fieldText(element, style, state.opacity, place));
      }
      return;
    }
    state.clip = this.#clipOf(element, style, state.clip);
    const run = this.#children(element, style, state, new TextRun());
    this.#flush(run, state.clip);
  }

  /** Continue a run through the contents of one block; return the run that is open afterward. */
  #children(element, style, { clip, opacity, depth }, run) {
    const isShown = style.visibility === "visible";
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (!isShown || !node.data.trim()) continue;
        if (run.breaks(style)) run = this.#flush(run, clip);
        run.add(node, style, opacity);
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        run = this.#child(node, { clip, opacity, depth: depth + 1 }, run);
      }
    }
    return run;
  }

  #child(element, state, run) {
    const style = getComputedStyle(element);
    const isPlain = style.display === "inline" && !this.#paints(element, style);
    if (!isPlain || state.depth > DEEPEST || this.visited > MOST_ELEMENTS) {
      const next = element.localName === "br" ? run : this.#flush(run, state.clip);
      if (element.localName !== "br") this.element(element, state);
      return next;
    }
    this.visited++;
    const opacity = state.opacity * parseFloat(style.opacity);
    return this.#children(element, style, { ...state, opacity }, run);
  }

  /** Whether an inline element stands apart from the text around it. */
  #paints(element, style) {
    const name = element.localName;
    return (
      PICTURES.has(name) || FIELDS.has(name) || name === "svg" || style.backgroundImage !== "none" ||
      painted(style.backgroundColor) !== null || isEnclosed(style)
    );
  }

  #svgTexts(svg, { clip, opacity }) {
    for (const element of [...svg.querySelectorAll("text")].slice(0, MOST_BLOCKS)) {
      const style = getComputedStyle(element);
      const run = new TextRun();
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const own = { fontFamily: style.fontFamily, fontSize: style.fontSize, fontWeight: style.fontWeight };
      const look = { ...own, color: style.fill, lineHeight: "", textAlign: "left" };
      while (walker.nextNode()) if (walker.currentNode.data.trim()) run.add(walker.currentNode, look, opacity);
      this.#flush(run, clip);
    }
  }
}

function fitting(page) {
  const bytes = (text) => new TextEncoder().encode(text).length;
  let text = JSON.stringify(page);
  while (bytes(text) > MOST_BYTES) {
    page.blocks.length = Math.floor(page.blocks.length * 0.8);
    page.is_cut = true;
    text = JSON.stringify(page);
  }
  return text;
}

/** `{page, overflows}`: the page as JSON (`Measured` in inspection/match), and what overflows it. */
export function measure() {
  const measuring = new Measuring();
  measuring.element(document.body, { clip: EVERYWHERE, opacity: 1, depth: 0 });
  const { blocks, overflows, isCut } = measuring;
  const { scrollWidth, scrollHeight } = document.documentElement;
  const page = {
    width: innerWidth,
    height: innerHeight,
    full_width: Math.min(scrollWidth, 1e6),
    full_height: Math.min(scrollHeight, 1e6),
    ground: groundOf(),
    is_cut: isCut,
    blocks,
  };
  return { page: fitting(page), overflows };
}
