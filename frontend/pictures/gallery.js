// Cards of sessions: pictures that open them, and boxes that select them.
import { make } from "../dom.js";
import { mounted } from "../mount.js";
import { Item, Items } from "./items.js";
import { badge, follow, icon } from "./marks.js";

class Card extends Item {
  constructor(id, gallery) {
    super(id, () => gallery.pick());
    this.frame = make("div", { class: "frame" }, this.layers.element);
    this.result = make("img", { draggable: false, decoding: "async", loading: "lazy" });
    this.missing = make("span", { textContent: "Not rendered yet" });
    this.shot = make("div", { class: "frame shot" }, this.result, this.missing);
    this.words = make("span", { class: "hidden" });
    this.reason = make("span", { class: "why" }, icon("hide_image"), this.words);
    const onclick = follow(() => gallery.open(id));
    this.picture = make("a", { class: "stage", onclick, tabIndex: -1 }, this.frame, this.shot, this.reason);
    this.name = make("a", { class: "name", onclick });
    this.badges = make("div", { class: "badges" });
    this.reference = make("code");
    this.age = make("span");
    const facts = make("div", { class: "facts" }, this.reference, this.age);
    const words = make("div", { class: "words" }, this.name, this.badges, facts);
    const pick = make("label", { class: "pick" }, this.box);
    this.element = make("li", { class: "card", "data-id": id }, pick, this.picture, words);
  }

  update(card) {
    this.picture.style.setProperty("--ratio", card.width / card.height);
    this.drawResult(card);
    this.picture.href = this.name.href = card.address;
    this.name.textContent = this.name.title = card.name;
    this.badges.replaceChildren(...card.badges.map(badge));
    this.reference.textContent = card.reference;
    this.age.textContent = card.age;
    this.age.title = card.exactly;
    this.draw(card);
  }

  /** The picture of the render: beside the design, instead of it, or over it as the difference. */
  drawResult({ look, result, name }) {
    this.picture.dataset.look = look;
    this.result.hidden = !result;
    this.missing.hidden = Boolean(result);
    this.result.alt = look === "design" ? "" : `Render of ${name}`;
    if (!result) this.result.removeAttribute("src");
    else if (result !== this.result.getAttribute("src")) this.result.src = result;
  }

  explain() {
    const why = this.why();
    this.reason.hidden = !why;
    this.reason.title = this.words.textContent = why;
  }
}

class Gallery extends Items {
  constructor(root) {
    super();
    this.label = make("span");
    this.list = make("ul", { role: "list", "aria-label": "Prototype sessions" });
    const all = make("label", { class: "all" }, this.box, this.label);
    this.element = make("div", { class: "gallery" }, all, this.list);
    root.append(this.element);
  }

  make(id) {
    return new Card(id, this);
  }

  update(component) {
    const { cards } = component.data;
    this.label.textContent = `Select all ${cards.length}`;
    this.fill(this.list, cards, component);
  }
}

export default mounted(Gallery);
