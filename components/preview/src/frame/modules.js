// What a prototype may import, and what stands in for everything else.
import React from "react";
import * as ReactDOM from "react-dom";
import * as jsxRuntime from "react/jsx-runtime";
import { lucide } from "./icons.js";
import { stopped } from "./harden.js";

const IMPORT = /^[ \t]*import\s+(type\s)?([^'";]*?)(?:\s*from\s*)?["']([^"']+)["']/gm;
const TAGS = new Set(
  (
    "a article aside button div footer form h1 h2 h3 h4 h5 h6 header img input label li main nav " +
    "ol option p path section select span svg table tbody td textarea th thead tr ul"
  ).split(" "),
);
const JOINERS = new Set(["clsx", "cn", "cx", "classnames", "classNames", "twMerge", "twJoin"]);

/** A grey picture of the size that an address or its element asks for. */
function placeholderFor(address, props) {
  const inAddress =
    /(\d{2,4})[x\/](\d{2,4})/.exec(address) ?? /[?&]w=(\d+).*?(?:[?&]h=(\d+))?/.exec(address);
  const width = Number(props.width) || Number(inAddress?.[1]) || 400;
  const height = Number(props.height) || Number(inAddress?.[2]) || Math.round(width * 0.66);
  const x = width / 2;
  const y = height / 2;
  const s = Math.min(width, height) / 8;
  return (
    "data:image/svg+xml," +
    encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
        `viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid slice">` +
        `<rect width="100%" height="100%" fill="#e2e5ec"/><path fill="#b4bac8" d="M${x - s * 1.5} ` +
        `${y + s}l${s}-${s * 1.4} ${s * 0.7} ${s * 0.8} ${s * 0.6}-${s * 0.7} ${s * 0.9} ${s * 1.3}z"/>` +
        `<circle cx="${x - s * 0.7}" cy="${y - s * 0.9}" r="${s * 0.35}" fill="#b4bac8"/></svg>`,
    )
  );
}

function withoutNetwork(type, props) {
  const address = props?.src;
  if (type !== "img" || typeof address !== "string" || /^(data|blob):/.test(address)) return props;
  const host = URL.canParse(address) ? new URL(address).host : "its own site";
  stopped(`an image from ${host.slice(0, 80)} (a placeholder is shown)`);
  return { ...props, src: placeholderFor(address, props), srcSet: undefined };
}

const react = {
  ...React,
  __esModule: true,
  createElement: (type, props, ...children) =>
    React.createElement(type, withoutNetwork(type, props), ...children),
};
react.default = react;
const jsx = (type, props, key) => jsxRuntime.jsx(type, withoutNetwork(type, props), key);
const jsxs = (type, props, key) => jsxRuntime.jsxs(type, withoutNetwork(type, props), key);
const runtime = { ...jsxRuntime, __esModule: true, jsx, jsxs };
const noRoot = () => ({ render() {}, unmount() {} });
const dom = { ...ReactDOM, __esModule: true, createRoot: noRoot, hydrateRoot: noRoot };
dom.default = dom;

function Missing({ name, children }) {
  const style = {
    border: "1px dashed #b45309",
    background: "#fffbeb",
    color: "#92400e",
    font: "12px/1.4 ui-monospace, monospace",
    padding: "4px 8px",
    borderRadius: 4,
    display: "inline-block",
  };
  return React.createElement("span", { style }, `${name} is missing`, children && " ", children);
}

/** Stands in for one missing export: a visible box as a component, nothing as a value. */
function standIn(name) {
  if (JOINERS.has(name)) return (...parts) => parts.flat(9).filter((part) => part?.trim).join(" ");
  if (/^[A-Z]/.test(name)) return ({ children }) => React.createElement(Missing, { name, children });
  const nothing = new Proxy(() => nothing, {
    get: (_, key) => {
      if (key === Symbol.toPrimitive) return () => "";
      if (key === Symbol.iterator) return () => [nothing, nothing][Symbol.iterator]();
      if (typeof key !== "string" || key === "then" || key === "$$typeof") return undefined;
      return TAGS.has(key) ? key : standIn(key);
    },
  });
  return nothing;
}

/** Each import in a source: `{module, names, line}`; imports of types are left out. */
function importsIn(source) {
  return [...source.matchAll(IMPORT)]
    .filter((match) => !match[1])
    .map((match) => ({
      module: match[3],
      local: /^\s*(\w+)/.exec(match[2])?.[1] ?? match[3],
      line: source.slice(0, match.index + match[0].search(/\S/)).split("\n").length,
    }));
}

/** A `require` for a source. `onMissing({message, line})` hears what it cannot give. */
export function requireFor(source, onMissing) {
  const imports = importsIn(source);
  const lineOf = (module) => imports.find((each) => each.module === module)?.line ?? null;
  const icon = (name) => {
    onMissing({ message: `lucide-react has no icon named ${name}`, line: lineOf("lucide-react") });
    return standIn(/^[A-Z]/.test(name) ? name : `Icon ${name}`);
  };
  const known = {
    react,
    "react-dom": dom,
    "react-dom/client": dom,
    "react/jsx-runtime": runtime,
    "lucide-react": lucide(icon),
  };
  return (module) => {
    if (Object.hasOwn(known, module)) return known[module];
    onMissing({ message: `There is no module "${module}" here`, line: lineOf(module) });
    const local = imports.find((each) => each.module === module)?.local ?? module;
    return new Proxy(
      { __esModule: true },
      { get: (own, name) => own[name] ?? standIn(name === "default" ? local : String(name)) },
    );
  };
}
