// Rows of sessions: names that open them, boxes that select them, headings that sort the whole list.
// Follows layers.js and marks.js.
const NEAR = "300px";
const mounted = new WeakMap();
// The column by whose heading the list is being sorted: the next table takes the focus on to it.
let sorting = null;

class Row {
  isNear = false;

  /** `on` hears `pick()` and `open(id)`. */
  constructor(id, on) {
    this.id = id;
    this.layers = new Layers(() => this.say());
    this.box = make("input", "", { type: "checkbox", onchange: () => on.pick() });
    this.name = make("a", "name", { onclick: follow(() => on.open(id)) });
    this.frame = make("span", "frame", {}, this.layers.element);
    this.element = make("tr");
    this.element.dataset.id = id;
  }

  update(row, columns) {
    this.row = row;
    this.frame.style.setProperty("--ratio", row.width / row.height);
    this.name.href = row.address;
    this.name.textContent = this.name.title = row.name;
    this.box.setAttribute("aria-label", `Select ${row.name}`);
    const select = make("td", "select", {}, make("label", "pick", {}, this.box));
    const cells = columns.map(({ name }) => this.cell(name));
    this.element.replaceChildren(select, make("td", "picture", {}, this.frame), ...cells);
    this.draw();
  }

  cell(name) {
    if (name === "name") {
      const { why } = this.row;
      const cell = make("th", name, {}, this.name, ...(why ? [badge(why)] : []));
      cell.scope = "row";
      return cell;
    }
    const value = this.row[name];
    const shown = value?.word === undefined ? value : badge(value);
    return make("td", name, {}, shown ?? "—");
  }

  /** Other hosts are asked only for what is about to be seen. */
  draw() {
    const { thumbnail } = this.row;
    const wanted = this.isNear || thumbnail?.startsWith("data:") ? thumbnail : null;
    this.layers.show({ ...this.row, thumbnail: wanted });
    this.say();
  }

  say() {
    const { reason, note } = this.row;
    this.frame.title = [reason, this.layers.failure || note].filter(Boolean).join(" · ");
  }

  get isPicked() {
    return this.box.checked;
  }

  set isPicked(picked) {
    this.box.checked = picked;
    this.element.classList.toggle("picked", picked);
  }
}

class Table {
  rows = new Map();

  constructor(root) {
    this.root = root;
    this.box = make("input", "", { type: "checkbox", onchange: () => this.pickAll() });
    this.box.setAttribute("aria-label", "Select all rows of this page");
    this.head = make("tr");
    this.body = make("tbody");
    const table = make("table", "", {}, make("thead", "", {}, this.head), this.body);
    table.setAttribute("aria-label", "Prototype sessions");
    root.append(make("div", "scroll", {}, table));
    const seen = (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        this.near.unobserve(target);
        const row = this.rows.get(target.dataset.id);
        row.isNear = true;
        row.draw();
      }
    };
    this.near = new IntersectionObserver(seen, { rootMargin: NEAR });
  }

  /** Whatever had the focus keeps it, though its cell is built again. */
  update({ data, setStateValue, setTriggerValue }) {
    const focused = this.root.getRootNode().activeElement;
    this.send = setStateValue;
    this.trigger = setTriggerValue;
    const on = { pick: () => this.pick(), open: (id) => this.trigger("opened", id) };
    this.drawHead(data.columns);
    for (const each of data.rows) {
      let row = this.rows.get(each.id);
      if (!row) {
        row = new Row(each.id, on);
        this.rows.set(each.id, row);
        this.body.append(row.element);
        this.near.observe(row.element);
        row.isPicked = data.selected.includes(each.id);
      }
      row.update(each, data.columns);
    }
    summed(this.box, [...this.rows.values()]);
    if (focused && this.root.contains(focused)) focused.focus({ preventScroll: true });
  }

  drawHead(columns) {
    const said = JSON.stringify(columns);
    if (said === this.said) return;
    this.said = said;
    const sort = (name, order) => {
      sorting = name;
      this.trigger("sorted", order);
    };
    const select = make("th", "select", {}, make("label", "pick", {}, this.box));
    const headings = columns.map((column) => heading(column, sort));
    this.head.replaceChildren(select, make("td", "picture"), ...headings);
    const sorted = this.head.querySelector(`.${sorting ?? "none"}[aria-sort] button`);
    if (!sorted) return;
    sorting = null;
    sorted.focus({ preventScroll: true });
  }

  pickAll() {
    for (const row of this.rows.values()) row.isPicked = this.box.checked;
    this.pick();
  }

  pick() {
    const rows = [...this.rows.values()];
    for (const row of rows) row.isPicked = row.box.checked;
    this.send("selected", summed(this.box, rows));
  }

  dispose() {
    this.near.disconnect();
    for (const row of this.rows.values()) row.layers.dispose();
  }
}

/** A column's heading: a button where the whole list can be sorted by it. */
function heading({ name, label, help, order, direction }, sort) {
  const text = make("span", "", { textContent: label });
  const arrow = { ascending: "arrow_upward", descending: "arrow_downward" }[direction];
  const press = { type: "button", onclick: () => sort(name, order), title: "Sort the whole list" };
  const content = order
    ? make("button", "", press, text, ...(arrow ? [icon(arrow)] : []))
    : text;
  const cell = make("th", name, { title: help }, content);
  cell.scope = "col";
  if (direction) cell.setAttribute("aria-sort", direction);
  return cell;
}

export default function (component) {
  const { parentElement } = component;
  if (!mounted.has(parentElement)) mounted.set(parentElement, new Table(parentElement));
  const table = mounted.get(parentElement);
  table.update(component);
  return () => table.dispose();
}
