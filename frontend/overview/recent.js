// The latest sessions, one below the other: a reference to copy or a picture, then the frame's name as
// a link, with a line below it.
import { copied } from "../clipboard.js";
import { make } from "../dom.js";
import { mounted } from "../mount.js";
import { follow, icon } from "../pictures/marks.js";
import { Layers } from "../pictures/layers.js";
import { t } from "../language.js";
import { Peek } from "../pictures/peek.js";

const COPIED_MS = 2_000;

class Recent {
  layers = [];

  constructor(root) {
    this.element = make("ul", { class: "recent" });
    this.peek = new Peek();
    root.append(this.element, this.peek.element);
  }

  update({ data, setTriggerValue }) {
    const drawn = JSON.stringify(data);
    this.open = (id) => setTriggerValue("opened", id);
    if (drawn === this.drawn) return; // what has the focus keeps it
    this.drawn = drawn;
    this.clear();
    this.element.setAttribute("aria-label", data.label);
    this.element.style.columns = data.columns > 1 ? `${data.columns} 24rem` : "auto";
    this.element.replaceChildren(...data.rows.map((row) => this.row(row)));
  }

  row({ id, name, address, moment, parts, picture, reference }) {
    const onclick = follow(() => this.open(id));
    const link = make("a", { class: "name", href: address, title: moment, textContent: name, onclick });
    const below = make("span", { class: "below" }, ...parts.map(part));
    const text = make("div", { class: "text" }, link, below);
    return make("li", {}, picture ? this.picture(picture, link) : code(reference), text);
  }

  picture(picture, link) {
    const layers = new Layers();
    this.layers.push(layers);
    layers.show(picture);
    const frame = make("span", { class: "frame" }, layers.element);
    Object.assign(frame.style, { width: `${picture.width}px`, height: `${picture.height}px` });
    const shown = () => ({ ...picture, thumbnail: layers.state === "loaded" ? layers.thumbnail : null });
    this.peek.of(frame, link, shown);
    return make("span", { class: "picture" }, frame);
  }

  clear() {
    for (const layers of this.layers) layers.dispose();
    this.layers = [];
  }

  dispose() {
    this.clear();
    this.peek.dispose();
    this.element.remove();
  }
}

function part({ text, tone, icon: name }) {
  const element = make("span", { class: "part" }, name ? icon(name) : null, text);
  element.style.setProperty("--tone", `var(--st-${tone}-text-color)`);
  return element;
}

/** A reference with a button that copies it. */
function code(reference) {
  if (!reference) return make("span", { class: "reference none", textContent: t("no reference") });
  const sign = icon("content_copy");
  const label = { "aria-label": t("Copy {reference}", { reference }), title: t("Copy") };
  const copy = async () => {
    sign.textContent = (await copied(reference, button)) ? "check" : "error";
    setTimeout(() => (sign.textContent = "content_copy"), COPIED_MS);
  };
  const button = make("button", { type: "button", class: "copy", onclick: copy, ...label }, sign);
  return make("span", { class: "reference" }, make("code", { textContent: reference }), button);
}

export default mounted(Recent);
