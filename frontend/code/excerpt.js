// The lines around one line of code.
import { highlighted, make } from "../dom.js";
import { mounted } from "../mount.js";

function lineOf({ number, text, marked, chosen, start, end }) {
  const classes = ["line", marked && "marked", chosen && (marked ? "chosen" : "current")];
  const code = highlighted(text, start, end, "span", { class: "point" });
  const line = make(
    "div",
    { class: classes.filter(Boolean).join(" "), role: "row" },
    make("span", { class: "mark", role: "cell", textContent: marked || chosen ? "▸" : "" }),
    make("span", { class: "number", role: "cell", textContent: number }),
    make("span", { class: "code", role: "cell" }, ...code),
  );
  if (chosen) line.setAttribute("aria-current", "true");
  return line;
}

class Excerpt {
  constructor(root) {
    this.lines = make("div", { class: "lines", role: "table" });
    this.frame = make("div", { class: "excerpt", tabIndex: 0 }, this.lines);
    root.append(this.frame);
  }

  /** Draws anything only for other data: how far it is scrolled stays. */
  update({ data: { fingerprint, label, lines } }) {
    if (fingerprint === this.fingerprint) return;
    this.fingerprint = fingerprint;
    this.lines.setAttribute("aria-label", label);
    this.lines.replaceChildren(...lines.map(lineOf));
  }

  dispose() {
    this.frame.remove();
  }
}

export default mounted(Excerpt);
