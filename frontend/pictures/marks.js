// Badges, selection boxes and links, as the gallery and the table have them.
import { make } from "../dom.js";

export function icon(name) {
  return make("span", { class: "icon", "aria-hidden": "true", textContent: name });
}

/** A badge with a `short` form shows that in narrow places; screen readers still read `word`. */
export function badge({ word, short, glyph, tone }) {
  const text = make("span", { class: "word", textContent: word });
  const element = make("span", { class: "badge" }, icon(glyph), text);
  if (short) {
    element.append(make("span", { class: "short", "aria-hidden": "true", textContent: short }));
    element.classList.add("shortened");
    element.title = word;
  }
  element.style.setProperty("--tone", `var(--st-${tone}-text-color)`);
  element.style.setProperty("--wash", `var(--st-${tone}-background-color)`);
  return element;
}

/** A number over a bar of its share; the label says what it amounts to. */
export function bar({ text, share, label }) {
  const filled = make("span", { class: "filled" });
  filled.style.width = `${Math.round(share * 100)}%`;
  const track = make("span", { class: "track", "aria-hidden": "true" }, filled);
  return make("span", { class: "bar", title: label }, text, track);
}

/** A click handler that opens a link within the page; with a modifier key the browser opens it, in
 * another tab or window. */
export function follow(open) {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  };
}

/** Show in the box for all whether all or some of `items` are picked; returns the ids of those. */
export function syncBoxForAll(all, items) {
  const picked = items.filter((item) => item.isPicked);
  all.checked = picked.length > 0 && picked.length === items.length;
  all.indeterminate = picked.length > 0 && picked.length < items.length;
  return picked.map((item) => item.id);
}
