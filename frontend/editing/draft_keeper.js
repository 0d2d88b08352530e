// Keeps what is typed into an edit form in this tab's sessionStorage, and offers it when the form is
// drawn without it: after a lost connection, a restart of the server, or another tab of the page.
import { widget } from "../dom.js";
import { mounted } from "../mount.js";

const FULL_ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const SECRET = /bp_session\s*[=:]|[?&](?:[\w-]*(?:token|signature|key|secret|credential))=/i;

class Keeper {
  constructor() {
    this.typed = (event) => this.note(event.target);
    // The buttons of a number box change it without an event of its own.
    this.pressed = (event) => requestAnimationFrame(() => this.note(event.target));
    document.addEventListener("input", this.typed, true);
    document.addEventListener("click", this.pressed, true);
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
      const box = field.querySelector("input:not([type=file]), textarea");
      if (box) this.keep(name, box.value);
    }
  }

  keep(name, text) {
    const before = this.read();
    if (!before?.fields[name] && text === this.data.texts[name]) return;
    const entry = before ?? { fields: {}, withheld: [] };
    const { [name]: _, ...others } = entry.fields;
    const isSecret = SECRET.test(text) || (name !== "generated_code" && FULL_ID.test(text))
      || text.includes(`${this.data.session}-`);
    this.write({
      form: this.data.form,
      version: this.data.version,
      at: Date.now(),
      fields: isSecret ? others : { ...others, [name]: text },
      withheld: [...entry.withheld.filter((each) => each !== name), ...(isSecret ? [name] : [])],
    });
  }

  dispose() {
    document.removeEventListener("input", this.typed, true);
    document.removeEventListener("click", this.pressed, true);
  }
}

export default mounted(Keeper);
