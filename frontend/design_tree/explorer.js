// Puts tree, search and picture together, and asks the page's script for what is not loaded yet.
const TYPING_MS = 250;
const SETTLED_MS = 500;
const MOST_ASKS = 20;
const MATCHES = { one: "match", many: "matches" };
const explorers = new WeakMap();

class Explorer {
  #asks = new Map();
  #number = 0;
  #base = false;
  #selected = -1;

  constructor(root) {
    this.tree = new Tree({ ask: (ask) => this.#ask(ask), select: (node) => this.#choose(node) });
    this.stage = new Stage({
      point: (x, y, sheet) => this.#ask({ kind: "point", x, y, sheet }),
      reveal: () => this.#ask({ kind: "show", at: this.#selected }),
      turn: (sheet) => this.#ask({ kind: "turn", sheet }),
      choose: (at) => {
        this.#endSearch();
        this.#ask({ kind: "show", at });
      },
    });
    this.search = make("input", { type: "search", placeholder: "Search names, texts, types, ids" });
    this.search.setAttribute("aria-label", "Search nodes");
    this.search.maxLength = 200;
    this.search.oninput = () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.#find(0), TYPING_MS);
    };
    this.search.onkeydown = (event) => this.#onSearchKey(event);
    this.count = make("span", { role: "status" });
    this.before = make("button", { type: "button", textContent: "Previous" });
    this.before.setAttribute("aria-label", "Previous matches");
    this.after = make("button", { type: "button", textContent: "Next" });
    this.after.setAttribute("aria-label", "Next matches");
    this.before.onclick = () => this.#find(Math.max(this.found.start - LONGEST_PART, 0));
    this.after.onclick = () => this.#find(this.found.start + this.found.rows.length);
    this.bar = make("div", { class: "counts" }, this.count, this.before, this.after);
    const field = make("label", { class: "field" }, glyph("search"), this.search);
    const side = make("div", { class: "side" }, field, this.bar, this.tree.element);
    this.element = make("section", { class: "explorer", "aria-label": "Nodes" }, this.stage.element, side);
    root.append(this.element);
  }

  update({ data, setStateValue }) {
    this.send = setStateValue;
    if (data.design !== this.design) this.#forget(data.design);
    if (data.base && !this.#base) this.#begin(data.base);
    if (!this.#base) return this.#tell();
    for (const answer of data.answers) {
      const ask = this.#asks.get(answer.id);
      if (this.#asks.delete(answer.id)) this.#hear(ask, answer);
    }
    if (this.#isLate) this.#tell();
    this.element.setAttribute("aria-busy", String(this.#asks.size > 0));
  }

  #forget(design) {
    this.design = design;
    this.#base = false;
    this.#selected = -1;
    this.#asks.clear();
    clearTimeout(this.typing);
    this.search.value = "";
    this.found = null;
    this.tree.clear();
  }

  #begin(base) {
    this.#base = true;
    this.nodes = base.nodes;
    this.stage.begin(base);
    this.tree.add(base.parts);
    if (base.shown) this.#show(base.shown);
    this.#count();
  }

  /** Whether something was asked after the question that has just been answered was sent. */
  get #isLate() {
    return [...this.#asks.keys()].some((id) => !this.sent?.has(id));
  }

  #ask(ask) {
    // A newer question of these kinds makes the older one moot.
    for (const [id, { kind }] of this.#asks) {
      if (ask.kind !== "open" && kind === ask.kind) this.#asks.delete(id);
    }
    if (this.#asks.size >= MOST_ASKS) return;
    const id = ++this.#number;
    this.#asks.set(id, { ...ask, id });
    this.#tell();
  }

  #tell() {
    clearTimeout(this.settling);
    const asks = [...this.#asks.values()];
    this.sent = new Set(this.#asks.keys());
    this.element.setAttribute("aria-busy", String(asks.length > 0));
    const { design } = this;
    this.send("wanted", { design, has: this.#base, selected: this.#selected, asks });
  }

  #hear(ask, { part, found, shown, picture }) {
    if (picture) this.stage.show(picture);
    if (part) this.tree.add([part]);
    if (found && ask.text === this.#words) this.#results(found);
    if (shown) {
      if (ask.kind === "show") this.#endSearch();
      this.#show(shown);
      this.#choose(shown.node);
    }
  }

  /** Unfold the way to a node; one too deep for that is shown in the picture alone. */
  #show({ node, parts }) {
    if (!this.found) this.tree.add(parts);
    this.#selected = node.at;
    this.tree.select(node.at);
    this.stage.select(node);
  }

  #choose(node) {
    this.#selected = node.at;
    this.stage.select(node);
    this.stage.reveal.hidden = !this.found;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.#tell(), SETTLED_MS);
  }

  get #words() {
    return this.search.value.trim();
  }

  #find(start) {
    clearTimeout(this.typing);
    if (this.#words) this.#ask({ kind: "find", text: this.#words, start });
    else this.#endSearch();
  }

  #results(found) {
    this.found = found;
    this.tree.find(found);
    this.stage.reveal.hidden = this.#selected < 0;
    this.#count();
  }

  #endSearch() {
    this.search.value = "";
    this.found = null;
    this.tree.find(null);
    this.stage.reveal.hidden = true;
    this.#count();
  }

  #count() {
    const { found } = this;
    const end = found ? found.start + found.rows.length : 0;
    this.count.textContent = found
      ? range(found.start, found.rows.length, found.total, MATCHES)
      : range(0, this.nodes, this.nodes, { one: "node", many: "nodes" });
    this.before.hidden = !found || found.start === 0;
    this.after.hidden = !found || end >= found.total;
  }

  #onSearchKey(event) {
    if (event.key === "Enter") this.#find(0);
    else if (event.key === "ArrowDown") this.tree.element.querySelector("[tabindex='0']")?.focus();
    else if (event.key === "Escape" && this.search.value) this.#endSearch();
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      event.stopPropagation(); // the page's shortcuts do not see that this is an input
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  dispose() {
    clearTimeout(this.typing);
    clearTimeout(this.settling);
    this.stage.dispose();
    this.element.remove();
  }
}

export default function (component) {
  const { parentElement } = component;
  if (!explorers.has(parentElement)) explorers.set(parentElement, new Explorer(parentElement));
  explorers.get(parentElement).update(component);
  return () => {
    explorers.get(parentElement)?.dispose();
    explorers.delete(parentElement);
  };
}
