// The module lucide-react, with each icon made on first use.
import Icon from "lucide-react/dist/esm/Icon.js";
import createLucideIcon from "lucide-react/dist/esm/createLucideIcon.js";

let icons = '{"files":{},"nodes":{}}';
let library;

/** Use these from now on: JSON of `{files, nodes}`, with all that the source may name. */
export function useIcons(text) {
  icons = text;
  library = undefined;
}

function read() {
  library ??= { made: new Map(), ...JSON.parse(icons) };
  return library;
}

function make(name) {
  const { made, files, nodes } = read();
  const plain = name.replace(/^Lucide(?=.)/, "").replace(/(?<=.)Icon$/, "");
  const file = Object.hasOwn(files, name) ? files[name] : files[plain];
  if (!made.has(file)) made.set(file, createLucideIcon(file, nodes[file]));
  return made.get(file);
}

function exists(name) {
  const { files } = read();
  const plain = name.replace(/^Lucide(?=.)/, "").replace(/(?<=.)Icon$/, "");
  return Object.hasOwn(files, name) || Object.hasOwn(files, plain);
}

const all = new Proxy(
  {},
  {
    get: (_, name) => (typeof name === "string" && exists(name) ? make(name) : undefined),
    has: (_, name) => typeof name === "string" && exists(name),
    ownKeys: () => Object.keys(read().files),
    getOwnPropertyDescriptor: (_, name) =>
      exists(name) ? { value: make(name), enumerable: true, configurable: true } : undefined,
  },
);

/** The module `lucide-react`; `missing(name)` makes the stand-in for an unknown icon. */
export function lucide(missing) {
  const own = { __esModule: true, Icon, createLucideIcon, icons: all };
  return new Proxy(own, {
    get: (target, name) => {
      if (typeof name !== "string" || name in target) return target[name];
      return exists(name) ? make(name) : missing(name);
    },
  });
}
