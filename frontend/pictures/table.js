// Rows of sessions: names that open them, boxes that select them, headings that sort the whole list.
import { make } from "../dom.js";
import { mounted } from "../mount.js";
import { Item, Items } from "./items.js";
import { badge, bar, follow, icon } from "./marks.js";
import { t } from "../language.js";
import { Peek } from "./peek.js";

// The column whose heading was pressed: in the next table its heading gets the focus back.
let sorting = null;

class Row extends Item {
  constructor(id, table) {
    super(id, () => table.pick());
    const onclick = follow(() => table.open(id));
    this.name = make("a", { class: "name", onclick });
    this.frame = make("a", { class: "frame", onclick, tabIndex: -1, "aria-hidden": "true" }, this.layers.element);
    this.element = make("tr", { "data-id": id, onclick: (event) => this.press(event) });
    table.peek.of(this.frame, this.name, () => this.shown);
  }

  update(row, { columns }) {
    this.frame.style.setProperty("--ratio", row.width / row.height);
    this.name.href = this.frame.href = row.address;
    this.name.textContent = this.name.title = row.name;
    const select = make("td", { class: "select" }, make("label", { class: "pick" }, this.box));
    const cells = columns.map(({ name }) => this.cell(name, row));
    this.element.replaceChildren(select, make("td", { class: "picture" }, this.frame), ...cells);
    this.draw(row);
  }

  cell(name, row) {
    if (name === "name") {
      return make("th", { class: name, scope: "row" }, this.name, row.why ? badge(row.why) : null);
    }
    const value = row[name];
    const shown = typeof value === "string" || !value ? value : "share" in value ? bar(value) : badge(value);
    const hint = name === "updated" ? { title: row.exact_time } : {};
    return make("td", { class: name }, make("span", { class: "value", ...hint }, shown ?? "—"));
  }

  /** What is above the name's link, which covers the row, so that it can be pointed at or copied. */
  press(event) {
    const isMarking = String(getSelection()) !== "";
    if (isMarking || event.target.closest("a, .select")) return;
    const { ctrlKey, metaKey, shiftKey } = event;
    this.name.dispatchEvent(new MouseEvent("click", { ctrlKey, metaKey, shiftKey, cancelable: true }));
  }

  explain() {
    this.frame.title = this.why();
  }
}

class Table extends Items {
  constructor(root) {
    super();
    this.root = root;
    this.peek = new Peek();
    this.box.setAttribute("aria-label", t("Select all rows of this page"));
    this.head = make("tr");
    this.body = make("tbody");
    const label = { "aria-label": t("Prototype sessions") };
    const table = make("table", label, make("thead", {}, this.head), this.body);
    this.element = make("div", { class: "scroll" }, table);
    root.append(this.element, this.peek.element);
  }

  make(id) {
    return new Row(id, this);
  }

  /** Cells are made anew; what has the focus keeps it. */
  update(component) {
    const focused = this.root.getRootNode().activeElement;
    const { columns, rows, compact } = component.data;
    this.element.classList.toggle("compact", compact);
    this.drawHead(columns);
    this.fill(this.body, rows, component);
    if (focused && this.root.contains(focused)) focused.focus({ preventScroll: true });
  }

  drawHead(columns) {
    const drawn = JSON.stringify(columns);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const sort = (name, order) => {
      sorting = name;
      this.trigger("sorted", order);
    };
    const select = make("th", { class: "select" }, make("label", { class: "pick" }, this.box));
    const headings = columns.map((column) => heading(column, sort));
    this.head.replaceChildren(select, make("td", { class: "picture" }), ...headings);
    const sorted = this.head.querySelector(`.${sorting ?? "none"}[aria-sort] button`);
    if (!sorted) return;
    sorting = null;
    sorted.focus({ preventScroll: true });
  }

  dispose() {
    this.peek.dispose();
    super.dispose();
  }
}

/** A column's heading: a button where the whole list can be sorted by it. */
function heading({ name, label, help, order, direction }, sort) {
  const text = make("span", { textContent: label });
  const arrow = { ascending: "arrow_upward", descending: "arrow_downward" }[direction];
  const press = { type: "button", onclick: () => sort(name, order), title: t("Sort the whole list") };
  const content = order ? make("button", press, text, arrow ? icon(arrow) : null) : text;
  const cell = make("th", { class: name, title: help, scope: "col" }, content);
  if (direction) cell.setAttribute("aria-sort", direction);
  return cell;
}

export default mounted(Table);
