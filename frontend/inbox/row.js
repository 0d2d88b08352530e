// One item of the inbox, with its buttons and its snoozes.
import { make } from "../dom.js";
import { follow, icon } from "../pictures/marks.js";
import { t } from "../language.js";

export class Row {
  isSnoozing = false;

  constructor(item, inbox) {
    this.item = item;
    this.inbox = inbox;
    const open = follow(() => inbox.act(item, "look"));
    const title = make("a", { class: "title", href: item.address, textContent: item.title, onclick: open, tabIndex: -1 });
    const when = make("span", { class: "when", textContent: item.when, title: item.exactly });
    const notes = item.notes.map(({ text, icon: name }) => make("span", { class: "note" }, icon(name), text));
    this.buttons = make("div", { class: "buttons" });
    const glyph = make("span", { class: "glyph" }, icon(item.icon));
    glyph.style.setProperty("--tone", `var(--st-${item.tone}-text-color)`);
    const text = make(
      "div",
      { class: "text" },
      make("div", { class: "head" }, title, when),
      make("p", { class: "why", textContent: item.why }),
      notes.length ? make("div", { class: "notes" }, ...notes) : null,
      this.buttons,
    );
    this.element = make("div", { class: "item", role: "listitem", tabIndex: -1, onclick: () => this.choose() }, glyph, text);
    this.element.addEventListener("focusin", () => this.choose());
    this.draw();
  }

  choose() {
    if (this.inbox.row !== this) this.inbox.choose(this.inbox.rows.indexOf(this));
  }

  get isChosen() {
    return this.element.classList.contains("chosen");
  }

  set isChosen(chosen) {
    this.element.classList.toggle("chosen", chosen);
    this.element.tabIndex = chosen ? 0 : -1;
    if (chosen) this.element.setAttribute("aria-current", "true");
    else this.element.removeAttribute("aria-current");
    if (!chosen && this.isSnoozing) this.snooze(false);
  }

  get choices() {
    return this.isSnoozing ? this.inbox.snoozes : this.item.buttons;
  }

  draw() {
    const act = ({ name }) => () => this.inbox.act(this.item, name);
    const buttons = this.choices.map((button, at) => push(button, String(at + 1), act(button)));
    if (!this.isSnoozing) buttons[0]?.classList.add("primary");
    if (this.item.snooze) {
      const label = this.isSnoozing ? t("Not now") : t("Snooze");
      buttons.push(push({ label, icon: this.isSnoozing ? "close" : "snooze" }, "h", () => this.snooze()));
    }
    this.buttons.replaceChildren(...buttons);
  }

  snooze(open = !this.isSnoozing) {
    const hadFocus = this.buttons.contains(this.inbox.focused);
    this.isSnoozing = open;
    this.draw();
    if (hadFocus) this.buttons.querySelector("button")?.focus();
  }

  /** Whether the key means something for this item. */
  press(key) {
    const button = /^[1-9]$/.test(key) ? this.choices[Number(key) - 1] : null;
    if (button) this.inbox.act(this.item, button.name);
    else if (key === "Enter") this.inbox.act(this.item, "look");
    else if (key === "h" && this.item.snooze) this.snooze();
    else if (key === "Escape" && this.isSnoozing) this.snooze(false);
    else return false;
    return true;
  }
}

function push({ label, icon: name }, key, onclick) {
  const mark = make("kbd", { textContent: key, "aria-hidden": "true" });
  return make("button", { type: "button", onclick, "aria-keyshortcuts": key }, icon(name), make("span", { textContent: label }), mark);
}
