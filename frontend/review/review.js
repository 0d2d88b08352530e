// A review: the row on screen, the next one running behind it, and the keys that mark it. A mark moves
// on at once; what the server has not confirmed is sent again with the next one, so nothing is lost.
import { make } from "../dom.js";
import { keepKeys, keyList, keyOf } from "../keys.js";
import { mounted } from "../mount.js";
import { icon } from "../pictures/marks.js";
import { Drafts } from "./drafts.js";
import { KEYS, LOOKS } from "./keys.js";
import { Panel } from "./panel.js";
import { PlacePicker } from "./place.js";
import { Stage } from "./stage.js";
import { t } from "../language.js";
import { Unanswered } from "../unanswered.js";

class Review {
  items = new Map();
  pending = []; // what the server has not confirmed
  shown = null; // the id of the row on screen; null while the next one is not there

  constructor(root) {
    this.drafts = new Drafts();
    // Each is done once, however often it arrives.
    this.asking = new Unanswered(() => this.send("ops", [...this.pending]), () => this.pending.length);
    this.stage = new Stage(() => this.item && this.showPlace());
    this.panel = new Panel({
      change: (draft) => this.change(draft),
      save: () => this.save(),
      point: () => this.picker.toggle(),
      add: (name) => this.op({ kind: "add reason", name }),
      remove: (name) => this.op({ kind: "remove reason", name }),
    });
    this.picker = new PlacePicker((place) => this.change({ ...this.draft, place }));
    this.words = make("span", { class: "words" });
    this.bar = make("progress", { max: 1, "aria-label": t("Reviewed") });
    this.undo = make("button", { type: "button", onclick: () => this.takeBack() }, icon("undo"), t("Undo"), make("kbd", { textContent: "u", "aria-hidden": "true" }));
    this.back = this.step("chevron_left", "k", t("The row before in the list"), -1);
    this.on = this.step("chevron_right", "j", t("The row after in the list"), 1);
    this.hint = make("button", { type: "button", class: "hint", onclick: () => this.toggleHelp() }, t("Keys"), " ", make("kbd", { textContent: "?" }));
    this.help = keyList(KEYS);
    const head = make("div", { class: "head" }, this.bar, this.words, make("div", { class: "steps" }, this.back, this.on, this.undo, this.hint));
    const beside = make("div", { class: "beside" }, head, this.panel.element);
    const body = make("div", { class: "body" }, this.stage.element, beside);
    this.element = make("div", { class: "review" }, this.help, body);
    root.append(this.element);
    keepKeys(this.element);
    this.listener = (event) => this.press(event);
    document.addEventListener("keydown", this.listener);
  }

  step(glyph, name, title, by) {
    return make("button", { type: "button", title, "aria-label": title, onclick: () => this.walk(by) }, icon(glyph), make("kbd", { textContent: name, "aria-hidden": "true" }));
  }

  update({ data, setStateValue }) {
    this.send = setStateValue;
    this.data = data;
    this.items = new Map(data.items.map((item) => [item.id, item]));
    const isDone = (op) => data.done.includes(op.id);
    for (const op of this.pending.filter(isDone)) {
      if (op.kind === "mark" && op.id !== data.refused?.id) this.drafts.drop({ id: op.row, version: op.version });
      if (op.kind === "undo" && !data.refused) this.drafts.restore(this.items.get(data.current));
    }
    this.pending = this.pending.filter((op) => !isDone(op));
    if (data.refused) this.panel.refuse(data.refused.words);
    if (!this.pending.length) this.shown = data.current;
    this.draw();
  }

  get item() {
    return this.items.get(this.shown);
  }

  get draft() {
    return this.drafts.of(this.item);
  }

  /** The row that follows the one on screen in the queue; null where the server has to say. */
  get next() {
    const queue = [this.data.current, ...this.data.ahead];
    return queue[queue.indexOf(this.shown) + 1] ?? null;
  }

  draw() {
    const { item, data } = this;
    const next = this.items.get(this.next);
    this.stage.show(item, next?.runs_ahead ? [next] : []);
    this.panel.show(item, item && this.draft, data);
    this.words.textContent = data.progress.words;
    this.bar.hidden = data.progress.share === null;
    this.bar.value = data.progress.share ?? 0;
    this.back.disabled = !data.before;
    this.on.disabled = !data.behind;
    this.undo.hidden = !data.can_undo;
    if (item) this.showPlace();
  }

  /** The host draws its sheet a moment after it was mounted. */
  showPlace() {
    const { item, stage } = this;
    cancelAnimationFrame(this.placing);
    if (!stage.run?.sheet) {
      this.placing = requestAnimationFrame(() => this.item && this.showPlace());
      return;
    }
    this.picker.show(stage.run.sheet, item.preview.width ?? 1280, item.blocks, this.draft.place);
  }

  change(draft) {
    this.panel.refuse("");
    this.drafts.keep(this.item, draft);
    this.draw();
  }

  op(fields) {
    this.pending.push({ id: crypto.randomUUID(), row: this.shown, ...fields });
    this.asking.ask();
  }

  /** Save the mark if there is one, and go on. */
  save() {
    if (!this.item) return;
    const { mark, reasons, note, place } = this.draft;
    const to = this.next;
    const isMarked = mark && this.data.may;
    const said = isMarked ? { mark, reasons, note, place, version: this.item.version } : {};
    this.op({ kind: isMarked ? "mark" : "go", to, ...said });
    this.goOn(to);
  }

  walk(by) {
    const to = by < 0 ? this.data.before : this.data.behind;
    if (!to || this.pending.length) return;
    this.op({ kind: "go", to });
    this.goOn(to);
  }

  goOn(to) {
    this.panel.refuse("");
    this.picker.toggle(false);
    this.panel.note.blur();
    this.shown = to;
    this.draw();
  }

  takeBack() {
    if (this.data.can_undo || this.pending.length) this.op({ kind: "undo" });
  }

  toggleHelp(open = this.help.hidden) {
    this.help.hidden = !open;
  }

  press(event) {
    const key = keyOf(event);
    if (!key) return;
    if (key === "?") this.toggleHelp();
    else if (key === "Escape" && this.picker.isOn) this.picker.toggle(false);
    else if (key === "Escape" && !this.help.hidden) this.toggleHelp(false);
    else if (key === "u" || key === "Undo") this.takeBack();
    else if (key === "j") this.walk(1);
    else if (key === "k") this.walk(-1);
    else if (key === "o" && this.item) window.open(this.item.address, "_blank", "noopener");
    else if (key === "Enter") this.save();
    else if (key in LOOKS) this.stage.run?.press(LOOKS[key]);
    else if (!this.panel.press(key)) return;
    event.preventDefault();
  }

  dispose() {
    document.removeEventListener("keydown", this.listener);
    this.asking.dispose();
    cancelAnimationFrame(this.placing);
    this.stage.dispose();
    this.element.remove();
  }
}

export default mounted(Review);
