// Elements, badges, boxes to select by and links to follow, as the gallery and the table have them.
function make(tag, name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  if (name) element.className = name;
  element.append(...children);
  return element;
}

function icon(name) {
  const element = make("span", "icon", { textContent: name });
  element.setAttribute("aria-hidden", "true");
  return element;
}

/** With a `short` form, that is what is seen in narrow places; `word` is still read out there. */
function badge({ word, short, glyph, tone }) {
  const element = make("span", "badge", {}, icon(glyph), make("span", "word", { textContent: word }));
  if (short) {
    const brief = make("span", "short", { textContent: short });
    brief.setAttribute("aria-hidden", "true");
    element.append(brief);
    element.classList.add("shortened");
    element.title = word;
  }
  element.style.setProperty("--tone", `var(--st-${tone}-text-color)`);
  element.style.setProperty("--wash", `var(--st-${tone}-background-color)`);
  return element;
}

/** Follow a link within the page; with a key held it is the browser's: another tab or window. */
function follow(open) {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  };
}

/** Show on the box for all how many of `items` are picked, and return the ids of those. */
function summed(all, items) {
  const picked = items.filter((item) => item.isPicked);
  all.checked = picked.length > 0 && picked.length === items.length;
  all.indeterminate = picked.length > 0 && picked.length < items.length;
  return picked.map((item) => item.id);
}
