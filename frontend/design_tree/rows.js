// One row of the list: a node, or a button that loads more of them.
import { make } from "../dom.js";
import { glyph, size, whole } from "./labels.js";
import { t } from "../language.js";

const DEEPEST_INDENT = 14;

function indent(level) {
  return `${Math.min(level - 1, DEEPEST_INDENT) * 14}px`;
}

/** An icon that a screen reader reads as the word it stands for. */
function picture(name, icon, word) {
  return make("span", { class: name, role: "img", title: word, "aria-label": word }, glyph(icon));
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
  row.append(picture("kind", node.type, node.type));
  const name = make("bdi", { class: "name", textContent: node.name, dir: "auto" });
  const text = node.text.startsWith(node.name.replace(/…$/, "")) ? "" : node.text;
  const words = make("span", { class: "words" }, name);
  if (text) words.append(make("bdi", { class: "text", textContent: text, dir: "auto" }));
  row.append(words);
  if (!isMatch && node.level - 1 > DEEPEST_INDENT) {
    row.append(make("span", { class: "deep", textContent: t("level {level}", { level: whole.format(node.level) }) }));
  }
  if (node.hidden) {
    row.classList.add("hidden-node");
    row.append(picture("eye", "hidden", t("Hidden")));
  }
  row.append(make("span", { class: "size", textContent: size(node.box) }));
  if (isMatch && node.trail.length) {
    row.classList.add("hit");
    const trail = t("in {trail}", { trail: node.trail.join(" / ") });
    words.append(make("bdi", { class: "trail", textContent: trail, dir: "auto" }));
  }
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
