// Makes elements and finds Streamlit's. Text is always set as text, never as markup: data is untrusted.
const SVG = "http://www.w3.org/2000/svg";
const ATTRIBUTE = /^(?:class|role|for|data-.*|aria-.*)$/;

/** An element with attributes (`class`, `role`, `for`, `data-…`, `aria-…`), properties (any other
 * name) and children; a child that is null is left out. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (ATTRIBUTE.test(name)) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A decorative drawing of one path in a square of this size. */
export function drawing(size, path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** A text with the part from `start` to `end`, if there is one, in an element of its own. */
export function highlighted(text, start = 0, end = 0, tag = "mark", properties = {}) {
  if (start >= end) return [text];
  const part = make(tag, { ...properties, textContent: text.slice(start, end) });
  return [text.slice(0, start), part, text.slice(end)];
}

/** The element that Streamlit makes for a widget with this key: the key is one of its classes. */
export function widget(key) {
  const name = key.trim().replace(/[^a-zA-Z0-9_-]/g, "-");
  return document.getElementsByClassName(`st-key-${name}`)[0];
}
