// The list: the loaded part of the tree, or the matches of a search.
import { make } from "../dom.js";
import { whole } from "./labels.js";
import { moreRow, nodeRow } from "./rows.js";
import { keyHandler } from "./tree_keys.js";
import { t } from "../language.js";

export const LONGEST_PART = 200;

export class Tree {
  #nodes = new Map();
  #parts = new Map();
  #open = new Set();
  #rows = new Map();
  #matches = null;
  current = null;

  /** `on` has `request(what)` and `select(node)`. */
  constructor(on) {
    this.on = on;
    this.element = make("div", { class: "list", tabIndex: -1 });
    this.element.addEventListener("click", (event) => this.#onClick(event));
    this.element.addEventListener("keydown", keyHandler(this));
  }

  clear() {
    for (const map of [this.#nodes, this.#parts, this.#open, this.#rows]) map.clear();
    this.#matches = null;
    this.current = null;
    this.element.replaceChildren();
  }

  node(at) {
    return this.#nodes.get(at);
  }

  /** The row of a node, if it is in the list. */
  row(at) {
    return this.element.querySelector(`[data-at="${Number(at)}"]`);
  }

  get isSearch() {
    return this.#matches !== null;
  }

  /** Adds parts, each unfolded. */
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

  /** Shows the matches of a search, or the tree again for null. */
  showMatches(matches) {
    this.#matches = matches;
    if (matches) this.#keep(matches.rows);
    this.render();
    this.element.scrollTop = 0;
  }

  #keep(rows) {
    for (const row of rows) this.#nodes.set(row.at, row);
  }

  /** Makes a node the current one, and shows it if it is in the list. */
  select(at, { focus = false } = {}) {
    this.current = at;
    this.#mark();
    const row = this.row(at);
    row?.scrollIntoView({ block: "nearest" });
    if (focus) row?.focus({ preventScroll: true });
  }

  render() {
    const list = this.element;
    const focused = list.getRootNode().activeElement;
    const hadFocus = focused && list.contains(focused);
    list.setAttribute("role", this.isSearch ? "listbox" : "tree");
    list.setAttribute("aria-label", this.isSearch ? t("Matching nodes") : t("Nodes"));
    list.dataset.empty = this.#whenEmpty();
    list.replaceChildren(...(this.isSearch ? this.#matchRows() : this.#lines()));
    this.#mark();
    if (!hadFocus) return;
    if (focused.isConnected) focused.focus({ preventScroll: true });
    else (this.row(this.current) ?? list.firstElementChild)?.focus({ preventScroll: true });
  }

  /** What an empty list says; nothing until the first nodes are there. */
  #whenEmpty() {
    if (this.isSearch) return t("No node matches.");
    return this.#parts.has(-1) ? t("No nodes.") : "";
  }

  #matchRows() {
    const { rows, start, total } = this.#matches;
    return rows.map((node, index) => nodeRow(node, { role: "option", index: start + index, total }));
  }

  /** The rows of all unfolded parts, in order; existing rows are reused. */
  #lines() {
    const lines = [];
    const pending = this.#parts.has(-1) ? [[-1, 0]] : [];
    while (pending.length) {
      const [of, from] = pending.pop();
      const { rows, start, total } = this.#parts.get(of);
      const level = rows.length ? rows[0].level : 1;
      let isComplete = true;
      if (from === 0 && start > 0) {
        const before = Math.max(start - LONGEST_PART, 0);
        lines.push(moreRow(of, level, before, t("{start} before these", { start: whole.format(start) }), "treeitem"));
      }
      for (let index = from; index < rows.length; index++) {
        const node = rows[index];
        const row = this.#rows.get(node.at) ?? nodeRow(node, { role: "treeitem", index: start + index, total });
        this.#rows.set(node.at, row);
        lines.push(row);
        const isOpen = node.children > 0 && this.#open.has(node.at) && this.#parts.has(node.at);
        if (node.children) row.setAttribute("aria-expanded", String(isOpen));
        if (!isOpen) continue;
        pending.push([of, index + 1], [node.at, 0]);
        isComplete = false;
        break;
      }
      const end = start + rows.length;
      if (isComplete && end < total) {
        const shown = t("{start} to {end} of {total}", { start: whole.format(start + 1), end: whole.format(end), total: whole.format(total) });
        lines.push(moreRow(of, level, end, t("Showing {shown}: show the next", { shown }), "treeitem"));
      }
    }
    return lines;
  }

  #mark() {
    for (const row of this.element.querySelectorAll("[aria-selected=true], [tabindex='0']")) {
      row.setAttribute("aria-selected", "false");
      row.tabIndex = -1;
    }
    const row = this.current === null ? null : this.row(this.current);
    row?.setAttribute("aria-selected", "true");
    const stop = row ?? this.element.firstElementChild;
    if (stop) stop.tabIndex = 0;
  }

  #onClick(event) {
    const row = event.target.closest(".row");
    if (!row) return;
    if (row.dataset.of) return this.loadMore(row);
    const at = Number(row.dataset.at);
    const onTwist = event.target.closest(".twist");
    if (onTwist && this.#nodes.get(at).children) this.toggle(at);
    this.choose(row);
  }

  loadMore(row) {
    row.classList.add("waiting");
    this.on.request({ kind: "open", at: Number(row.dataset.of), start: Number(row.dataset.start) });
  }

  choose(row) {
    if (!row) return;
    if (row.dataset.of) {
      row.focus();
      return;
    }
    this.select(Number(row.dataset.at), { focus: true });
    this.on.select(this.#nodes.get(this.current));
  }

  /** Unfolds or folds a node; its children are requested the first time. */
  toggle(at) {
    if (this.#open.has(at)) {
      this.#open.delete(at);
    } else if (this.#parts.has(at)) {
      this.#open.add(at);
    } else {
      this.row(at)?.classList.add("waiting");
      this.on.request({ kind: "open", at, start: 0 });
      return;
    }
    this.render();
  }
}
