// What was chosen and typed for rows and not saved yet: the tab keeps it across a reload.
const NAME = "review-drafts";
const MOST = 50;

const nothing = () => ({ mark: null, reasons: [], note: "", place: null });

export class Drafts {
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

  drop({ id, version }) {
    this.known.delete(`${id} ${version}`);
    this.#store();
  }

  #store() {
    const last = [...this.known].slice(-MOST);
    sessionStorage.setItem(NAME, JSON.stringify(last));
  }
}
