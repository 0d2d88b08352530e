// What a table's rows and a gallery's cards share: a picture, a box to select by, a name that opens.
import { make } from "../dom.js";
import { Layers } from "./layers.js";
import { syncBoxForAll } from "./marks.js";
import { t } from "../language.js";

const NEAR = "300px";

/** One session. A subclass makes `element` and shows `why()`, the reason for no thumbnail, in `explain()`. */
export class Item {
  isNear = false;

  constructor(id, onPick) {
    this.id = id;
    this.layers = new Layers(() => this.explain());
    this.box = make("input", { type: "checkbox", onchange: onPick });
  }

  /** Takes the data in. Thumbnails are loaded from other hosts only when about to be seen. */
  draw(data) {
    this.data = data;
    this.box.setAttribute("aria-label", t("Select {name}", { name: data.name }));
    const { thumbnail } = data;
    const wanted = this.isNear || thumbnail?.startsWith("data:") ? thumbnail : null;
    this.layers.show({ ...data, thumbnail: wanted });
    this.explain();
  }

  /** What there is to see of the design, with the thumbnail only if it has loaded. */
  get shown() {
    const { thumbnail } = this.layers;
    return { ...this.data, thumbnail: this.layers.state === "loaded" ? thumbnail : null };
  }

  why() {
    const { reason, note } = this.data;
    return [reason, this.layers.failure || note].filter(Boolean).join(" · ");
  }

  get isPicked() {
    return this.box.checked;
  }

  set isPicked(picked) {
    this.box.checked = picked;
    this.element.classList.toggle("picked", picked);
  }
}

/** All sessions on a page, with a box that selects them all. A subclass makes an item of an id. */
export class Items {
  items = new Map();

  constructor() {
    this.box = make("input", { type: "checkbox", onchange: () => this.pickAll() });
    this.near = new IntersectionObserver((entries) => this.approach(entries), { rootMargin: NEAR });
  }

  /** Adds the items that are new to `list`, with those selected that `data` says are, and updates all. */
  fill(list, each, { data, setStateValue, setTriggerValue }) {
    this.setState = setStateValue;
    this.trigger = setTriggerValue;
    for (const one of each) {
      let item = this.items.get(one.id);
      if (!item) {
        item = this.make(one.id);
        this.items.set(one.id, item);
        list.append(item.element);
        this.near.observe(item.element);
        item.isPicked = data.selected.includes(one.id);
      }
      item.update(one, data);
    }
    syncBoxForAll(this.box, this.all);
  }

  get all() {
    return [...this.items.values()];
  }

  approach(entries) {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      this.near.unobserve(target);
      const item = this.items.get(target.dataset.id);
      item.isNear = true;
      item.draw(item.data);
    }
  }

  open(id) {
    this.trigger("opened", id);
  }

  pickAll() {
    for (const item of this.all) item.isPicked = this.box.checked;
    this.pick();
  }

  pick() {
    for (const item of this.all) item.isPicked = item.box.checked;
    this.setState("selected", syncBoxForAll(this.box, this.all));
  }

  dispose() {
    this.near.disconnect();
    for (const item of this.all) item.layers.dispose();
    this.element.remove();
  }
}
