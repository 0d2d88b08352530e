// Removes, before untrusted code runs, what the page's policy and the sandbox cannot forbid. That code
// shares this realm, so this is a second line of defense, never the boundary.
import "./nested.js";
import { hostOf, stopped } from "./notes.js";

export { stopped };

const DIRECTIVES = {
  "connect-src": "a network request",
  "img-src": "an image",
  "script-src": "a script",
  "script-src-elem": "a script",
  "script-src-attr": "an inline event handler",
  "style-src": "a style sheet",
  "style-src-elem": "a style sheet",
  "font-src": "a font",
  "media-src": "a media file",
  "frame-src": "a nested frame",
  "child-src": "a nested frame",
  "worker-src": "a worker",
  "form-action": "sending a form",
  "object-src": "a plug-in",
  "base-uri": "a change of the base address",
};

window.addEventListener(
  "securitypolicyviolation",
  (event) => {
    const what = DIRECTIVES[event.effectiveDirective] ?? event.effectiveDirective;
    stopped(event.blockedURI ? `${what} (${hostOf(event.blockedURI).slice(0, 80)})` : what);
  },
  true,
);

function replace(target, name, value) {
  Object.defineProperty(target, name, { value, configurable: false, writable: false });
}

// No policy covers WebRTC, so the constructors have to go.
for (const name of Object.getOwnPropertyNames(window)) {
  if (/RTC/.test(name)) delete window[name];
}

class MemoryStorage {
  #items = new Map();
  get length() {
    return this.#items.size;
  }
  key(index) {
    return [...this.#items.keys()][index] ?? null;
  }
  getItem(key) {
    return this.#items.get(String(key)) ?? null;
  }
  setItem(key, value) {
    stopped("stored data (kept in memory only)");
    this.#items.set(String(key), String(value));
  }
  removeItem(key) {
    this.#items.delete(String(key));
  }
  clear() {
    this.#items.clear();
  }
}

replace(window, "localStorage", new MemoryStorage());
replace(window, "sessionStorage", new MemoryStorage());
Object.defineProperty(Document.prototype, "cookie", {
  get: () => (stopped("reading cookies"), ""),
  set: () => stopped("writing cookies"),
});

const dialogs = { alert: undefined, confirm: false, prompt: null, print: undefined };
for (const [name, answer] of Object.entries(dialogs)) {
  replace(window, name, () => (stopped(`a dialog (${name})`), answer));
}
replace(window, "open", () => (stopped("a popup"), null));
for (const name of ["open", "close", "write", "writeln"]) {
  replace(Document.prototype, name, () => stopped("rewriting the page"));
}
// These would add entries to the tab's history, which the viewer's back button would step through.
for (const name of ["pushState", "replaceState", "go", "back", "forward"]) {
  replace(History.prototype, name, () => {});
}
// The page never finishes loading (boot.js says why); code must not wait for it.
replace(document, "readyState", "complete");
// A message to `parent` is meant for some other page, so it is dropped. A message to `top` gets
// through, and ends the preview.
const postMessage = () => stopped("a message to the page around it");
replace(window, "parent", Object.freeze({ postMessage }));

let trusted = false;
for (const type of ["pointerdown", "keydown"]) {
  window.addEventListener(type, (event) => (trusted ||= event.isTrusted), true);
}
for (const type of [HTMLElement, SVGElement]) {
  const focus = type.prototype.focus;
  replace(type.prototype, "focus", function (...options) {
    if (trusted) Reflect.apply(focus, this, options);
  });
}
replace(window, "focus", () => {});
// The native method would also scroll the page around the frame.
replace(Element.prototype, "scrollIntoView", function () {
  const { top } = this.getBoundingClientRect();
  window.scrollBy({ top, behavior: "smooth" });
});

function isLink({ localName, href }) {
  return (localName === "a" || localName === "area") && href;
}

window.addEventListener(
  "click",
  (event) => {
    const link = event.composedPath().find(isLink);
    if (!link) return;
    event.preventDefault();
    const address = String(link.getAttribute("href") ?? "");
    if (address.startsWith("#")) {
      document.getElementById(address.slice(1))?.scrollIntoView();
    } else {
      stopped(`a link (${address.slice(0, 80)})`);
    }
  },
  true,
);
window.addEventListener("submit", (event) => event.preventDefault());
