// Keeps what is typed into an edit form in this tab's sessionStorage, and offers it when the form is
// drawn without it: after a lost connection, a restart of the server, or another tab of the page.
import { widget } from "../dom.js";
import { mounted } from "../mount.js";
import { TYPED } from "./messages.js";
import { holdsFullId, holdsSecret } from "./secrets.js";

// They are full of ids and addresses that are no secrets.
const CONTENT = new Set(["generated_code", "design_context"]);

class Keeper {
  constructor() {
    this.typed = (event) => this.note(event.target);
    // The buttons of a number box change it without an event of its own.
    this.pressed = (event) => requestAnimationFrame(() => this.note(event.target));
    this.edited = ({ detail }) => this.noteEditor(detail);
    document.addEventListener("input", this.typed, true);
    document.addEventListener("click", this.pressed, true);
    document.addEventListener(TYPED, this.edited);
  }

  get storageKey() {
    return `edit-draft:${this.data.row}`;
  }

  read() {
    return JSON.parse(sessionStorage.getItem(this.storageKey) ?? "null");
  }

  write(entry) {
    if (entry === null) sessionStorage.removeItem(this.storageKey);
    else sessionStorage.setItem(this.storageKey, JSON.stringify(entry));
  }

  update({ data, setStateValue }) {
    const isNew = data.form !== this.data?.form;
    this.data = data;
    this.setState = setStateValue;
    let entry = this.read();
    if (entry && data.dropped.includes(entry.form)) {
      this.write(null);
      entry = null;
    }
    if (!isNew && entry) return;
    const missing = entry && Object.entries(entry.fields).filter(
      ([name, text]) => name in data.fields && data.texts[name] !== text,
    );
    // Edits that the form has are kept until they are saved; what the row has itself was saved.
    if (entry && !missing.length) this.write(data.edited ? { ...entry, form: data.form } : null);
    this.offer(missing?.length ? entry : null);
    // What is offered is not overwritten by a form that was only just drawn.
    if (isNew && !missing?.length) this.noteTypedBefore();
  }

  /** The fields are on the page, and may be typed into, some time before this is. An empty one may not have
   * its text yet. */
  noteTypedBefore() {
    for (const [name, key] of Object.entries(this.data.fields)) {
      const box = boxOf(widget(key));
      if (box?.value && flat(box.value) !== flat(this.data.texts[name])) this.keep(name, box.value);
    }
  }

  offer(entry) {
    const offered = JSON.stringify(entry);
    if (offered === (this.offered ?? "null")) return;
    this.offered = offered;
    this.setState("found", entry);
  }

  note(target) {
    for (const [name, key] of Object.entries(this.data.fields)) {
      const field = widget(key);
      if (!field?.contains(target)) continue;
      const box = boxOf(field);
      if (box) this.keep(name, box.value);
    }
  }

  noteEditor({ key, text }) {
    const [name] = Object.entries(this.data.fields).find((each) => each[1] === key) ?? [];
    if (name) this.keep(name, text);
  }

  keep(name, text) {
    const { fields, withheld = [], large = [] } = this.read() ?? { fields: {} };
    const isKnown = Object.hasOwn(fields, name) || withheld.includes(name) || large.includes(name);
    if (!isKnown && text === this.data.texts[name]) return;
    const { [name]: _, ...others } = fields;
    const isSecret = holdsSecret(text) || (!CONTENT.has(name) && holdsFullId(text))
      || text.includes(`${this.data.session}-`);
    const without = (names) => names.filter((each) => each !== name);
    const entry = {
      form: this.data.form,
      version: this.data.version,
      at: Date.now(),
      fields: isSecret ? others : { ...others, [name]: text },
      withheld: [...without(withheld), ...(isSecret ? [name] : [])],
      large: without(large),
    };
    try {
      this.write(entry);
    } catch (error) {
      if (error.name !== "QuotaExceededError") throw error;
      this.write({ ...entry, fields: others, large: [...without(large), name] });
    }
  }

  dispose() {
    document.removeEventListener("input", this.typed, true);
    document.removeEventListener("click", this.pressed, true);
    document.removeEventListener(TYPED, this.edited);
  }
}

function boxOf(field) {
  return field?.querySelector("input:not([type=file]), textarea");
}

/** Boxes change line ends by themselves, or have none. */
function flat(text) {
  return text.replace(/[\r\n]/g, "");
}

export default mounted(Keeper);
