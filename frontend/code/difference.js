// Two versions of code side by side, line by line.
import { highlighted, make } from "../dom.js";
import { mounted } from "../mount.js";
import { language, t } from "../language.js";

function side(which, sign, number, [text, start, end] = ["", 0, 0]) {
  return make(
    "div",
    { class: `side ${which}${number ? "" : " absent"}`, role: "cell" },
    make("span", { class: "number", textContent: number || "" }),
    make("span", { class: "sign", textContent: sign }),
    make("span", { class: "code" }, ...highlighted(text, start, end)),
  );
}

function row(kind, ...sides) {
  return make("div", { class: `row ${kind}`, role: "row" }, ...sides);
}

function sameRows({ lines, old: left, new: right }) {
  return lines.map((line, index) =>
    row("same", side("old", "", left + index, [line]), side("new", "", right + index, [line])),
  );
}

function changedBlock({ before, after, old: left, new: right }) {
  const rows = [];
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    rows.push(row(
      "changed",
      index < before.length ? side("old", "−", left + index, before[index]) : side("old", "", 0),
      index < after.length ? side("new", "+", right + index, after[index]) : side("new", "", 0),
    ));
  }
  return make("div", { class: "block", role: "rowgroup" }, ...rows);
}

function folded(block) {
  const count = block.lines.length.toLocaleString(language);
  const button = make("button", { type: "button", textContent: t("Show {count} unchanged lines", { count }) });
  const fold = row("fold", make("div", { class: "all", role: "cell" }, button));
  button.onclick = () => {
    const rows = sameRows(block);
    fold.replaceWith(...rows);
    rows[0].tabIndex = -1;
    rows[0].focus();
  };
  return fold;
}

function heading(labels) {
  const cells = labels.map((label, index) =>
    make(
      "div",
      { class: `side ${index ? "new" : "old"}`, role: "columnheader" },
      make("span", { class: "sign", textContent: index ? "+" : "−" }),
      make("span", { class: "label", textContent: label }),
    ),
  );
  return row("heading", ...cells);
}

class Difference {
  constructor(root) {
    this.frame = make("div", { class: "difference", role: "table", tabIndex: 0 });
    root.append(this.frame);
  }

  /** Draws anything only for other data: what is unfolded stays so. */
  update({ data: { fingerprint, labels, blocks } }) {
    if (fingerprint === this.fingerprint) return;
    this.fingerprint = fingerprint;
    this.frame.setAttribute("aria-label", t("Difference: {before}, then {after}", { before: labels[0], after: labels[1] }));
    this.frame.replaceChildren(heading(labels));
    for (const block of blocks) {
      if (!block.lines) this.frame.append(changedBlock(block));
      else if (block.folded) this.frame.append(folded(block));
      else this.frame.append(...sameRows(block));
    }
  }

  dispose() {
    this.frame.remove();
  }
}

export default mounted(Difference);
