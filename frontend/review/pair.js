// Two versions without their names, in an order by chance: 1 or 2 for the better one, 3 for neither.
import { make } from "../dom.js";
import { keepKeys, keyOf } from "../keys.js";
import { mounted } from "../mount.js";
import { LOOKS } from "./keys.js";
import { Run } from "./stage.js";
import { t } from "../language.js";

const PLACES = ["left", "right", "same"];
const LABELS = { left: t("Left is better"), right: t("Right is better"), same: t("No difference") };
// The design is drawn once, beside both; each side shows the running code alone.
const ALONE = ".bar, .head, .cover, .handle, .handle::before, figcaption { display: none !important; }";
const BESIDE = ".bar { display: none !important; }";

class Pair {
  look = {};
  runs = [];

  constructor(root) {
    this.sides = make("div", { class: "sides" });
    this.choices = make("div", { class: "choices", role: "group", "aria-label": t("Which is better") });
    const one = make("kbd", { textContent: "d", "aria-hidden": "true" });
    this.one = make("button", { type: "button", "aria-keyshortcuts": "d", onclick: () => this.see(LOOKS.d) }, t("One at a time"), one);
    this.result = make("p", { class: "result", role: "status" });
    this.element = make("div", { class: "pair" }, make("div", { class: "top" }, this.choices, this.one, this.result), this.sides);
    root.append(this.element);
    keepKeys(this.element);
    this.listener = (event) => this.press(event);
    document.addEventListener("keydown", this.listener);
  }

  update({ data, setTriggerValue }) {
    this.trigger = setTriggerValue;
    this.data = data;
    if (JSON.stringify(data.sides) !== this.drawn) this.drawSides();
    const buttons = PLACES.map((place, at) => {
      const number = make("kbd", { textContent: String(at + 1), "aria-hidden": "true" });
      const pressed = { "aria-pressed": String(data.chosen === place), "aria-keyshortcuts": String(at + 1) };
      return make("button", { type: "button", onclick: () => this.choose(place), ...pressed }, LABELS[place], number);
    });
    this.choices.hidden = !data.may;
    this.one.hidden = Boolean(data.design);
    this.choices.replaceChildren(...buttons);
    const names = data.names.map((name, at) =>
      make("span", {}, at ? t("Right: ") : t("Left: "), make("a", { href: data.addresses[at], textContent: name })),
    );
    const blind = data.may ? t("Names and order are hidden until you choose.") : t("Marks require the support role.");
    this.result.replaceChildren(...(names.length ? names : [blind]));
  }

  drawSides() {
    const { sides, design } = this.data;
    this.drawn = JSON.stringify(sides);
    for (const run of this.runs) run.remove();
    this.runs = sides.map((preview) => new Run({ preview }, this));
    for (const run of this.runs) run.root.append(make("style", { textContent: design ? ALONE : BESIDE }));
    const columns = this.runs.map((run, at) => make("figure", {}, make("figcaption", { textContent: at ? t("Right") : t("Left") }), run.element));
    if (design) columns.splice(1, 0, make("figure", { class: "design" }, make("figcaption", { textContent: t("Design") }), picture(design)));
    this.sides.replaceChildren(...columns);
    this.sides.classList.toggle("three", Boolean(design));
  }

  looked() {}

  choose(place) {
    if (this.data.may) this.trigger("chosen", place);
  }

  /** Look at both sides in this way; their designs are beside them where they have one in common. */
  see(mode) {
    if (!this.data.design) for (const run of this.runs) run.press(mode);
  }

  press(event) {
    const key = keyOf(event);
    const place = PLACES[Number(key) - 1];
    if (place) this.choose(place);
    else if (key in LOOKS) this.see(LOOKS[key]);
    else return;
    event.preventDefault();
  }

  dispose() {
    document.removeEventListener("keydown", this.listener);
    for (const run of this.runs) run.remove();
    this.element.remove();
  }
}

/** The design's picture, and its drawing where that cannot be loaded. */
function picture({ thumbnail, drawing }) {
  const image = make("img", { src: thumbnail ?? drawing ?? "", alt: t("The design") });
  image.onerror = () => {
    image.onerror = null;
    if (drawing) image.src = drawing;
  };
  return image;
}

export default mounted(Pair);
