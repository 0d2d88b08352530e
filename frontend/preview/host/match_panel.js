// The score in words: beside the verdict with its parts, and beside the pictures the differences that
// cost most and the values of what the pointer is on.
import { make } from "../../dom.js";

const PARTS = {
  recall: ["Found", "How much of the design is on the page"],
  precision: ["Nothing else", "How much of what is on the page is of the design"],
  position: ["Position", "Where it stands"],
  size: ["Size", "How large it is"],
  text: ["Text", "What it says"],
  color: ["Color", "Its colors"],
  type: ["Type", "Size, weight and family of its letters"],
};
const TONES = { close: "green", near: "orange", differs: "orange", "another page": "red" };
const KINDS = { text: "Text", box: "Box", icon: "Icon", picture: "Picture" };
const DIGITS = 100;

const shown = (value) => String(Math.round(value * DIGITS) / DIGITS);

function css(color) {
  if (!color) return "none";
  return color.endsWith("ff") ? color.slice(0, 7) : color;
}

/** A block's values as CSS has them: `[name, declaration]`. */
function values(block) {
  if (!block) return [];
  const rows = [
    ["Position", `left: ${shown(block.x)}px; top: ${shown(block.y)}px`],
    ["Size", `width: ${shown(block.width)}px; height: ${shown(block.height)}px`],
  ];
  const name = block.kind === "text" ? "color" : "background";
  if (block.color) rows.push(["Color", `${name}: ${css(block.color)}`]);
  if (block.border) rows.push(["Border", `border-color: ${css(block.border)}`]);
  if (block.radius) rows.push(["Radius", `border-radius: ${shown(block.radius)}px`]);
  if (block.kind === "text") {
    const leading = block.leading ? `/${shown(block.leading)}px` : "";
    const family = block.font ? ` "${block.font.replaceAll('"', "")}"` : "";
    rows.push(["Font", `font: ${block.weight ?? 400} ${shown(block.size)}px${leading}${family}`]);
  }
  return rows;
}

/** Both sides' values under each other's, with those that differ marked. */
function table(design, render) {
  const given = new Map(values(render));
  const wanted = new Map(values(design));
  const names = [...new Set([...wanted.keys(), ...given.keys()])];
  const rows = names.map((name) => {
    const [one, other] = [wanted.get(name) ?? "–", given.get(name) ?? "–"];
    const cells = [one, other].map((text) => make("td", {}, make("code", { textContent: text })));
    const row = make("tr", {}, make("th", { textContent: name, scope: "row" }), ...cells);
    row.classList.toggle("differs", one !== other && Boolean(design && render));
    return row;
  });
  const heads = ["", "Design", "Rendered"].map((text) => make("th", { textContent: text, scope: "col" }));
  return make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
}

export class MatchPanel {
  /** `onPick(index)` hears which of the worst differences is looked at. */
  constructor(onPick) {
    this.onPick = onPick;
    this.summary = make("p", { class: "match", hidden: true });
    this.list = make("ol", { class: "worst" });
    this.inspected = make("div", { class: "inspected" });
    const heading = make("strong", { textContent: "What differs most" });
    const legend = make("p", { class: "legend" });
    for (const [name, text] of [["pair", "differs"], ["missing", "missing"], ["extra", "not in the design"]]) {
      legend.append(make("span", { class: `key ${name}`, textContent: text }));
    }
    this.aside = make("aside", { class: "differences", hidden: true, "aria-label": "Differences" });
    this.aside.append(this.inspected, heading, this.list, legend);
    this.inspect(null);
  }

  show(match) {
    this.summary.hidden = !match;
    this.list.replaceChildren();
    if (!match) return;
    this.summary.replaceChildren(...this.#score(match));
    const worst = (match.worst ?? []).map(({ words }, index) => {
      const pick = () => this.onPick(index);
      return make("li", {}, make("button", { type: "button", onclick: pick, textContent: words }));
    });
    this.list.append(...worst);
    if (!worst.length) this.list.append(make("li", { textContent: "Nothing that could be measured." }));
  }

  #score({ score, label, why, parts, counts, fonts, is_cut: isCut }) {
    if (typeof score !== "number") {
      return [make("strong", { textContent: "Match not comparable" }), ` ${why}`];
    }
    const bar = make("meter", { min: 0, max: 100, value: score, title: `${score} of 100` });
    const word = make("strong", { "data-tone": TONES[label] ?? "gray", textContent: `Match ${Math.floor(score)}` });
    const names = Object.entries(PARTS).filter(([name]) => typeof parts?.[name] === "number");
    const cells = names.map(([name, [title, meaning]]) => {
      const value = make("b", { textContent: Math.floor(parts[name] * 100) });
      return make("span", { class: "part", title: meaning }, `${title} `, value);
    });
    const [pairs, missing, extra] = counts ?? [0, 0, 0];
    const count = `${pairs} found, ${missing} missing, ${extra} extra${isCut ? ", of the largest" : ""}`;
    const all = make("span", { class: "part", textContent: count });
    const said = (fonts ?? []).map((text) => make("span", { class: "font", textContent: text }));
    return [word, bar, make("span", { class: "label", textContent: label }), ...cells, all, ...said];
  }

  /** Show the values of a pair, or of what stands alone; null for nothing. */
  inspect(item) {
    if (!item) {
      const hint = "Point at a block to see its values in the design and on the page.";
      this.inspected.replaceChildren(make("p", { class: "hint", textContent: hint }));
      return;
    }
    const { design, render } = item;
    const block = design ?? render;
    const name = block.kind === "text" ? `“${block.text}”` : KINDS[block.kind];
    const copy = make("button", { type: "button", class: "copy", textContent: "Copy the design's CSS" });
    copy.disabled = !design;
    copy.onclick = async () => {
      const lines = values(design).map(([, declaration]) => `${declaration};`);
      await navigator.clipboard.writeText(lines.join("\n"));
      copy.textContent = "Copied";
    };
    this.inspected.replaceChildren(make("strong", { textContent: name }), table(design, render), copy);
  }
}
