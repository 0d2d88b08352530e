// What was chosen and typed for rows and not saved yet: the tab keeps it across a reload.
const NAME = "review-drafts";
const MOST = 50;

const nothing = () => ({ mark: null, reasons: [], note: "", place: null });

export class Drafts {
  saved = new Map();

  constructor() {
    try {
      this.known = new Map(JSON.parse(sessionStorage.getItem(NAME) ?? "[]"));
    } catch {
      this.known = new Map();
    }
  }

  /** The draft of a version: as it was left, else the reviewer's own earlier review. */
  of({ id, version, own }) {
    return this.known.get(`${id} ${version}`) ?? { ...nothing(), ...own };
  }

  keep({ id, version }, draft) {
    const key = `${id} ${version}`;
    this.known.delete(key);
    this.known.set(key, draft);
    this.#store();
  }

  /** What was saved: the server has it, and it is kept here for `restore`. */
  drop({ id, version }) {
    const key = `${id} ${version}`;
    if (this.known.has(key)) this.saved.set(key, this.known.get(key));
    this.known.delete(key);
    this.#store();
  }

  /** Its mark was taken back: what was written with it is a draft again. */
  restore(item) {
    const draft = item && !item.own && this.saved.get(`${item.id} ${item.version}`);
    if (draft) this.keep(item, { ...draft, mark: null });
  }

  #store() {
    const last = [...this.known].slice(-MOST);
    sessionStorage.setItem(NAME, JSON.stringify(last));
  }
}
