// One row of the list: a node, or the way to more of them.
const DEEPEST_INDENT = 14;

function indent(level) {
  return `${Math.min(level - 1, DEEPEST_INDENT) * 14}px`;
}

/** A node of the tree, or a hit with its trail. */
function nodeRow(node, { role, index, total }) {
  const isHit = role === "option";
  const row = make("div", { class: "row", role, tabIndex: -1, "data-at": node.at });
  if (!isHit) {
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
  if (!isHit && node.level - 1 > DEEPEST_INDENT) {
    row.append(make("span", { class: "deep", textContent: `level ${whole.format(node.level)}` }));
  }
  if (node.hidden) {
    row.classList.add("hidden-node");
    row.append(make("span", { class: "eye", title: "Hidden" }, glyph("hidden")));
  }
  row.append(make("span", { class: "size", textContent: node.box ? size(node.box) : "" }));
  const said = [node.name, node.type, text, node.box ? size(node.box) : "no box"];
  if (node.hidden) said.push("hidden");
  if (isHit && node.trail.length) {
    row.classList.add("hit");
    const trail = node.trail.join(" / ");
    words.append(make("bdi", { class: "trail", textContent: `in ${trail}`, dir: "auto" }));
    said.push(`in ${trail}`);
  }
  row.setAttribute("aria-label", said.filter(Boolean).join(", "));
  return row;
}

/** The row before or after a part of a long level. */
function moreRow(of, level, start, text, role) {
  const row = make("div", { class: "row more", role, tabIndex: -1, textContent: text });
  if (role === "treeitem") row.setAttribute("aria-level", level);
  row.dataset.of = of;
  row.dataset.start = start;
  row.style.setProperty("--indent", indent(level));
  return row;
}
