// One row of the list: a node, or a button that loads more of them.
import { make } from "../dom.js";
import { glyph, size, whole } from "./labels.js";

const DEEPEST_INDENT = 14;

function indent(level) {
  return `${Math.min(level - 1, DEEPEST_INDENT) * 14}px`;
}

/** A node of the tree, or a match with its ancestors. */
export function nodeRow(node, { role, index, total }) {
  const isMatch = role === "option";
  const row = make("div", { class: "row", role, tabIndex: -1, "data-at": node.at });
  if (!isMatch) {
    row.setAttribute("aria-level", node.level);
    row.style.setProperty("--indent", indent(node.level));
    row.append(make("span", { class: "twist" }, node.children ? glyph("twist") : null));
  }
  row.setAttribute("aria-setsize", total);
  row.setAttribute("aria-posinset", index + 1);
  row.append(make("span", { class: "kind", title: node.type }, glyph(node.type)));
  const name = make("bdi", { class: "name", textContent: node.name, dir: "auto" });
  const text = node.text.startsWith(node.name.replace(/…$/, "")) ? "" : node.text;
  const words = make("span", { class: "words" }, name);
  if (text) words.append(make("bdi", { class: "text", textContent: text, dir: "auto" }));
  row.append(words);
  if (!isMatch && node.level - 1 > DEEPEST_INDENT) {
    row.append(make("span", { class: "deep", textContent: `level ${whole.format(node.level)}` }));
  }
  if (node.hidden) {
    row.classList.add("hidden-node");
    row.append(make("span", { class: "eye", title: "Hidden" }, glyph("hidden")));
  }
  row.append(make("span", { class: "size", textContent: node.box ? size(node.box) : "" }));
  const label = [node.name, node.type, text, node.box ? size(node.box) : "no box"];
  if (node.hidden) label.push("hidden");
  if (isMatch && node.trail.length) {
    row.classList.add("hit");
    const trail = node.trail.join(" / ");
    words.append(make("bdi", { class: "trail", textContent: `in ${trail}`, dir: "auto" }));
    label.push(`in ${trail}`);
  }
  row.setAttribute("aria-label", label.filter(Boolean).join(", "));
  return row;
}

/** The row before or after a part of a long level. */
export function moreRow(of, level, start, text, role) {
  const row = make("div", { class: "row more", role, tabIndex: -1, textContent: text });
  if (role === "treeitem") row.setAttribute("aria-level", level);
  row.dataset.of = of;
  row.dataset.start = start;
  row.style.setProperty("--indent", indent(level));
  return row;
}
