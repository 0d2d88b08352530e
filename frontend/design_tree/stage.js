// The wireframe with the current node's box on it, and the facts about that node.
import { make } from "../dom.js";
import { range, size, whole } from "./labels.js";
import { N, t } from "../language.js";

const SMALLEST_MARK = 12;
const TALL = 2.2;
const LONGEST = 16_000;

export class Stage {
  /** `on` has `point(x, y, sheet)` in the frame's pixels, `reveal()`, `turn(sheet)` for when the
   * picture of another page is needed, and `choose(position)` of a page. */
  constructor(on) {
    this.on = on;
    this.image = make("img", { alt: t("Wireframe of the design"), draggable: false });
    this.mark = make("div", { class: "mark", hidden: true });
    this.sheet = make("div", { class: "sheet" }, this.image, this.mark);
    this.sheet.addEventListener("click", (event) => {
      const { left, top, width } = this.sheet.getBoundingClientRect();
      const scale = this.width / width;
      on.point((event.clientX - left) * scale, (event.clientY - top) * scale, this.shown);
    });
    this.scroller = make("div", { class: "scroller" }, this.sheet);
    this.note = make("div", { class: "note" });
    this.facts = make("div", { class: "facts", role: "status" });
    this.reveal = make("button", { type: "button", textContent: t("Show in the tree"), hidden: true });
    this.reveal.onclick = () => on.reveal();
    this.pages = make("select", { "aria-label": t("Page or node to show") });
    this.pages.onchange = () => on.choose(this.sheets[this.pages.selectedIndex].at);
    this.bar = make("div", { class: "pages", hidden: true }, this.pages);
    this.element = make("div", { class: "stage" }, this.bar, this.scroller, this.note);
    this.element.append(make("div", { class: "about" }, this.facts, this.reveal));
    this.resized = new ResizeObserver(() => this.fit());
    this.resized.observe(this.scroller);
  }

  /** Start with a design: what can be chosen to be drawn, and the first picture. */
  begin({ sheets, picture }) {
    this.sheets = sheets;
    this.node = null;
    this.bar.hidden = sheets.length < 2;
    this.pages.replaceChildren(...sheets.map(({ label }) => make("option", { textContent: label })));
    this.show(picture);
  }

  /** Show the picture of a page or of a requested node. */
  show({ sheet, address, width, height, note }) {
    this.shown = this.awaited = sheet;
    Object.assign(this, { width, height, hasPicture: Boolean(address) });
    this.element.classList.toggle("pictureless", !address);
    if (address) this.image.src = address;
    else this.image.removeAttribute("src");
    this.note.textContent = note;
    this.pages.selectedIndex = sheet;
    this.select(this.node);
    this.fit();
  }

  /** Shows a screen whole; a long page fills the width and scrolls. */
  fit() {
    const room = this.scroller.clientWidth;
    if (!this.hasPicture || !room) return;
    const high = parseFloat(getComputedStyle(this.scroller).maxHeight) || LONGEST;
    const isTall = this.height / this.width > TALL;
    const scale = Math.min(room / this.width, (isTall ? LONGEST : high) / this.height, 1);
    this.sheet.style.width = `${this.width * scale}px`;
    this.sheet.style.height = `${this.height * scale}px`;
    this.#place(false);
  }

  select(node) {
    this.node = node;
    if (node && node.sheet >= 0 && node.sheet !== this.awaited) {
      this.awaited = node.sheet;
      this.on.turn(node.sheet);
    }
    this.facts.replaceChildren(...(node ? this.#describe(node) : []));
    this.facts.classList.toggle("nothing", !node);
    if (!node) this.facts.textContent = t("Choose a node in the tree or in the picture.");
    this.#place(true);
  }

  #isOutside([x, y, width, height]) {
    return x >= this.width || y >= this.height || x + width <= 0 || y + height <= 0;
  }

  #describe(node) {
    const name = make("bdi", { class: "title", textContent: node.name, dir: "auto" });
    const where = node.box
      ? [size(node.box), t("at {x}, {y}", { x: whole.format(Math.round(node.box[0])), y: whole.format(Math.round(node.box[1])) })]
      : [t("no box: Figma gives no position")];
    if (node.box && this.hasPicture && this.#isOutside(node.box)) where.push(t("outside the frame"));
    const parts = [node.type, ...where, t("level {level}", { level: whole.format(node.level) })];
    if (node.children) parts.push(range(0, node.children, node.children, CHILDREN));
    if (node.hidden) parts.push(t("hidden"));
    if (node.id) parts.push(t("id {id}", { id: node.id }));
    const line = make("div", { class: "line", textContent: parts.join(" · ") });
    const lines = [make("div", {}, name), line];
    if (node.text) lines.push(make("bdi", { class: "quote", textContent: node.text, dir: "auto" }));
    return lines;
  }

  /** Moves the mark to the node's box, and scrolls it into view. */
  #place(scroll) {
    const box = this.node?.sheet === this.shown ? this.node.box : null;
    this.mark.hidden = !box || !this.hasPicture || this.#isOutside(box);
    if (this.mark.hidden) return;
    const scale = this.sheet.clientWidth / this.width;
    const [left, width] = span(box[0] * scale, box[2] * scale, this.sheet.clientWidth);
    const [top, height] = span(box[1] * scale, box[3] * scale, this.sheet.clientHeight);
    Object.assign(this.mark.style, {
      left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px`,
    });
    if (!scroll) return;
    const { scrollTop, clientHeight } = this.scroller;
    if (top < scrollTop || top + Math.min(height, clientHeight) > scrollTop + clientHeight) {
      this.scroller.scrollTop = Math.max(top - Math.max((clientHeight - height) / 2, 12), 0);
    }
  }

  dispose() {
    this.resized.disconnect();
  }
}

const CHILDREN = { one: N("child"), many: N("children") };

/** A length clipped to the sheet, never too small to see. */
function span(start, length, room) {
  const from = Math.max(start, 0);
  const to = Math.min(start + length, room);
  const spare = Math.max(SMALLEST_MARK - (to - from), 0);
  return [from - spare / 2, to - from + spare];
}
