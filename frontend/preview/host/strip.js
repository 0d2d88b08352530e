// The verdict as text with the line at fault, always visible, and the curtain over an empty pane.
import { make } from "../../dom.js";
import { icon } from "./icons.js";
import { prevented, remark } from "./remarks.js";
import { t } from "../../language.js";

const PHASE = t("Compiling and running the code");
const SENTENCES = {
  running: PHASE,
  blank: t("The code runs, but nothing on the page is visible."),
};
const AROUND = 3;
const LONGEST_LINE = 400;
const TIMED = new Set(["renders", "blank", "stand-ins"]);

function place({ line, column }) {
  if (!line) return "";
  return column ? t("line {line}, column {column}", { line, column }) : t("line {line}", { line });
}

/** The second reason, and how many more there are. */
function also({ others }) {
  const [next, ...more] = others;
  if (!next) return "";
  const where = next.line ? t(" (line {line})", { line: next.line }) : "";
  const rest = more.length ? t(" · {count} more", { count: more.length }) : "";
  return t("Also: {words}{rest}", { words: `${t(next.word)}${next.message && `, ${t(next.message)}`}${where}`, rest });
}

export class Strip {
  constructor() {
    this.icon = make("span", { class: "icon" });
    this.word = make("strong");
    this.message = make("span", { class: "message" });
    this.place = make("span", { class: "place" });
    this.took = make("span", { class: "took" });
    this.others = make("p", { class: "notes also" });
    this.notes = make("p", { class: "notes" });
    this.excerpt = make("div", { class: "excerpt", role: "group", "aria-label": t("Line at fault") });
    const line = make(
      "p",
      { class: "line" },
      ...[this.icon, this.word, this.message, this.place, this.took],
    );
    const status = make("div", { class: "strip", role: "status" }, line, this.others, this.notes);
    this.element = make("div", { class: "verdict" }, status, this.excerpt);
    this.status = status;
  }

  show(verdict, source) {
    this.status.dataset.tone = verdict.tone;
    this.icon.replaceChildren(icon(verdict.state));
    this.word.textContent = t(verdict.word);
    this.message.textContent = t(verdict.message) || SENTENCES[verdict.state] || "";
    this.place.textContent = place(verdict);
    const timed = verdict.took && TIMED.has(verdict.state);
    this.took.textContent = timed ? t("painted in {took} ms", { took: verdict.took }) : "";
    const { compile, style, render } = verdict.parts ?? {};
    this.took.title = verdict.parts
      ? t("compile {compile} ms, styles {style} ms, render {render} ms", { compile: compile ?? "?", style: style ?? "?", render: render ?? "?" })
      : "";
    this.others.textContent = also(verdict);
    const notes = verdict.notes.map(prevented).join(" · ");
    const kept = notes ? [t("Prevented: {notes}", { notes })] : [];
    const remarks = Object.entries(verdict.remarks ?? {}).map(([about, said]) => remark(about, said, verdict.standIns));
    const fonts = (verdict.substitutes ?? []).map(([name, family]) => t("{name} is shown as {family}", { name, family }));
    this.notes.textContent = [...fonts, ...remarks, ...kept].join(" · ");
    this.#showLines(verdict.line, source);
  }

  #showLines(line, source) {
    this.excerpt.hidden = !line;
    if (!line) return;
    const lines = source.split("\n");
    const first = Math.max(line - AROUND, 1);
    const rows = lines.slice(first - 1, line + AROUND).map((text, index) => {
      const number = first + index;
      const properties = { class: "row" };
      if (number === line) properties["aria-current"] = "true";
      const code = make("code", { textContent: text.slice(0, LONGEST_LINE) || " " });
      return make("div", properties, make("span", { textContent: number }), code);
    });
    this.excerpt.replaceChildren(...rows);
  }
}

/** Covers the live pane when it shows nothing. */
export class Curtain {
  constructor() {
    this.element = make("div", { class: "curtain" });
  }

  show(verdict) {
    const running = verdict.state === "running";
    this.element.hidden = !verdict.empty || (running && verdict.painted);
    this.element.dataset.tone = verdict.tone;
    this.element.classList.toggle("running", running);
    const why = t(verdict.message) || SENTENCES[verdict.state] || "";
    this.element.replaceChildren(
      icon(verdict.state),
      make("strong", { textContent: t(verdict.word) }),
      make("span", { textContent: why }),
      make("span", { textContent: also(verdict) }),
    );
  }
}
