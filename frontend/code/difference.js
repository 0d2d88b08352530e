// Everything is set as text, never as markup: the code is untrusted.

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

const side = (which, sign, number, [text, start, end] = ["", 0, 0]) => {
  const made = element("div", `side ${which}${number ? "" : " absent"}`);
  made.setAttribute("role", "cell");
  made.append(element("span", "number", number || ""), element("span", "sign", sign));
  const code = element("span", "code", start < end ? text.slice(0, start) : text);
  if (start < end) code.append(element("mark", "", text.slice(start, end)), text.slice(end));
  made.append(code);
  return made;
};

const row = (className, ...sides) => {
  const made = element("div", `row ${className}`);
  made.setAttribute("role", "row");
  made.append(...sides);
  return made;
};

const sameRows = ({ lines, old: left, new: right }) =>
  lines.map((line, index) =>
    row("same", side("old", "", left + index, [line]), side("new", "", right + index, [line])));

const changedBlock = ({ before, after, old: left, new: right }) => {
  const made = element("div", "block");
  made.setAttribute("role", "rowgroup");
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    made.append(row(
      "changed",
      index < before.length ? side("old", "−", left + index, before[index]) : side("old", "", 0),
      index < after.length ? side("new", "+", right + index, after[index]) : side("new", "", 0),
    ));
  }
  return made;
};

const fold = (block) => {
  const made = row("fold");
  const count = block.lines.length.toLocaleString("en");
  const button = element("button", "", `Show ${count} unchanged lines`);
  button.type = "button";
  button.onclick = () => {
    const rows = sameRows(block);
    made.replaceWith(...rows);
    rows[0].tabIndex = -1;
    rows[0].focus();
  };
  const cell = element("div", "all");
  cell.setAttribute("role", "cell");
  cell.append(button);
  made.append(cell);
  return made;
};

const heading = (labels) => {
  const made = row("heading");
  labels.forEach((label, index) => {
    const cell = element("div", `side ${index ? "new" : "old"}`);
    cell.setAttribute("role", "columnheader");
    cell.append(element("span", "sign", index ? "+" : "−"), element("span", "label", label));
    made.append(cell);
  });
  return made;
};

export default function ({ parentElement, data }) {
  const drawn = parentElement.querySelector(".difference");
  if (drawn?.dataset.fingerprint === data.fingerprint) return;
  const frame = element("div", "difference");
  frame.dataset.fingerprint = data.fingerprint;
  frame.tabIndex = 0;
  frame.setAttribute("role", "table");
  frame.setAttribute("aria-label", `Difference: ${data.labels.join(", then ")}`);
  frame.append(heading(data.labels));
  for (const block of data.blocks) {
    if (!block.lines) frame.append(changedBlock(block));
    else if (block.folded) frame.append(fold(block));
    else frame.append(...sameRows(block));
  }
  if (drawn) drawn.replaceWith(frame);
  else parentElement.append(frame);
}
