// One sandboxed frame: gets its runtime and a port, then runs one source.
import { fontsFor, withBytes } from "./fonts.js";
import { afterHang } from "./hangs.js";
import { iconsFor } from "./icon_set.js";
import { t } from "../../language.js";

const SANDBOX = "allow-scripts allow-forms";
const texts = new Map();

/** The text of an asset, which the browser caches. */
function load(address) {
  if (!texts.has(address)) {
    const loading = fetch(address).then((response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return response.text();
    });
    loading.catch(() => texts.delete(address));
    texts.set(address, loading);
  }
  return texts.get(address);
}

function pageLoaded() {
  if (document.readyState === "complete") return null;
  return new Promise((resolve) => window.addEventListener("load", resolve, { once: true }));
}

export class Frame {
  #port = null;
  #outbox = [];
  #gone = false;
  #assets;
  #tools = null;
  #icons;
  #iconsLoaded = new Promise((resolve) => (this.#icons = resolve));
  /** When its runtime answered: the time of its first message, before any code runs. */
  readyAt = null;

  /** Calls `on.message(data)`, `on.left()` when it navigates, and `on.failed()` if it cannot load. */
  constructor(slot, assets, on) {
    this.#assets = assets;
    // The frame never finishes loading, so the page's own load event must not wait for it.
    const names = ["runtime", "tools", "icons"];
    const files = Promise.all([...names.map((name) => load(assets[name])), pageLoaded()]);
    const element = document.createElement("iframe");
    element.setAttribute("sandbox", SANDBOX);
    element.setAttribute("allow", "");
    element.setAttribute("referrerpolicy", "no-referrer");
    element.title = t("Live preview");
    let loads = 0;
    element.addEventListener("load", () => {
      if (++loads > 1) return on.left();
      files.then(
        (texts) => this.#handOver(texts, on),
        () => this.#gone || on.failed(),
      );
    });
    element.src = assets.frame;
    this.element = element;
    afterHang(() => this.#gone || slot.append(element));
  }

  #handOver([runtime, tools, icons], on) {
    if (this.#gone) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => {
      this.readyAt ??= performance.now();
      if (this.#gone) return;
      if (event.data?.kind === "tools" && this.#tools) this.#sendTools();
      else on.message(event.data);
    };
    // The frame's origin is opaque, so no target origin can name it. Only our page is loaded in it.
    this.element.contentWindow.postMessage({ runtime }, "*", [port2]);
    this.#tools = tools;
    this.#icons(icons);
    this.#port = port1;
    for (const message of this.#outbox) port1.postMessage(message);
  }

  /** Once: it is large, and code could ask for it again and again. */
  #sendTools() {
    this.tell({ kind: "tools", text: this.#tools });
    this.#tools = null;
  }

  /** Know anew when it is ready: its process may hang by now. It answers before it runs any code. */
  ask() {
    this.readyAt = null;
    this.tell({ kind: "ping" });
  }

  /** Send a message, or queue it until the frame is ready. */
  tell(message) {
    if (this.#port) this.#port.postMessage(message);
    else this.#outbox.push(message);
  }

  /** Run a source that may import these modules, with the fonts that it names. The frame makes it
   * ready (frame/prepare.js), unless `preparing` resolves to that. Returns the fonts that
   * others stand for. */
  run(source, modules, preparing = null) {
    const { faces, substitutes } = fontsFor(source, this.#assets);
    const parts = [withBytes(faces), this.#iconsLoaded, preparing];
    Promise.all(parts).then(([fonts, all, prepared]) => {
      const icons = iconsFor(source, all);
      this.tell({ kind: "run", source, fonts, icons, modules, prepared });
    });
    return substitutes;
  }

  /** Whether a window belongs to this frame or to a frame inside it. */
  holds(source) {
    const own = this.element.contentWindow;
    for (let at = source; at; at = at.parent === at ? null : at.parent) if (at === own) return true;
    return false;
  }

  /** Whether it contains frames, not counting those in shadow trees. */
  get nests() {
    return this.element.contentWindow?.length > 0;
  }

  remove() {
    this.#gone = true;
    this.#port?.close();
    this.element.remove();
  }
}
