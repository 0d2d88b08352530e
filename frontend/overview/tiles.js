// Tiles side by side: each shows a number, says what it counts, and is a link to those rows.
import { make } from "../dom.js";
import { mounted } from "../mount.js";
import { follow, icon } from "../pictures/marks.js";

class Tile {
  constructor(open) {
    this.number = make("span", { class: "number" });
    this.icon = icon("");
    this.words = make("span", { class: "words" });
    this.note = make("span", { class: "note" });
    const label = make("span", { class: "label" }, this.icon, this.words);
    const press = follow(open);
    // Somebody may have marked the number to copy it.
    const onclick = (event) => (String(getSelection()) ? event.preventDefault() : press(event));
    this.link = make("a", { class: "tile", draggable: false, onclick }, this.number, label, this.note);
    this.element = make("li", {}, this.link);
  }

  update({ number, label, icon: name, note, color, address }) {
    this.link.href = address;
    this.link.style.setProperty("--tone", color ? `var(--st-${color}-text-color)` : "inherit");
    this.number.textContent = number;
    this.icon.textContent = name;
    this.words.textContent = label;
    this.note.textContent = note;
  }
}

class Tiles {
  tiles = [];

  constructor(root) {
    this.element = make("ul", { class: "tiles" });
    root.append(this.element);
  }

  /** A tile that stays is the same element, so that it keeps the focus. */
  update({ data, setTriggerValue }) {
    this.open = (at) => setTriggerValue("opened", at);
    this.element.setAttribute("aria-label", data.label);
    this.element.style.setProperty("--columns", data.columns);
    this.element.style.setProperty("--width", `${data.width}px`);
    this.tiles = data.tiles.map((tile, at) => {
      const drawn = this.tiles[at] ?? new Tile(() => this.open(at));
      drawn.update(tile);
      return drawn;
    });
    const elements = this.tiles.map((tile) => tile.element);
    const isSame = elements.length === this.element.children.length;
    if (!isSame) this.element.replaceChildren(...elements);
  }

  dispose() {
    this.element.remove();
  }
}

export default mounted(Tiles);
