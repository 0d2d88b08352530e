// The heat map: every pair in the color of its likeness, what is missing and what is extra, and arrows
// for what moved. It covers both pictures, and says what the pointer is on.
import { make } from "../../dom.js";

const SIDES = ["design", "render"];
const MOVED_PX = 2;
// Red, amber and green, and how alike a pair is at least.
const COLORS = [
  [0.9, "22, 163, 74"],
  [0.75, "202, 138, 4"],
  [0.5, "234, 88, 12"],
  [0, "220, 38, 38"],
];
const MISSING = "220, 38, 38";
const EXTRA = "37, 99, 235";
const POINTED = "124, 58, 237";
const SHARPEST = 2;

function colorOf(score) {
  return COLORS.find(([least]) => score >= least)[1];
}

function inside(block, x, y) {
  return x >= block.x && y >= block.y && x <= block.x + block.width && y <= block.y + block.height;
}

function middle({ x, y, width, height }) {
  return [x + width / 2, y + height / 2];
}

export class Heat {
  #items = [];
  #pointed = null;
  #isKept = false;
  #scale = 1;
  #size = null;

  /** `onHover(item)` hears what the pointer is on, null for nothing. What was pressed stays until something
   * else is, so that the pointer can go to its values. */
  constructor(onHover) {
    this.onHover = onHover;
    this.layers = SIDES.map((side) => {
      const canvas = make("canvas", { class: "heat", "aria-hidden": "true" });
      canvas.onpointermove = (event) => this.#isKept || this.#point(this.#under(event, side));
      canvas.onclick = (event) => this.#keep(this.#under(event, side));
      return canvas;
    });
  }

  /** Take a match: its pairs, and what has no partner. */
  show(match) {
    const pairs = (match?.pairs ?? []).map((pair) => ({ ...pair, kind: "pair" }));
    const missing = (match?.missing ?? []).map((design) => ({ design, kind: "missing" }));
    const extra = (match?.extra ?? []).map((render) => ({ render, kind: "extra" }));
    this.#items = [...pairs, ...missing, ...extra];
    this.worst = match?.worst ?? [];
    this.#pointed = null;
    this.#isKept = false;
    this.draw();
  }

  /** The frame's size in its own pixels, and how it is scaled. */
  fit(size, scale) {
    this.#size = size;
    this.#scale = scale;
    this.draw();
  }

  /** Mark one of the worst differences on both sides. */
  point(index) {
    this.#isKept = false;
    this.#point(this.worst[index] ?? null);
    const [canvas] = this.layers.filter((each) => each.isConnected);
    canvas?.scrollIntoView({ block: "nearest" });
  }

  #point(item) {
    if (item === this.#pointed) return;
    this.#pointed = item;
    this.onHover(item);
    this.draw();
  }

  #keep(item) {
    this.#isKept = item !== null && !(this.#isKept && item === this.#pointed);
    this.#point(item);
  }

  #under({ offsetX, offsetY }, side) {
    const x = offsetX / this.#scale;
    const y = offsetY / this.#scale;
    const under = this.#items.filter((item) => item[side] && inside(item[side], x, y));
    const area = (item) => item[side].width * item[side].height;
    return under.sort((a, b) => area(a) - area(b))[0] ?? null;
  }

  draw() {
    if (!this.#size) return;
    const sharp = Math.min(devicePixelRatio || 1, SHARPEST);
    for (const [at, canvas] of this.layers.entries()) {
      const width = Math.round(this.#size.width * this.#scale);
      const height = Math.round(this.#size.height * this.#scale);
      Object.assign(canvas, { width: width * sharp, height: height * sharp });
      Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
      const pen = canvas.getContext("2d");
      pen.scale(sharp * this.#scale, sharp * this.#scale);
      for (const item of this.#items) this.#drawItem(pen, item, SIDES[at]);
      for (const item of this.#items) if (at === 1) this.#drawArrow(pen, item);
      if (this.#pointed) this.#drawPointed(pen, this.#pointed);
    }
  }

  #line(pixels) {
    return pixels / this.#scale;
  }

  #drawItem(pen, item, side) {
    const block = item[side];
    if (!block || (item.kind === "pair" && item.score >= 0.995)) return;
    const color = { missing: MISSING, extra: EXTRA }[item.kind] ?? colorOf(item.score);
    const isAlone = item.kind !== "pair";
    pen.fillStyle = `rgb(${color}, ${isAlone ? 0.08 : 0.22 - 0.12 * item.score})`;
    pen.strokeStyle = `rgb(${color})`;
    pen.lineWidth = this.#line(isAlone ? 2 : 1);
    pen.setLineDash(isAlone ? [this.#line(6), this.#line(4)] : []);
    pen.fillRect(block.x, block.y, block.width, block.height);
    pen.strokeRect(block.x, block.y, block.width, block.height);
  }

  #drawArrow(pen, { kind, design, render, score }) {
    if (kind !== "pair" || score >= 0.995) return;
    const moved = Math.max(Math.abs(design.x - render.x), Math.abs(design.y - render.y));
    if (moved <= MOVED_PX || moved < this.#line(4)) return;
    const [fromX, fromY] = middle(design);
    const [toX, toY] = middle(render);
    const angle = Math.atan2(toY - fromY, toX - fromX);
    const head = this.#line(6);
    pen.strokeStyle = `rgb(${colorOf(score)})`;
    pen.lineWidth = this.#line(1.5);
    pen.setLineDash([]);
    pen.beginPath();
    pen.moveTo(fromX, fromY);
    pen.lineTo(toX, toY);
    for (const turn of [2.6, -2.6]) {
      pen.moveTo(toX, toY);
      pen.lineTo(toX + head * Math.cos(angle + turn), toY + head * Math.sin(angle + turn));
    }
    pen.stroke();
  }

  #drawPointed(pen, { design, render }) {
    pen.strokeStyle = `rgb(${POINTED})`;
    pen.lineWidth = this.#line(3);
    for (const [block, dash] of [[design, [this.#line(5), this.#line(4)]], [render, []]]) {
      if (!block) continue;
      pen.setLineDash(dash);
      pen.strokeRect(block.x, block.y, block.width, block.height);
    }
  }
}
