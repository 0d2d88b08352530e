// Sends something until it is answered: on a busy machine, what a component says may not arrive.

const AGAIN_MS = 10_000;

export class Unanswered {
  /** `send` may be called more than once for the same thing; `isOpen` says whether it has to be. */
  constructor(send, isOpen) {
    this.send = send;
    this.isOpen = isOpen;
  }

  /** Sends now, and again, later each time, until it is answered. */
  ask(wait = AGAIN_MS) {
    this.dispose();
    this.timer = setTimeout(() => this.isOpen() && this.ask(2 * wait), wait);
    this.send();
  }

  dispose() {
    clearTimeout(this.timer);
  }
}
