// Keeps what is typed into an edit form in this tab's sessionStorage, and offers it when the form is
// drawn without it: after a lost connection, a restart of the server, or another tab of the page.
const FULL_ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const SECRET = /bp_session\s*[=:]|[?&](?:[\w-]*(?:token|signature|key|secret|credential))=/i;
const mounted = new WeakMap();

function container(key) {
  return document.getElementsByClassName(`st-key-${key.replace(/[^a-zA-Z0-9_-]/g, "-")}`)[0];
}

class Keeper {
  constructor() {
    this.typed = (event) => this.note(event.target);
    // A number's buttons change its box without an event of the box.
    this.pressed = (event) => requestAnimationFrame(() => this.note(event.target));
    document.addEventListener("input", this.typed, true);
    document.addEventListener("click", this.pressed, true);
  }

  get place() {
    return `edit-draft:${this.data.row}`;
  }

  read() {
    return JSON.parse(sessionStorage.getItem(this.place) ?? "null");
  }

  write(entry) {
    if (entry === null) sessionStorage.removeItem(this.place);
    else sessionStorage.setItem(this.place, JSON.stringify(entry));
  }

  update({ data, setStateValue }) {
    const isNew = data.form !== this.data?.form;
    this.data = data;
    this.send = setStateValue;
    let entry = this.read();
    if (entry && data.dropped.includes(entry.form)) {
      this.write(null);
      entry = null;
    }
    if (!isNew && entry) return;
    const missing = entry && Object.entries(entry.fields).filter(
      ([name, text]) => name in data.fields && data.texts[name] !== text,
    );
    if (entry && !missing.length) this.write({ ...entry, form: data.form });
    this.offer(missing?.length ? entry : null);
  }

  offer(entry) {
    const offered = JSON.stringify(entry);
    if (offered === (this.offered ?? "null")) return;
    this.offered = offered;
    this.send("found", entry);
  }

  note(target) {
    for (const [name, key] of Object.entries(this.data.fields)) {
      const field = container(key);
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

export default function (component) {
  const { parentElement } = component;
  if (!mounted.has(parentElement)) mounted.set(parentElement, new Keeper());
  const keeper = mounted.get(parentElement);
  keeper.update(component);
  return () => {
    keeper.dispose();
    mounted.delete(parentElement);
  };
}
