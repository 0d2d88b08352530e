// What a prototype can import, and stand-ins for everything else.
import React from "react";
import * as ReactDOM from "react-dom";
import * as jsxRuntime from "react/jsx-runtime";
import { lucide } from "./icons.js";
import { frameworkModule } from "./known.js";
import { showable } from "./outcome.js";
import {
  importedPicture,
  isPicture,
  isPictureFile,
  pictureModule,
  withoutNetwork,
} from "./pictures.js";
import { iconStandIn } from "./placeholders.js";
import { componentName, isStandIn, nameOf, standIn } from "./standins.js";
import { count } from "./used.js";

const IMPORT = /^[ \t]*(?:import|export)\s+(type\s)?([^'";]*?)(?:\s*from\s*)?["']([^"']+)["']/gm;
const STYLES = /\.(?:css|scss|sass|less)(?:\?.*)?$|^(?:tailwindcss|@fontsource)(?:\/|$)/;
const ICONS = /icons?(?:[-/]|$)|iconify/i;
const ICON = /^(?!.*(?:With|And)Icon$)[A-Z]\w*Icon$/;
const NOT_DROPPED = /^(?:children|ref|key|on[A-Z]\w*)$/;

/** Whether an attribute's value is a stand-in, which the DOM cannot render. */
function isStray(name, value) {
  return typeof value === "function" && !NOT_DROPPED.test(name) && isStandIn(value);
}

/** An element's type and props, changed so that they can be rendered here. */
function shown(type, props) {
  // An imported image may be used as a component.
  if (isPicture(type)) return ["img", withoutNetwork({ ...props, src: type })];
  if (typeof type !== "string" || !props) return [showable(type), props];
  let own = props;
  for (const name in props) {
    if (!isStray(name, props[name])) continue;
    if (own === props) own = { ...props };
    if (type === "img" && name === "src") {
      const picture = nameOf(props.src);
      count("imported picture", picture);
      own.src = importedPicture(picture);
    } else {
      delete own[name];
    }
  }
  return [type, type === "img" ? withoutNetwork(own) : own];
}

const react = {
  ...React,
  __esModule: true,
  createElement(type, props, ...children) {
    return React.createElement(...shown(type, props), ...children);
  },
};
react.default = react;
const jsx = (type, props, key) => jsxRuntime.jsx(...shown(type, props), key);
const jsxs = (type, props, key) => jsxRuntime.jsxs(...shown(type, props), key);
const runtime = { ...jsxRuntime, __esModule: true, jsx, jsxs };
const noRoot = () => ({ render() {}, unmount() {} });
const dom = { ...ReactDOM, __esModule: true, createRoot: noRoot, hydrateRoot: noRoot };
dom.default = dom;

/** A source's imports as `{module, local, line}`, without type imports. */
function importsIn(source) {
  return [...source.matchAll(IMPORT)]
    .filter((match) => !match[1])
    .map((match) => ({
      module: match[3],
      local: /^\s*([\w$]+)/.exec(match[2])?.[1] ?? match[3],
      line: source.slice(0, match.index + match[0].search(/\S/)).split("\n").length,
    }));
}

/** A module whose exports are made by `create(name)` on first access. */
function moduleOf(create) {
  const made = new Map();
  return new Proxy(
    { __esModule: true },
    {
      get(target, name) {
        if (typeof name !== "string" || name === "then" || name in target) return target[name];
        if (!made.has(name)) made.set(name, create(name));
        return made.get(name);
      },
    },
  );
}

function missingModule(module, local) {
  if (STYLES.test(module)) return moduleOf((name) => (name === "default" ? classNames : name));
  if (isPictureFile(module)) {
    const use = (name) => count("imported picture", name === "default" ? local : name);
    return pictureModule(`${local} ${module}`, use);
  }
  const own = frameworkModule(module);
  return moduleOf((name) => {
    const called = name === "default" ? local : name;
    if ((ICONS.test(module) && /^[A-Z]\w/.test(called)) || ICON.test(called)) {
      return iconStandIn(called);
    }
    if (own?.[name] === undefined) return standIn(called);
    count("stand-in", called);
    return own[name];
  });
}

// A CSS module returns class names; there are no styles for them here.
const classNames = new Proxy(
  {},
  { get: (_, name) => (typeof name === "string" ? name : undefined) },
);

/** A `require` for a source. `onMissing({reason, message, line})` is called for what is not available,
 * and for what is not among the `modules` that the product has. */
export function requireFor(source, modules, onMissing) {
  const imports = importsIn(source);
  const importOf = (module) => {
    const declared = imports.find((each) => each.module === module);
    if (declared) return declared;
    const at = source.search(new RegExp(`["'\`]${RegExp.escape(module)}["'\`]`));
    const line = at < 0 ? null : source.slice(0, at).split("\n").length;
    return { line, local: componentName(module) };
  };
  const icons = new Map();
  const icon = (name) => {
    if (!icons.has(name)) {
      const message = `lucide-react has no icon named ${name}`;
      const line = importOf("lucide-react").line;
      onMissing({ reason: "unknown-icon", message, line });
      icons.set(name, standIn(/^[A-Z]/.test(name) ? name : `Icon ${name}`));
    }
    return icons.get(name);
  };
  const known = {
    react,
    "react-dom": dom,
    "react-dom/client": dom,
    "react/jsx-runtime": runtime,
    "lucide-react": lucide(icon),
  };
  const told = new Set(["react/jsx-runtime", ...modules.filter((name) => Object.hasOwn(known, name))]);
  return (module) => {
    const { line, local } = importOf(module);
    if (!told.has(module) && !isPictureFile(module)) {
      told.add(module);
      onMissing({ reason: "unknown-import", message: `There is no module "${module}" here`, line });
    }
    if (Object.hasOwn(known, module)) return known[module];
    known[module] = missingModule(module, /^[\w$]+$/.test(local) ? local : componentName(module));
    return known[module];
  };
}
