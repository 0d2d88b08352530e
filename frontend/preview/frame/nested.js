// A nested frame would be a fresh realm without the restrictions of harden.js. Markup that embeds a
// map or a video gets a gray box instead, before any frame exists; a preview that makes a real frame
// some other way is stopped. Nothing here may depend on anything that untrusted code can replace.
import { hostOf, stopped } from "./notes.js";
import { tell } from "./port.js";

const FRAMES = "iframe,frame,fencedframe,portal";
const BOX = "nested-frame";
const IS_FRAME = /^(?:i?frame|fencedframe|portal)$/i;
const FRAME_TAGS = /<(\/?)(?:i?frame|fencedframe|portal)(?=[\s/>])/gi;
const REFLECTED = ["src", "srcdoc", "width", "height", "name", "allow", "loading"];
// Other methods that take markup may create shadow roots that cannot be observed, so they are removed.
const KNOWN_HTML = new Set(["innerHTML", "outerHTML", "getHTML", "insertAdjacentHTML"]);
const XHTML = "http://www.w3.org/1999/xhtml";
const SHEET = `
:where(${BOX}) {
  display: block; box-sizing: border-box; overflow: hidden; border: 0;
  width: var(--nested-width, 300px); height: var(--nested-height, 150px); max-width: 100%;
  background: #e2e5ec url("data:image/svg+xml,${encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" width="28" height="28" fill="none" stroke="#98a0b3" ' +
      'stroke-width="2"><rect x="3" y="5" width="22" height="18" rx="2"/><path d="M3 10h22"/></svg>',
  )}") center no-repeat;
}
:where(${BOX}) > * { display: none }`;

const apply = Reflect.apply;
const { createElement, createElementNS } = Document.prototype;
const { attachShadow, insertAdjacentHTML } = Element.prototype;
const { observe } = MutationObserver.prototype;
const { remove } = Element.prototype;
const inDocument = Document.prototype.querySelector;
const inFragment = DocumentFragment.prototype.querySelector;
const countFrames = Object.getOwnPropertyDescriptor(window, "length").get;
const rootElement = Object.getOwnPropertyDescriptor(Document.prototype, "documentElement").get;
const CHILDREN = { __proto__: null, childList: true, subtree: true };

let shadows = null;
let ended = false;

function hasFrames() {
  // Frames in shadow trees are not counted by the window.
  if (apply(countFrames, window, []) > 0) return true;
  if (apply(inDocument, document, [FRAMES])) return true;
  for (let each = shadows; each; each = each.next) {
    if (apply(inFragment, each.root, [`${FRAMES},object,embed`])) return true;
  }
  return false;
}

// Runs after the code that changed the page returns, before a new frame has loaded anything.
const observer = new MutationObserver(() => {
  if (ended || !hasFrames()) return;
  ended = true;
  const element = apply(rootElement, document, []);
  if (element) apply(remove, element, []);
  tell({ kind: "nested" });
});
apply(observe, observer, [document, CHILDREN]);

function define(target, name, value) {
  Object.defineProperty(target, name, { value, configurable: false, writable: false });
}

define(Element.prototype, "attachShadow", function ({ mode, delegatesFocus, slotAssignment }) {
  // Never clonable: a clone would be a root that is not observed.
  const options = { __proto__: null, mode, delegatesFocus, slotAssignment };
  const root = apply(attachShadow, this, [options]);
  shadows = { root, next: shadows };
  apply(observe, observer, [root, CHILDREN]);
  return root;
});
for (const owner of [Element.prototype, ShadowRoot.prototype, Document]) {
  for (const name of Object.getOwnPropertyNames(owner)) {
    if (name.includes("HTML") && !KNOWN_HTML.has(name)) delete owner[name];
  }
}

/** A width or height attribute as a CSS length. */
function length(value) {
  return /%\s*$/.test(value) ? value : `${parseFloat(value)}px`;
}

class NestedFrame extends HTMLElement {
  static observedAttributes = ["src", "srcdoc", "width", "height"];

  attributeChangedCallback(name, _, value) {
    if (value === null) return;
    if (name === "src") stopped(`a nested frame (${hostOf(value).slice(0, 80)})`);
    else if (name === "srcdoc") stopped("a nested frame");
    else this.style.setProperty(`--nested-${name}`, length(value));
  }

  get contentWindow() {
    return null;
  }

  get contentDocument() {
    return null;
  }
}
for (const name of REFLECTED) {
  Object.defineProperty(NestedFrame.prototype, name, {
    get() {
      return this.getAttribute(name) ?? "";
    },
    set(value) {
      this.setAttribute(name, value);
    },
  });
}
customElements.define(BOX, NestedFrame);
const sheet = new CSSStyleSheet();
sheet.replaceSync(SHEET);
document.adoptedStyleSheets = [sheet];

define(Document.prototype, "createElement", function (name, options) {
  return apply(createElement, this, [IS_FRAME.test(name) ? BOX : name, options]);
});
define(Document.prototype, "createElementNS", function (space, name, options) {
  const boxed = space === XHTML && IS_FRAME.test(name);
  return apply(createElementNS, this, [space, boxed ? BOX : name, options]);
});

function boxed(markup) {
  return String(markup ?? "").replace(FRAME_TAGS, `<$1${BOX}`);
}

for (const [owner, name] of [
  [Element.prototype, "innerHTML"],
  [Element.prototype, "outerHTML"],
  [ShadowRoot.prototype, "innerHTML"],
]) {
  const { get, set } = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, {
    get,
    set(markup) {
      apply(set, this, [boxed(markup)]);
    },
    enumerable: true,
    configurable: false,
  });
}
define(Element.prototype, "insertAdjacentHTML", function (where, markup) {
  apply(insertAdjacentHTML, this, [where, boxed(markup)]);
});
