// Stand-ins for whatever cannot be imported. They can be called, constructed, destructured and
// rendered, have any property, and stay the same from one render to the next.
import { createElement } from "react";
import { classHelper } from "./classes.js";
import {
  FALSE,
  LISTS,
  LOADED,
  LOADERS,
  NEVER,
  PICTURE,
  TAGS,
  TRANSLATORS,
  TRUE,
  WRAPPERS,
} from "./standin_names.js";
import { importedPicture } from "./pictures.js";
import { Placeholder } from "./placeholders.js";
import { domProps, styledComponent } from "./styled.js";
import { count } from "./used.js";

const names = new WeakMap();

export function isStandIn(value) {
  return typeof value === "function" && names.has(value);
}

export function nameOf(value) {
  return names.get(value);
}

/** The component name for a file: `Map` for `./Map.tsx`. */
export function componentName(module) {
  const file = module.split("/").at(-1).replace(/\.\w+$/, "");
  const name = file.replace(/^\w|[^\w$]+\w?/g, (text) => text.at(-1).toUpperCase());
  return /^[A-Z]\w*$/.test(name) ? name : "Module";
}

/** Whether a call is React rendering a component: it passes props and an undefined ref. */
function isRender(args) {
  const [props, ref] = args;
  return args.length === 2 && ref === undefined && typeof props === "object" && props !== null;
}

/** Whether a value is a component, which a wrapper such as `observer` returns as it is. */
function isComponent(value) {
  if (isStandIn(value)) return /^[A-Z]/.test(nameOf(value));
  if (typeof value === "object" && value !== null) return Boolean(value.$$typeof && !value.props);
  return typeof value === "function" && /^[A-Z]/.test(value.displayName ?? value.name);
}

function isObject(value) {
  return typeof value === "object" && value !== null;
}

function isTemplate(first) {
  return Array.isArray(first) && Object.hasOwn(first, "raw");
}

/** The prototype of a stand-in used as a base class: every missing member is a stand-in too. */
function prototypeOf(name) {
  const members = new Map();
  return new Proxy(
    {},
    {
      get(own, key, receiver) {
        if (key in own || typeof key !== "string") return own[key];
        if (key === "isReactComponent") {
          return Object.hasOwn(Object(receiver), "render") ? {} : undefined;
        }
        if (NEVER.has(key) || key === "then" || /^component|Snapshot|^shouldComponent/.test(key)) {
          return undefined;
        }
        if (!members.has(key)) members.set(key, make(`${name}.${key}`));
        return members.get(key);
      },
    },
  );
}

/** The result of `styled(type)`: called with a template or an object, it makes a component. */
function styled(type, extra) {
  const style = (strings, ...values) => styledComponent(type, extra, strings, values);
  return Object.assign(style, {
    attrs: (attributes) => styled(type, attributes),
    withConfig: () => style,
  });
}

// The proxy handler of one stand-in. `tag` is the element that it renders as, if any. A stand-in that
// is not `settled` can be awaited.
class Handler {
  #members = new Map();

  constructor(name, { tag, settled = true } = {}) {
    Object.assign(this, { name, tag, settled, last: name.split(".").at(-1) });
  }

  #member(key, create = () => make(`${this.name}.${key}`)) {
    if (!this.#members.has(key)) this.#members.set(key, create());
    return this.#members.get(key);
  }

  #result(settled = true) {
    return this.#member(`(${settled})`, () => make(this.name, { settled }));
  }

  #symbol(key) {
    if (key === Symbol.toPrimitive) {
      return () => (PICTURE.test(this.last) ? String(importedPicture(this.last)) : "");
    }
    const pair = [this.#result(), this.#result()];
    return key === Symbol.iterator ? () => pair[Symbol.iterator]() : undefined;
  }

  get(own, key) {
    if (typeof key === "symbol") return this.#symbol(key);
    if (key === "then" && !this.settled) {
      return (...handlers) => Promise.resolve(this.#result()).then(...handlers);
    }
    if (key === "then" || NEVER.has(key)) return undefined;
    if (/^(?:prototype|call|apply|bind)$/.test(key)) return own[key];
    if (!/^(?:length|name)$/.test(key) && Object.hasOwn(own, key)) return own[key];
    if (this.tag && Object.hasOwn(styled(this.tag), key) && key !== "length") {
      return styled(this.tag)[key];
    }
    if (Object.hasOwn(LISTS, key)) return LISTS[key];
    if (TRUE.test(key)) return true;
    if (FALSE.test(key)) return false;
    if (key === "errors") return this.#member(key, () => ({}));
    const tag = TAGS.has(key) && !/^[A-Z]/.test(this.last) ? key : undefined;
    return this.#member(key, () => classHelper(key) ?? make(`${this.name}.${key}`, { tag }));
  }

  apply(_, self, args) {
    if (!isRender(args)) return this.#called(args);
    if (!this.tag) return createElement(Placeholder, { name: this.name, props: args[0] });
    count("stand-in", this.name);
    return createElement(this.tag, domProps(args[0]));
  }

  #called(args) {
    const [first, ...others] = args;
    const isStyle = isTemplate(first) || (/(?:^|\.)styled\./.test(this.name) && isObject(first));
    if (this.tag && isStyle) return styled(this.tag)(...args);
    if (this.last === "styled" && (typeof first === "string" || isComponent(first))) {
      return styled(first);
    }
    if (isTemplate(first)) return String.raw({ raw: first }, ...others.map((each) => each ?? ""));
    if (TRANSLATORS.test(this.last) && typeof first === "string") return first;
    if (isComponent(first) || (WRAPPERS.test(this.last) && typeof first === "function")) return first;
    count("stand-in", this.name);
    const loaded = LOADERS.test(this.last) && LOADED.exec(String(first))?.[1];
    return loaded ? this.#member(loaded, () => make(componentName(loaded))) : this.#result(false);
  }

  construct(own, args, Class) {
    if (Class.prototype !== own.prototype) return Reflect.construct(Object, [], Class);
    count("stand-in", this.name);
    return this.#result();
  }
}

function make(name, options) {
  const own = function () {};
  own.prototype = prototypeOf(name);
  const proxy = new Proxy(own, new Handler(name, options));
  names.set(proxy, name);
  return proxy;
}

/** The stand-in for one missing export. */
export function standIn(name) {
  return classHelper(name) ?? make(name, TAGS.has(name) ? { tag: name } : {});
}
