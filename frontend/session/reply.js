// The reply to a visitor: edited here, copied from here, so that what is copied is what is seen.
import { copied } from "../clipboard.js";
import { make } from "../dom.js";
import { holdsFullId, holdsSecret } from "../editing/secrets.js";
import { mounted } from "../mount.js";
import { t } from "../language.js";

// What was typed, by the text that it was made of: as long as the page, and, unless it may hold a
// secret, as long as the browser's tab.
const typed = new Map();

class Reply {
  constructor(root) {
    this.box = make("textarea", { "aria-label": t("Reply"), spellcheck: true });
    this.copy = make("button", { type: "button", class: "copy", onclick: () => this.copied() });
    this.back = make("button", { type: "button", class: "back", textContent: t("Undo my edits") });
    this.said = make("span", { class: "said", role: "status" });
    this.box.addEventListener("input", () => this.edited());
    // The page's own keys are for people who are not typing.
    this.box.addEventListener("keydown", (event) => event.stopPropagation());
    this.back.onclick = () => this.restore();
    const foot = make("div", { class: "foot" }, this.copy, this.back, this.said);
    this.all = make("div", { class: "reply" }, this.box, foot);
    root.append(this.all);
  }

  update({ data, setTriggerValue }) {
    this.tell = data.recorded ? () => setTriggerValue("copied", Date.now()) : () => {};
    this.box.lang = data.language;
    this.copy.classList.toggle("primary", data.primary);
    if (this.key === `${data.row} ${data.text}`) return;
    this.key = `${data.row} ${data.text}`;
    this.text = data.text;
    this.storageKey = `reply-draft:${data.row}`;
    this.box.value = typed.get(this.key) ?? this.kept()[data.text] ?? data.text;
    this.show();
  }

  edited() {
    const { value } = this.box;
    const { [this.text]: _, ...others } = this.kept();
    if (value === this.text) typed.delete(this.key);
    else typed.set(this.key, value);
    const mayKeep = value !== this.text && !holdsSecret(value) && !holdsFullId(value);
    this.keep(mayKeep ? { ...others, [this.text]: value } : others);
    this.show();
  }

  kept() {
    return JSON.parse(sessionStorage.getItem(this.storageKey) ?? "{}");
  }

  keep(drafts) {
    if (Object.keys(drafts).length) sessionStorage.setItem(this.storageKey, JSON.stringify(drafts));
    else sessionStorage.removeItem(this.storageKey);
  }

  restore() {
    this.box.value = this.text;
    this.edited();
    this.box.focus();
  }

  show() {
    this.back.hidden = this.box.value === this.text;
    this.copy.textContent = t("Copy the reply");
    this.said.textContent = "";
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 2}px`;
  }

  async copied() {
    if (await copied(this.box.value, this.copy)) {
      this.copy.textContent = t("Copied");
      this.said.textContent = t("Copied to the clipboard");
      this.tell();
    } else {
      this.box.select();
      this.said.textContent = t("Not copied: press Ctrl+C or ⌘C");
    }
  }

  dispose() {
    this.all.remove();
  }
}

export default mounted(Reply);
