// The list of what a check found, below the editor; pressing one goes to its place.
import { make } from "../dom.js";
import { sentence } from "./marks.js";
import { t } from "../language.js";

const SIGNS = { error: "✕", warning: "!", info: "i" };

export class Findings {
  /** `onPick(finding)` hears which one is pressed. */
  constructor(onPick) {
    this.onPick = onPick;
    this.summary = make("p", { class: "said" });
    this.list = make("ul", { class: "findings" });
    this.element = make("section", { class: "check", "aria-label": t("Check") }, this.summary, this.list);
  }

  /** Show findings, below what is `said` of all of them: `{text, tone}`. */
  show(findings, { text, tone }) {
    this.summary.textContent = text;
    this.summary.dataset.tone = tone;
    this.list.replaceChildren(...findings.map((each) => this.#item(each)));
    this.element.hidden = !text && !findings.length;
  }

  #item(finding) {
    const { line, column, severity } = finding;
    const sign = make("span", { class: "sign", "data-severity": severity, "aria-hidden": "true", textContent: SIGNS[severity] });
    const at = make("span", { class: "at", textContent: `${line}:${column}` });
    const words = make("span", { textContent: sentence(finding) });
    const button = make("button", { type: "button", onclick: () => this.onPick(finding) }, sign, at, words);
    button.setAttribute("aria-label", t("Line {line}, column {column}: {finding}", { line, column, finding: sentence(finding) }));
    return make("li", {}, button);
  }
}
