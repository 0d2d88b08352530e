// The score in words: beside the verdict with its parts, and beside the pictures the differences that
// cost most and the values of what the pointer is on.
import { copied } from "../../clipboard.js";
import { make } from "../../dom.js";
import { N, t } from "../../language.js";

const PARTS = {
  recall: [t("Found"), t("How much of the design is on the page")],
  precision: [t("Nothing else"), t("How much of what is on the page is of the design")],
  position: [t("Position"), t("Where it stands")],
  size: [t("Size"), t("How large it is")],
  text: [t("Text"), t("What it says")],
  color: [t("Color"), t("Its colors")],
  type: [t("Type"), t("Size, weight and family of its letters")],
};
const TONES = {
  [N("close")]: "green",
  [N("near")]: "orange",
  [N("differs")]: "orange",
  [N("very different")]: "red",
};
const KINDS = { text: t("Text"), box: t("Box"), icon: t("Icon"), picture: t("Picture") };
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
    [t("Position"), `left: ${shown(block.x)}px; top: ${shown(block.y)}px`],
    [t("Size"), `width: ${shown(block.width)}px; height: ${shown(block.height)}px`],
  ];
  const name = block.kind === "text" ? "color" : "background";
  if (block.color) rows.push([t("Color"), `${name}: ${css(block.color)}`]);
  if (block.border) rows.push([t("Border"), `border-color: ${css(block.border)}`]);
  if (block.radius) rows.push([t("Radius"), `border-radius: ${shown(block.radius)}px`]);
  if (block.kind === "text") {
    const leading = block.leading ? `/${shown(block.leading)}px` : "";
    const family = block.font ? ` "${block.font.replaceAll('"', "")}"` : "";
    rows.push([t("Font"), `font: ${block.weight ?? 400} ${shown(block.size)}px${leading}${family}`]);
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
  const heads = ["", t("Design"), t("Rendered")].map((text) => make("th", { textContent: text, scope: "col" }));
  return make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
}

export class MatchPanel {
  /** `onPick(index)` hears which of the worst differences is looked at. */
  constructor(onPick) {
    this.onPick = onPick;
    this.summary = make("p", { class: "match", hidden: true });
    this.list = make("ol", { class: "worst" });
    this.inspected = make("div", { class: "inspected" });
    const heading = make("strong", { textContent: t("What differs most") });
    const legend = make("p", { class: "legend" });
    for (const [name, text] of [["pair", t("differs")], ["missing", t("missing")], ["extra", t("not in the design")]]) {
      legend.append(make("span", { class: `key ${name}`, textContent: text }));
    }
    this.aside = make("aside", { class: "differences", hidden: true, "aria-label": t("Differences") });
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
    if (!worst.length) this.list.append(make("li", { textContent: t("Nothing that could be measured.") }));
  }

  #score({ score, label, why, parts, counts, fonts, is_cut: isCut }) {
    if (typeof score !== "number") {
      return [make("strong", { textContent: t("Match not comparable") }), ` ${why}`];
    }
    const tone = { "data-tone": TONES[label] ?? "gray" };
    const bar = make("meter", { min: 0, max: 100, value: score, title: t("{score} of 100", { score }), ...tone });
    const word = make("strong", { ...tone, textContent: t("Match {score}", { score: Math.floor(score) }) });
    const names = Object.entries(PARTS).filter(([name]) => typeof parts?.[name] === "number");
    const cells = names.map(([name, [title, meaning]]) => {
      const value = make("b", { textContent: Math.floor(parts[name] * 100) });
      return make("span", { class: "part", title: meaning }, `${title} `, value);
    });
    const [pairs, missing, extra] = counts ?? [0, 0, 0];
    const count = t("{pairs} found, {missing} missing, {extra} extra{cut}", { pairs, missing, extra, cut: isCut ? t(", of the largest") : "" });
    const all = make("span", { class: "part", textContent: count });
    const said = (fonts ?? []).map((text) => make("span", { class: "font", textContent: text }));
    return [word, bar, make("span", { class: "label", textContent: t(label) }), ...cells, all, ...said];
  }

  /** Show the values of a pair, or of what stands alone; null for nothing. */
  inspect(item) {
    if (!item) {
      const hint = t("Point at a block to see its values in the design and on the page; press it to keep them.");
      this.inspected.replaceChildren(make("p", { class: "hint", textContent: hint }));
      return;
    }
    const { design, render } = item;
    const block = design ?? render;
    const name = block.kind === "text" ? `“${block.text}”` : KINDS[block.kind];
    const copy = make("button", { type: "button", class: "copy", textContent: t("Copy the design's CSS") });
    copy.disabled = !design;
    copy.onclick = async () => {
      const lines = values(design).map(([, declaration]) => `${declaration};`);
      const isCopied = await copied(lines.join("\n"), copy);
      copy.textContent = isCopied ? t("Copied") : t("Not copied");
    };
    this.inspected.replaceChildren(make("strong", { textContent: name }), table(design, render), copy);
  }
}
