// The review of the row on screen: the mark, the reasons, a note and its place; and the reviews of others.
import { make } from "../dom.js";
import { icon } from "../pictures/marks.js";
import { MARK_KEYS } from "./keys.js";
import { N, t } from "../language.js";

// The reasons that there always are: store/reviews/review_records.py.
export const REASONS = [N("layout"), N("text"), N("color"), N("missing"), N("broken")];

const LAST_KEY = 9;

function button(label, properties, ...children) {
  return make("button", { type: "button", ...properties }, ...children, make("span", { textContent: label }));
}

function key(name) {
  return make("kbd", { textContent: name, "aria-hidden": "true" });
}

function toned(element, tone) {
  element.style.setProperty("--tone", `var(--st-${tone}-text-color)`);
  element.style.setProperty("--wash", `var(--st-${tone}-background-color)`);
  return element;
}

export class Panel {
  /** `on` hears `change(draft)`, `save()`, `point()`, `add(name)` and `remove(name)`. */
  constructor(on) {
    this.on = on;
    this.title = make("a", { class: "title" });
    this.facts = make("p", { class: "facts" });
    this.watched = make("p", { class: "watched", role: "status" });
    this.marks = make("div", { class: "marks", role: "group", "aria-label": t("Mark") });
    this.reasons = make("div", { class: "reasons", role: "group", "aria-label": t("Reasons") });
    this.note = make("textarea", { rows: 3, maxLength: 500, placeholder: t("A note"), "aria-label": t("Note") });
    this.note.oninput = () => this.change({ note: this.note.value });
    this.note.onkeydown = (event) => this.#type(event);
    this.place = make("div", { class: "place" });
    this.save = button(t("Save and next"), { class: "save primary", onclick: () => on.save() });
    this.save.append(key("Enter"));
    this.form = make("div", { class: "form" });
    this.form.append(this.marks, this.reasons, this.note, this.place, this.save);
    this.mayNot = make("p", { class: "may-not", textContent: t("Marks require the support role.") });
    this.refused = make("p", { class: "refused", role: "alert", hidden: true });
    this.others = make("div", { class: "others" });
    this.element = make("aside", { class: "panel", "aria-label": t("Review") });
    this.element.append(this.title, this.facts, this.watched, this.refused, this.mayNot, this.form, this.others);
  }

  show(item, draft, data) {
    Object.assign(this, { item, draft, data });
    this.element.inert = !item;
    if (!item) return;
    this.title.textContent = item.name;
    this.title.href = item.address;
    this.facts.textContent = item.facts;
    const isWatched = Boolean(data.watched) && item.id === data.current;
    this.watched.replaceChildren(...(isWatched ? [icon("visibility"), t("{watched} is looking at this one, too.", { watched: data.watched })] : []));
    this.form.hidden = !data.may;
    this.mayNot.hidden = data.may;
    this.#drawMarks();
    this.#drawReasons();
    if (this.note.value !== draft.note) this.note.value = draft.note;
    this.#drawPlace();
    this.save.querySelector("span").textContent = draft.mark ? t("Save and next") : t("Skip");
    this.save.classList.toggle("primary", Boolean(draft.mark));
    this.#drawOthers();
  }

  change(part) {
    this.on.change({ ...this.draft, ...part });
  }

  mark(number) {
    const name = this.data.marks[number - 1]?.name;
    if (name) this.change({ mark: this.draft.mark === name ? null : name });
  }

  reason(name) {
    const has = this.draft.reasons.includes(name);
    const reasons = has ? this.draft.reasons.filter((each) => each !== name) : [...this.draft.reasons, name];
    this.change({ reasons });
  }

  /** Whether the key means something here. */
  press(name) {
    if (!this.data?.may || !this.item) return false;
    if (name === "n") this.note.focus();
    else if (name === "p") this.on.point();
    else if (!/^[1-9]$/.test(name)) return false;
    else if (Number(name) <= MARK_KEYS) this.mark(Number(name));
    else {
      const reason = this.data.reasons[Number(name) - MARK_KEYS - 1];
      if (reason) this.reason(reason);
    }
    return true;
  }

  refuse(words) {
    this.refused.hidden = !words;
    this.refused.textContent = words ? t("Not saved. {words}", { words }) : "";
  }

  #type(event) {
    if (event.key === "Escape") this.note.blur();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.on.save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #drawMarks() {
    const chosen = this.draft.mark;
    const each = ({ name, label, icon: glyph, tone }, at) => {
      const press = { class: "mark", onclick: () => this.mark(at + 1), "aria-pressed": String(chosen === name), "aria-keyshortcuts": String(at + 1) };
      const made = toned(button(label, press, icon(glyph)), tone);
      made.append(key(at + 1));
      return made;
    };
    this.#redraw(this.marks, this.data.marks.map(each));
  }

  #drawReasons() {
    const known = [...new Set([...this.data.reasons, ...this.draft.reasons])];
    const chips = known.map((name, at) => {
      const number = at + MARK_KEYS + 1;
      const chip = button(t(name), { class: "chip", onclick: () => this.reason(name), "aria-pressed": String(this.draft.reasons.includes(name)) });
      if (number <= LAST_KEY) chip.append(key(number));
      if (!this.data.may_add || !this.data.own_reasons.includes(name)) return chip;
      const remove = make("button", { type: "button", class: "remove", title: t("Offer “{name}” no longer", { name }), "aria-label": t("Remove the reason {name}", { name }) }, icon("close"));
      remove.onclick = () => this.on.remove(name);
      return make("span", { class: "own" }, chip, remove);
    });
    if (this.data.may_add) chips.push(this.#adder());
    this.#redraw(this.reasons, chips);
  }

  #adder() {
    const more = button(t("Reason"), { class: "chip add", "aria-label": t("Add a reason of your team's own") }, icon("add"));
    more.onclick = () => {
      const field = make("input", { class: "new", maxLength: 30, placeholder: t("New reason"), "aria-label": t("New reason") });
      field.onkeydown = (event) => {
        if (event.key === "Enter" && field.value.trim()) this.on.add(field.value.trim());
        if (event.key === "Enter" || event.key === "Escape") field.replaceWith(more);
        event.stopPropagation();
      };
      more.replaceWith(field);
      field.focus();
    };
    return more;
  }

  #drawPlace() {
    const { place } = this.draft;
    const point = button(place ? place.words : t("Point at a place"), { class: "point", onclick: () => this.on.point() }, icon("ads_click"));
    point.append(key("p"));
    const away = make("button", { type: "button", class: "remove", "aria-label": t("Remove the place"), onclick: () => this.change({ place: null }) }, icon("close"));
    this.#redraw(this.place, place ? [point, away] : [point]);
  }

  #drawOthers() {
    const { others, older, own } = this.item;
    const hidden = others.length > 0 && this.data.may && !own;
    const now = hidden
      ? [make("p", { class: "hint", textContent: others.length === 1 ? t("1 other mark, shown once yours is there") : t("{count} other marks, shown once yours is there", { count: others.length }) })]
      : others.map((each) => said(each));
    const before = older.map((each) => said(each));
    const heading = (text) => make("h3", { textContent: text });
    this.others.replaceChildren(
      ...(now.length ? [heading(t("Of this version")), ...now] : []),
      ...(before.length ? [heading(t("Of older versions")), ...before] : []),
    );
  }

  /** Replaces the buttons and leaves the focus where it was. */
  #redraw(container, children) {
    const focused = [...container.querySelectorAll("button")].indexOf(this.element.getRootNode().activeElement);
    if (container.querySelector("input")) return;
    container.replaceChildren(...children);
    if (focused >= 0) container.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
  }
}

function said({ who, when, label, icon: glyph, tone, reasons, note, place }) {
  const badge = toned(make("span", { class: "badge" }, icon(glyph), label), tone);
  const head = make("div", { class: "who" }, badge, make("span", { textContent: `${who}, ${when}` }));
  const words = [reasons.map((name) => t(name)).join(", "), note, place?.words].filter(Boolean).join(" · ");
  return make("div", { class: "said" }, head, words ? make("p", { textContent: words }) : null);
}
