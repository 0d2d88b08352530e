// An editor of one text. It sends the text to the script once nobody has typed for a moment, marks what the
// script found in it, and keeps it whatever happens to the connection.
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { Connection } from "../page_frame/connection.js";
import style from "./editor.css";
import { extensions } from "./extensions.js";
import { Findings } from "./findings.js";
import { diagnostics, place } from "./marks.js";
import { FLUSH, isSave, TYPED } from "./messages.js";
import { make } from "../dom.js";
import { mounted } from "../mount.js";
import { t } from "../language.js";
import { Unanswered } from "../unanswered.js";

const KEEP_MS = 250;
const HINT = t("Tab indents. Press Esc, then Tab, to leave the editor.");
// JSON takes more room than the text itself, and the server takes messages of up to 4 MB.
const MOST_SENT = 3_500_000;

class Editor {
  number = 0; // of the last text that was sent
  waiting = 0;
  isSent = true;

  constructor(root) {
    this.box = make("div", { class: "box" });
    this.findings = new Findings((finding) => this.go(finding));
    this.notice = make("p", { class: "notice", role: "status" });
    this.where = make("span", { class: "where" });
    const foot = make("div", { class: "foot" }, this.where, make("span", { textContent: HINT }));
    this.root = make("div", { class: "editor" }, make("style", { textContent: style }));
    this.root.append(this.notice, this.box, foot, this.findings.element);
    // The page's own keys are for people who are not typing.
    this.root.addEventListener("keydown", (event) => isSave(event) || event.stopPropagation());
    root.append(this.root);
    this.view = new EditorView({ parent: this.box, root: root.getRootNode() });
    this.asking = new Unanswered(() => this.send(), () => this.isSent && this.number > this.data.number);
    this.connection = new Connection((isLost) => this.onConnection(isLost));
    document.addEventListener(FLUSH, this.flush);
    window.addEventListener("pagehide", this.keep);
    this.view.contentDOM.addEventListener("blur", this.flush);
  }

  /** Take the data of a rerun. The text is only taken for another form: this one has what is typed. */
  update({ data, setTriggerValue }) {
    this.trigger = setTriggerValue;
    const isOther = data.form !== this.data?.form;
    this.data = data;
    if (isOther) this.open(data);
    this.root.style.setProperty("--height", data.height);
    if (data.checked === this.number && this.isSent) this.mark(data.findings);
    this.say();
  }

  open({ text, language, label, number }) {
    this.asking.dispose();
    clearTimeout(this.waiting);
    clearTimeout(this.keeping);
    this.isSent = true;
    this.number = number;
    this.isTooLarge = false;
    this.marked = "";
    const changed = (update) => this.onUpdate(update);
    this.view.setState(EditorState.create({ doc: text, extensions: extensions({ text, language, label, changed }) }));
    this.showPlace();
  }

  mark(findings) {
    const marked = JSON.stringify([findings, this.data.said]);
    if (marked === this.marked) return;
    this.marked = marked;
    this.findings.show(findings, this.data.said);
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics(this.view.state.doc, findings)));
  }

  go(finding) {
    const { from } = place(this.view.state.doc, finding);
    this.view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    this.view.focus();
  }

  onUpdate(update) {
    if (update.docChanged) {
      this.isSent = false;
      clearTimeout(this.waiting);
      this.waiting = setTimeout(this.flush, this.data.delay);
      clearTimeout(this.keeping);
      this.keeping = setTimeout(this.keep, KEEP_MS);
    }
    if (update.docChanged || update.selectionSet) this.showPlace();
  }

  showPlace() {
    const { main } = this.view.state.selection;
    const line = this.view.state.doc.lineAt(main.head);
    this.where.textContent = t("Line {number}, column {column}", { number: line.number, column: main.head - line.from + 1 });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  /** Have the tab keep the text: see draft_keeper.js. */
  keep = () => {
    clearTimeout(this.keeping);
    this.keeping = 0;
    if (!this.data) return;
    const detail = { key: this.data.key, text: this.text };
    document.dispatchEvent(new CustomEvent(TYPED, { detail }));
  };

  /** Send the text, if it was not sent. */
  flush = () => {
    if (this.isSent) return;
    clearTimeout(this.waiting);
    if (this.keeping) this.keep();
    this.asking.ask();
  };

  send() {
    const { text } = this;
    this.isTooLarge = JSON.stringify(text).length > MOST_SENT;
    this.say();
    if (this.isTooLarge) return;
    this.isSent = true;
    this.number += 1;
    this.trigger("typed", { form: this.data.form, number: this.number, text });
  }

  onConnection(isLost) {
    // What was sent while there was no connection did not arrive.
    if (!isLost && this.number > this.data.number) this.asking.ask();
    this.say();
  }

  say() {
    const lost = t("The connection is lost. What you type stays here, and is sent when the connection is back.");
    const large = t("The text is too large to be sent. Shorten it, or replace it with a file.");
    const words = this.isTooLarge ? large : this.connection.isLost ? lost : "";
    if (this.notice.textContent !== words) this.notice.textContent = words;
  }

  dispose() {
    if (!this.isSent) this.keep();
    clearTimeout(this.waiting);
    clearTimeout(this.keeping);
    this.asking.dispose();
    this.connection.dispose();
    document.removeEventListener(FLUSH, this.flush);
    window.removeEventListener("pagehide", this.keep);
    this.view.destroy();
    this.root.remove();
  }
}

/** Called like a component's default export; returns the function that unmounts the editor. */
export const mount = mounted(Editor);
export default mount;
