// Keeps keyboard focus on the page until a person goes into the frame. Code in the frame can take focus
// in ways that no sandbox forbids, so the page takes it back, and after a few times ends the preview.
const PATIENCE = 3;
const TAB_MS = 500;
// Farther than a pointer moves between two events.
const NEAR_PX = 64;

export class FocusGuard {
  #last = document.activeElement;
  #tabbed = -TAB_MS;
  #stolen = 0;
  #pointer = null;

  /** `frame()` returns the element to watch; `onTheft()` is called if it keeps taking focus. */
  constructor(slot, frame, onTheft) {
    this.slot = slot;
    this.frame = frame;
    this.onTheft = onTheft;
    document.addEventListener("focusin", this.#onFocus, true);
    document.addEventListener("keydown", this.#onKey, true);
    document.addEventListener("pointermove", this.#onPointer, true);
    window.addEventListener("blur", this.#onBlur);
  }

  /** Start over for another source. */
  reset() {
    this.#stolen = 0;
  }

  dispose() {
    document.removeEventListener("focusin", this.#onFocus, true);
    document.removeEventListener("keydown", this.#onKey, true);
    document.removeEventListener("pointermove", this.#onPointer, true);
    window.removeEventListener("blur", this.#onBlur);
  }

  #onFocus = (event) => {
    const [target] = event.composedPath();
    if (target !== this.frame()) this.#last = target;
  };

  #onKey = (event) => {
    if (event.key === "Tab") this.#tabbed = performance.now();
  };

  #onPointer = ({ clientX, clientY }) => (this.#pointer = { clientX, clientY });

  /**
   * Whether the pointer went into the frame. Chromium does not always say so: the frame's process gets
   * the events, and the last one that arrived here was just outside.
   */
  #entered() {
    if (this.slot.matches(":hover")) return true;
    if (!this.#pointer) return false;
    const { clientX, clientY } = this.#pointer;
    const { left, right, top, bottom } = this.slot.getBoundingClientRect();
    const across = clientX > left - NEAR_PX && clientX < right + NEAR_PX;
    return across && clientY > top - NEAR_PX && clientY < bottom + NEAR_PX;
  }

  // The focus change that caused this event has to finish before it can be undone.
  #onBlur = () => setTimeout(() => this.#check(), 0);

  #check() {
    const frame = this.frame();
    if (!frame || frame.getRootNode().activeElement !== frame) return;
    const invited = this.#entered() || performance.now() - this.#tabbed < TAB_MS;
    if (invited) return;
    frame.blur();
    window.focus();
    this.#last?.focus({ preventScroll: true });
    if (++this.#stolen >= PATIENCE) this.onTheft();
  }
}
