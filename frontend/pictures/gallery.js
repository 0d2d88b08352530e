// Cards of sessions: pictures that open them, and boxes that select them.
import { make } from "../dom.js";
import { mounted } from "../mount.js";
import { Item, Items } from "./items.js";
import { badge, bar, follow, icon } from "./marks.js";
import { beside, Peek } from "./peek.js";
import { t } from "../language.js";

class Card extends Item {
  constructor(id, gallery) {
    super(id, () => gallery.pick());
    this.frame = make("div", { class: "frame" }, this.layers.element);
    this.result = make("img", { draggable: false, decoding: "async", loading: "lazy" });
    this.missing = make("span");
    this.shot = make("div", { class: "frame shot" }, this.result, this.missing);
    this.words = make("span", { class: "hidden" });
    this.reason = make("span", { class: "why" }, icon("hide_image"), this.words);
    const onclick = follow(() => gallery.open(id));
    this.picture = make("a", { class: "stage", onclick, tabIndex: -1 }, this.frame, this.shot, this.reason);
    this.name = make("a", { class: "name", onclick });
    this.badges = make("div", { class: "badges" });
    this.reference = make("code");
    this.age = make("span");
    this.match = make("span", { class: "match" });
    const facts = make("div", { class: "facts" }, this.reference, this.age, this.match);
    const words = make("div", { class: "words" }, this.name, this.badges, facts);
    const pick = make("label", { class: "pick" }, this.box);
    this.element = make("li", { class: "card", "data-id": id }, pick, this.picture, words);
    gallery.peek.of(this.frame, this.name, () => (this.data.look === "result" ? this.rendered : this.shown));
    gallery.peek.of(this.shot, null, () => this.rendered);
  }

  /** What there is to see of the render. */
  get rendered() {
    return { ...this.data, drawing: "", thumbnail: this.data.result, cropped: true };
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
    this.match.replaceChildren(...this.bars(card));
    this.draw(card);
  }

  /** The match with the design, where there is one. */
  bars({ match }) {
    return match ? [bar({ ...match, text: t("Match {score}", { score: match.text }) })] : [];
  }

  /** The picture of the render: beside the design, instead of it, or over it as the difference. */
  drawResult({ look, result, absent, name }) {
    this.picture.dataset.look = look;
    this.result.hidden = !result;
    this.missing.hidden = Boolean(result);
    this.missing.textContent = absent;
    this.result.alt = look === "design" ? "" : t("Render of {name}", { name });
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
    this.peek = new Peek(beside);
    this.label = make("span");
    this.list = make("ul", { role: "list", "aria-label": t("Prototype sessions") });
    const all = make("label", { class: "all" }, this.box, this.label);
    this.element = make("div", { class: "gallery" }, all, this.list);
    root.append(this.element, this.peek.element);
  }

  make(id) {
    return new Card(id, this);
  }

  update(component) {
    const { cards } = component.data;
    this.label.textContent = t("Select all {count}", { count: cards.length });
    this.fill(this.list, cards, component);
  }

  dispose() {
    this.peek.dispose();
    super.dispose();
  }
}

export default mounted(Gallery);
