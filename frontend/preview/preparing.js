// Has sources made ready by a worker, one at a time, and gives up on what takes too long.
const PATIENCE_MS = 3000;

export class Preparing {
  #worker = null;

  /** `address` is that of preparer.js. */
  constructor(address) {
    this.address = address;
  }

  /** What `prepare` (frame/prepare.js) makes of a source; null if the frame has to do that, where its
   * watchdog is. */
  prepare(source) {
    const worker = (this.#worker ??= new Worker(this.address));
    return new Promise((resolve) => {
      const finish = (prepared) => {
        clearTimeout(timer);
        resolve(prepared);
      };
      const fail = () => {
        this.stop();
        finish(null);
      };
      const timer = setTimeout(fail, PATIENCE_MS);
      worker.onmessage = ({ data }) => finish(data);
      worker.onerror = fail;
      worker.postMessage(source);
    });
  }

  /** End the worker; the next source starts another. */
  stop() {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
