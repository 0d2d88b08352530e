// Cards of sessions: pictures that open them, and boxes that select them. Follows layers.js and marks.js.
const NEAR = "300px";
const mounted = new WeakMap();

class Card {
  isNear = false;

  /** `on` hears `pick()` and `open(id)`. */
  constructor(id, on) {
    this.id = id;
    this.layers = new Layers(() => this.say());
    this.frame = make("div", "frame", {}, this.layers.element);
    this.words = make("span", "hidden");
    this.why = make("span", "why", {}, icon("hide_image"), this.words);
    this.box = make("input", "", { type: "checkbox", onchange: () => on.pick() });
    const open = follow(() => on.open(id));
    this.picture = make("a", "stage", { onclick: open, tabIndex: -1 }, this.frame, this.why);
    this.name = make("a", "name", { onclick: open });
    this.badges = make("div", "badges");
    this.reference = make("code");
    this.age = make("span");
    const facts = make("div", "facts", {}, this.reference, this.age);
    const words = make("div", "words", {}, this.name, this.badges, facts);
    const pick = make("label", "pick", {}, this.box);
    this.element = make("li", "card", {}, pick, this.picture, words);
    this.element.dataset.id = id;
  }

  update(card) {
    this.card = card;
    this.frame.style.setProperty("--ratio", card.width / card.height);
    this.picture.href = this.name.href = card.address;
    this.name.textContent = this.name.title = card.name;
    this.box.setAttribute("aria-label", `Select ${card.name}`);
    this.badges.replaceChildren(...card.badges.map(badge));
    this.reference.textContent = card.reference;
    this.age.textContent = card.age;
    this.age.title = card.exactly;
    this.draw();
  }

  /** Other hosts are asked only for what is about to be seen. */
  draw() {
    const { thumbnail } = this.card;
    const wanted = this.isNear || thumbnail?.startsWith("data:") ? thumbnail : null;
    this.layers.show({ ...this.card, thumbnail: wanted });
    this.say();
  }

  say() {
    const { reason, note } = this.card;
    const why = [reason, this.layers.failure || note].filter(Boolean).join(" · ");
    this.why.hidden = !why;
    this.why.title = this.words.textContent = why;
  }

  get isPicked() {
    return this.box.checked;
  }

  set isPicked(picked) {
    this.box.checked = picked;
    this.element.classList.toggle("picked", picked);
  }
}

class Gallery {
  cards = new Map();

  constructor(root) {
    this.box = make("input", "", { type: "checkbox", onchange: () => this.pickAll() });
    this.label = make("span");
    this.list = make("ul");
    this.list.setAttribute("aria-label", "Prototype sessions");
    this.list.setAttribute("role", "list");
    const all = make("label", "all", {}, this.box, this.label);
    root.append(make("div", "gallery", {}, all, this.list));
    const seen = (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        this.near.unobserve(target);
        const card = this.cards.get(target.dataset.id);
        card.isNear = true;
        card.draw();
      }
    };
    this.near = new IntersectionObserver(seen, { rootMargin: NEAR });
  }

  update({ data, setStateValue, setTriggerValue }) {
    this.send = setStateValue;
    const on = { pick: () => this.pick(), open: (id) => setTriggerValue("opened", id) };
    this.label.textContent = `Select all ${data.cards.length}`;
    for (const each of data.cards) {
      let card = this.cards.get(each.id);
      if (!card) {
        card = new Card(each.id, on);
        this.cards.set(each.id, card);
        this.list.append(card.element);
        this.near.observe(card.element);
        card.isPicked = data.selected.includes(each.id);
      }
      card.update(each);
    }
    summed(this.box, [...this.cards.values()]);
  }

  pickAll() {
    for (const card of this.cards.values()) card.isPicked = this.box.checked;
    this.pick();
  }

  pick() {
    const cards = [...this.cards.values()];
    for (const card of cards) card.isPicked = card.box.checked;
    this.send("selected", summed(this.box, cards));
  }

  dispose() {
    this.near.disconnect();
    for (const card of this.cards.values()) card.layers.dispose();
  }
}

export default function (component) {
  const { parentElement } = component;
  if (!mounted.has(parentElement)) mounted.set(parentElement, new Gallery(parentElement));
  const gallery = mounted.get(parentElement);
  gallery.update(component);
  return () => gallery.dispose();
}
