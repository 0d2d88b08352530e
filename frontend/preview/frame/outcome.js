// What a component returned, and why none of it is visible.
import { forwardRef, memo } from "react";
import { isStandIn, nameOf } from "./standins.js";

const NO_NAME = /^$|^__value_*$/;

/** A value that React cannot show; `component` is the name of the component that returned it. */
export class NotShown extends Error {
  constructor(message, component) {
    super(message);
    this.component = component;
  }
}

export function componentName(component) {
  const name = component?.displayName ?? component?.name ?? "";
  return typeof name === "string" && !NO_NAME.test(name) ? name.slice(0, 60) : "";
}

function asyncError(name) {
  const subject = name || "The component";
  return new NotShown(`${subject} is async: React shows a promise only on a server`, name);
}

const isAsync = (type) => Object.prototype.toString.call(type) === "[object AsyncFunction]";
const refusals = new WeakMap();

/** The component itself, or one that throws the reason why it cannot be shown. */
export function showable(type) {
  if (typeof type !== "function" || !isAsync(type)) return type;
  if (!refusals.has(type)) {
    const error = asyncError(componentName(type));
    refusals.set(type, () => {
      throw error;
    });
  }
  return refusals.get(type);
}

function keysOf(value) {
  return Object.keys(value).slice(0, 5).join(", ");
}

/** A description of a returned value that shows nothing; else "". */
function words(value) {
  if (value === undefined) return "nothing (undefined)";
  if (value === null || typeof value === "boolean") return String(value);
  if (isStandIn(value)) return `the stand-in for ${nameOf(value)}, which is missing`;
  if (typeof value === "function") return "a function, not an element";
  if (typeof value === "symbol") return "a symbol, not an element";
  if (Number.isNaN(value)) return "NaN, not an element";
  if (typeof value === "string" && !value.trim()) return "an empty string";
  return Array.isArray(value) && !value.length ? "an empty array" : "";
}

/** Wraps the default export: render `component`; if that is blank, `why()` gives the reason. */
export class Watched {
  #returned;
  #did = false;

  constructor(component) {
    this.name = componentName(component) || componentName(component.type ?? component.render);
    this.component = this.#wrapped(component);
  }

  /** Why nothing is visible, if the returned value explains it; else "". */
  why() {
    const reason = this.#did ? words(this.#returned) : "";
    return reason && `${this.name || "The component"} returned ${reason}`;
  }

  #wrapped(component) {
    if (typeof component === "function") {
      if (component.prototype?.isReactComponent) return this.#watchedClass(component);
      return isStandIn(component) ? component : this.#function(component);
    }
    if (component.$$typeof === Symbol.for("react.memo")) {
      return memo(this.#wrapped(component.type), component.compare);
    }
    if (component.$$typeof === Symbol.for("react.forward_ref")) {
      return forwardRef(this.#function(component.render));
    }
    return component;
  }

  #function(render) {
    const watched = (...args) => this.#take(render(...args));
    return Object.assign(watched, { displayName: this.name });
  }

  #watchedClass(component) {
    const render = component.prototype.render;
    const take = (value) => this.#take(value);
    if (typeof render === "function") {
      component.prototype.render = function () {
        return take(Reflect.apply(render, this, []));
      };
    }
    return component;
  }

  #take(value) {
    this.#did = true;
    this.#returned = value;
    if (typeof value !== "object" || value === null || value.$$typeof) return value;
    if (typeof value.then === "function") {
      value.then(null, () => {});
      throw asyncError(this.name);
    }
    if (!value[Symbol.iterator]) {
      const keys = keysOf(value);
      const subject = this.name || "The component";
      const fields = keys ? ` (${keys})` : "";
      throw new NotShown(`${subject} returned an object${fields}, not an element`, this.name);
    }
    return value;
  }
}
