// The tab's history belongs to the page: a frame that adds to it changes where the back button leads.
function look() {
  const entries = navigation.entries();
  return [history.length, entries.length, entries[0]?.key].join(" ");
}

/** Notices entries that the page did not make; at the limit of entries, that the first ones went. */
export class HistoryWatch {
  #last = "";
  #isOwn = true;

  constructor() {
    window.navigation?.addEventListener("currententrychange", this.#onOwn);
  }

  /** Whether the history changed, other than by the page, since this was last asked. */
  changed() {
    // Without this interface nobody could tell the page's own entries from others.
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

  // The length follows a moment later, so the next look is the page's.
  #onOwn = () => (this.#isOwn = true);
}
