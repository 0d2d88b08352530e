// The list: what is loaded of the tree, or what a search found, and the keyboard in it.
const LONGEST_PART = 200;

class Tree {
  #nodes = new Map();
  #parts = new Map();
  #open = new Set();
  #rows = new Map();
  #found = null;
  current = null;

  /** `on` hears `ask(question)` and `select(node)`. */
  constructor(on) {
    this.on = on;
    this.element = make("div", { class: "list", tabIndex: -1 });
    this.element.addEventListener("click", (event) => this.#onClick(event));
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
  }

  clear() {
    for (const kept of [this.#nodes, this.#parts, this.#open, this.#rows]) kept.clear();
    this.#found = null;
    this.current = null;
    this.element.replaceChildren();
  }

  node(at) {
    return this.#nodes.get(at);
  }

  /** Take parts in; each is unfolded. */
  add(parts) {
    for (const part of parts) {
      this.#keep(part.rows);
      this.#parts.set(part.of, part);
      for (const { at } of part.rows) this.#rows.delete(at);
      this.#open.add(part.of);
      this.#rows.get(part.of)?.classList.remove("waiting");
    }
    this.render();
  }

  /** Show what a search found, or the tree again for null. */
  find(found) {
    this.#found = found;
    if (found) this.#keep(found.rows);
    this.render();
    this.element.scrollTop = 0;
  }

  #keep(rows) {
    for (const row of rows) this.#nodes.set(row.at, row);
  }

  /** Make a node the current one, and show it if it is in the list. */
  select(at, { focus = false } = {}) {
    this.current = at;
    this.#mark();
    const row = this.#row(at);
    row?.scrollIntoView({ block: "nearest" });
    if (focus) row?.focus({ preventScroll: true });
  }

  render() {
    const list = this.element;
    const held = list.getRootNode().activeElement;
    const hadFocus = held && list.contains(held);
    const isSearch = this.#found !== null;
    list.setAttribute("role", isSearch ? "listbox" : "tree");
    list.setAttribute("aria-label", isSearch ? "Nodes found" : "Nodes");
    list.replaceChildren(...(isSearch ? this.#hits() : this.#lines()));
    this.#mark();
    if (!hadFocus) return;
    if (held.isConnected) held.focus({ preventScroll: true });
    else (this.#row(this.current) ?? list.firstElementChild)?.focus({ preventScroll: true });
  }

  #hits() {
    const { rows, start, total } = this.#found;
    return rows.map((node, index) => nodeRow(node, { role: "option", index: start + index, total }));
  }

  /** The rows of all unfolded parts, in order; rows that are there already are used again. */
  #lines() {
    const lines = [];
    const todo = this.#parts.has(-1) ? [[-1, 0]] : [];
    while (todo.length) {
      const [of, from] = todo.pop();
      const { rows, start, total } = this.#parts.get(of);
      const level = rows.length ? rows[0].level : 1;
      let isOver = true;
      if (from === 0 && start > 0) {
        const before = Math.max(start - LONGEST_PART, 0);
        lines.push(moreRow(of, level, before, `${whole.format(start)} before these`, "treeitem"));
      }
      for (let index = from; index < rows.length; index++) {
        const node = rows[index];
        const row = this.#rows.get(node.at) ?? nodeRow(node, { role: "treeitem", index: start + index, total });
        this.#rows.set(node.at, row);
        lines.push(row);
        const isOpen = node.children > 0 && this.#open.has(node.at) && this.#parts.has(node.at);
        if (node.children) row.setAttribute("aria-expanded", String(isOpen));
        if (!isOpen) continue;
        todo.push([of, index + 1], [node.at, 0]);
        isOver = false;
        break;
      }
      const end = start + rows.length;
      if (isOver && end < total) {
        const shown = `${whole.format(start + 1)} to ${whole.format(end)} of ${whole.format(total)}`;
        lines.push(moreRow(of, level, end, `Showing ${shown}: show the next`, "treeitem"));
      }
    }
    return lines;
  }

  #row(at) {
    return this.element.querySelector(`[data-at="${Number(at)}"]`);
  }

  #mark() {
    for (const row of this.element.querySelectorAll("[aria-selected=true], [tabindex='0']")) {
      row.setAttribute("aria-selected", "false");
      row.tabIndex = -1;
    }
    const row = this.current === null ? null : this.#row(this.current);
    row?.setAttribute("aria-selected", "true");
    const stop = row ?? this.element.firstElementChild;
    if (stop) stop.tabIndex = 0;
  }

  #onClick(event) {
    const row = event.target.closest(".row");
    if (!row) return;
    if (row.dataset.of) return this.#more(row);
    const at = Number(row.dataset.at);
    const onTwist = event.target.closest(".twist");
    if (onTwist && this.#nodes.get(at).children) this.toggle(at);
    this.#choose(row);
  }

  #more(row) {
    row.classList.add("waiting");
    this.on.ask({ kind: "open", at: Number(row.dataset.of), start: Number(row.dataset.start) });
  }

  #choose(row) {
    if (!row) return;
    if (row.dataset.of) {
      row.focus();
      return;
    }
    this.select(Number(row.dataset.at), { focus: true });
    this.on.select(this.#nodes.get(this.current));
  }

  /** Unfold or fold a node; its children are asked for the first time. */
  toggle(at) {
    if (this.#open.has(at)) {
      this.#open.delete(at);
    } else if (this.#parts.has(at)) {
      this.#open.add(at);
    } else {
      this.#row(at)?.classList.add("waiting");
      this.on.ask({ kind: "open", at, start: 0 });
      return;
    }
    this.render();
  }

  #onKey(event) {
    const row = event.target.closest(".row");
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const act = {
      ArrowDown: () => this.#choose(row.nextElementSibling),
      ArrowUp: () => this.#choose(row.previousElementSibling),
      Home: () => this.#choose(this.element.firstElementChild),
      End: () => this.#choose(this.element.lastElementChild),
      ArrowRight: () => this.#inwards(row),
      ArrowLeft: () => this.#outwards(row),
      Enter: () => this.#press(row),
      " ": () => this.#press(row),
    }[event.key];
    if (act) act();
    else if (!/^\S$/u.test(event.key)) return;
    else this.#typed(row, event.key.toLowerCase());
    event.preventDefault();
    event.stopPropagation();
  }

  #press(row) {
    if (row.dataset.of) return this.#more(row);
    if (row.hasAttribute("aria-expanded")) this.toggle(Number(row.dataset.at));
    this.#choose(row);
  }

  #inwards(row) {
    const expanded = row.getAttribute("aria-expanded");
    if (expanded === "false") this.toggle(Number(row.dataset.at));
    else if (expanded === "true") this.#choose(row.nextElementSibling);
  }

  #outwards(row) {
    if (row.getAttribute("aria-expanded") === "true") return this.toggle(Number(row.dataset.at));
    const parent = row.dataset.of ?? this.#nodes.get(Number(row.dataset.at)).parent;
    if (!this.#found) this.#choose(this.#row(parent));
  }

  /** The next row whose name begins so, as in every tree. */
  #typed(from, letter) {
    const rows = [...this.element.querySelectorAll("[data-at]")];
    const begin = rows.indexOf(from) + 1;
    const next = [...rows.slice(begin), ...rows.slice(0, begin)].find((row) =>
      this.#nodes.get(Number(row.dataset.at)).name.toLowerCase().startsWith(letter),
    );
    this.#choose(next);
  }
}
