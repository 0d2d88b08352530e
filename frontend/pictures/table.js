// Rows of sessions: names that open them, boxes that select them, headings that sort the whole list.
import { make } from "../dom.js";
import { mounted } from "../mount.js";
import { Item, Items } from "./items.js";
import { badge, bar, follow, icon } from "./marks.js";

// The column whose heading was pressed: in the next table its heading gets the focus back.
let sorting = null;

class Row extends Item {
  constructor(id, table) {
    super(id, () => table.pick());
    this.name = make("a", { class: "name", onclick: follow(() => table.open(id)) });
    this.frame = make("span", { class: "frame" }, this.layers.element);
    this.element = make("tr", { "data-id": id });
  }

  update(row, { columns }) {
    this.frame.style.setProperty("--ratio", row.width / row.height);
    this.name.href = row.address;
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
    return make("td", { class: name }, shown ?? "—");
  }

  explain() {
    this.frame.title = this.why();
  }
}

class Table extends Items {
  constructor(root) {
    super();
    this.root = root;
    this.box.setAttribute("aria-label", "Select all rows of this page");
    this.head = make("tr");
    this.body = make("tbody");
    const label = { "aria-label": "Prototype sessions" };
    const table = make("table", label, make("thead", {}, this.head), this.body);
    this.element = make("div", { class: "scroll" }, table);
    root.append(this.element);
  }

  make(id) {
    return new Row(id, this);
  }

  /** Cells are made anew; what has the focus keeps it. */
  update(component) {
    const focused = this.root.getRootNode().activeElement;
    const { columns, rows } = component.data;
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
}

/** A column's heading: a button where the whole list can be sorted by it. */
function heading({ name, label, help, order, direction }, sort) {
  const text = make("span", { textContent: label });
  const arrow = { ascending: "arrow_upward", descending: "arrow_downward" }[direction];
  const press = { type: "button", onclick: () => sort(name, order), title: "Sort the whole list" };
  const content = order ? make("button", press, text, arrow ? icon(arrow) : null) : text;
  const cell = make("th", { class: name, title: help, scope: "col" }, content);
  if (direction) cell.setAttribute("aria-sort", direction);
  return cell;
}

export default mounted(Table);
