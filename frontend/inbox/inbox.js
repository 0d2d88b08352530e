// The inbox: items, what can be done with each, and the keys that do it.
import { make } from "../dom.js";
import { keepKeys, keyList, keyOf } from "../keys.js";
import { mounted } from "../mount.js";
import { icon } from "../pictures/marks.js";
import { KEYS } from "./keys.js";
import { Row } from "./row.js";
import { t } from "../language.js";

class Inbox {
  rows = [];
  chosen = null; // the key of the item that the keys act on

  constructor(root) {
    this.root = root;
    this.list = make("div", { class: "list", role: "list", "aria-label": t("Inbox") });
    this.notice = make("div", { class: "notice", role: "status" });
    this.help = keyList(KEYS);
    this.hint = make("button", { type: "button", class: "hint", onclick: () => this.toggleHelp() }, t("Keys"), " ", make("kbd", { textContent: "?" }));
    this.foot = make("div", { class: "foot" }, this.notice, this.hint);
    this.element = make("div", { class: "inbox" }, this.list, this.foot, this.help);
    root.append(this.element);
    keepKeys(this.element);
    this.listener = (event) => this.press(event);
    document.addEventListener("keydown", this.listener);
  }

  update({ data, setTriggerValue }) {
    this.trigger = setTriggerValue;
    const had = this.rows.findIndex((row) => row.item.key === this.chosen);
    const hadFocus = this.rows[had]?.element.contains(this.focused);
    const wasSnoozing = this.rows[had]?.isSnoozing;
    this.snoozes = data.snoozes;
    this.rows = data.items.map((item) => new Row(item, this));
    this.list.replaceChildren(...this.rows.map((row) => row.element));
    this.list.hidden = !this.rows.length;
    // What was done is gone from the list: the next one takes its place.
    const at = this.rows.findIndex((row) => row.item.key === this.chosen);
    const next = at >= 0 ? at : Math.min(Math.max(had, 0), this.rows.length - 1);
    this.choose(next, hadFocus);
    if (wasSnoozing && at >= 0 && this.row.item.snooze) this.row.snooze(true);
    this.say(data.notice);
  }

  get focused() {
    return this.root.getRootNode().activeElement;
  }

  get row() {
    return this.rows.find((row) => row.item.key === this.chosen);
  }

  say(words) {
    const undo = make("button", { type: "button", class: "undo", onclick: () => this.undo() }, icon("undo"), t("Undo"));
    this.notice.replaceChildren(...(words ? [make("span", { class: "words", textContent: words }), undo] : []));
  }

  /** Marks an item as the one that the keys act on, with the focus on it if wanted. */
  choose(index, focus = false) {
    const row = this.rows[index];
    this.chosen = row?.item.key ?? null;
    for (const each of this.rows) each.isChosen = each === row;
    if (row && focus) {
      row.element.focus({ preventScroll: true });
      row.element.scrollIntoView({ block: "nearest" });
    }
  }

  move(by) {
    const at = this.rows.indexOf(this.row);
    this.choose(Math.min(Math.max(at + by, 0), this.rows.length - 1), true);
  }

  act(item, name) {
    this.trigger("acted", { key: item.key, version: item.version, name });
  }

  undo() {
    this.trigger("undone", true);
  }

  toggleHelp(open = this.help.hidden) {
    this.help.hidden = !open;
  }

  press(event) {
    const key = keyOf(event);
    if (!key) return;
    if (key === "?") this.toggleHelp();
    else if (key === "Escape" && !this.help.hidden) this.toggleHelp(false);
    else if (key === "Undo") this.undo();
    else if (key === "j") this.move(this.focused && this.row?.element.contains(this.focused) ? 1 : 0);
    else if (key === "k") this.move(-1);
    else if (!this.row?.press(key)) return;
    event.preventDefault();
  }

  dispose() {
    document.removeEventListener("keydown", this.listener);
    this.element.remove();
  }
}

export default mounted(Inbox);
