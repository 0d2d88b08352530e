// The tab's history belongs to the page: an entry added by a frame changes where the back button leads.
function look() {
  const entries = navigation.entries();
  return [history.length, entries.length, entries[0]?.key].join(" ");
}

/** Detects entries that the page did not add, even in a full history, where the oldest drop out. */
export class HistoryWatch {
  #last = "";
  #isOwn = true;

  constructor() {
    window.navigation?.addEventListener("currententrychange", this.#onOwn);
  }

  /** Whether anything other than the page changed the history since the last call. */
  changed() {
    // Without the Navigation API, the page's own entries cannot be told apart.
    if (!window.navigation) return false;
    const now = look();
    const changed = now !== this.#last && !this.#isOwn;
    this.#last = now;
    this.#isOwn = false;
    return changed;
  }

  dispose() {
    window.navigation?.removeEventListener("currententrychange", this.#onOwn);
  }

  // The length is updated a moment later, so the next difference counts as the page's own.
  #onOwn = () => (this.#isOwn = true);
}
