// The showcases as shelves: the whole of one is a link to it, with its first pictures and what presents it.
import { make } from "../dom.js";
import { mounted } from "../mount.js";
import { Layers } from "../pictures/layers.js";
import { badge, follow, icon } from "../pictures/marks.js";
import { t } from "../language.js";

class Shelf {
  layers = [];

  constructor(open) {
    const onclick = follow(open);
    this.name = make("a", { class: "name", onclick });
    this.facts = make("p", { class: "facts" });
    this.marks = make("div", { class: "badges" });
    this.strip = make("div", { class: "strip", "aria-hidden": "true" });
    this.empty = make("span", { class: "empty", textContent: t("No sessions yet") });
    this.present = make("a", { class: "present", target: "_blank", rel: "noopener" }, icon("play_arrow"), t("Present"));
    const words = make("div", { class: "words" }, this.name, this.facts, this.marks);
    const shown = make("div", { class: "shown" }, this.strip, this.empty);
    this.element = make("li", { class: "shelf" }, words, shown, this.present);
  }

  update({ name, address, facts, changed, pictures, more, present }) {
    this.name.href = address;
    this.name.textContent = name;
    this.facts.textContent = facts;
    this.marks.replaceChildren(...(changed ? [badge(changed)] : []));
    this.marks.hidden = !changed;
    this.empty.hidden = Boolean(present);
    this.present.hidden = !present;
    if (present) this.present.href = present;
    else this.present.removeAttribute("href");
    const drawn = JSON.stringify([pictures, more]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.dispose();
    this.strip.replaceChildren(...pictures.map((picture) => this.#picture(picture)));
    if (more) this.strip.append(make("span", { class: "more", textContent: more }));
  }

  #picture(picture) {
    const layers = new Layers();
    layers.show(picture);
    this.layers.push(layers);
    const frame = make("div", { class: "picture" }, layers.element);
    frame.style.setProperty("--ratio", picture.width / picture.height);
    return frame;
  }

  dispose() {
    for (const layers of this.layers.splice(0)) layers.dispose();
  }
}

class Shelves {
  shelves = new Map();

  constructor(root) {
    this.list = make("ul", { role: "list", "aria-label": t("Showcases") });
    root.append(this.list);
  }

  update({ data, setTriggerValue }) {
    const before = this.shelves;
    this.shelves = new Map();
    for (const each of data.shelves) {
      const shelf = before.get(each.id) ?? new Shelf(() => setTriggerValue("opened", each.id));
      before.delete(each.id);
      shelf.update(each);
      this.shelves.set(each.id, shelf);
    }
    for (const shelf of before.values()) shelf.dispose();
    this.list.replaceChildren(...[...this.shelves.values()].map(({ element }) => element));
  }

  dispose() {
    for (const shelf of this.shelves.values()) shelf.dispose();
    this.list.remove();
  }
}

export default mounted(Shelves);
