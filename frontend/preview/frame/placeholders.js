// What a missing component renders: its children, or a label with its name.
import { createContext, createElement, Fragment, isValidElement, useContext } from "react";
import { withoutNetwork } from "./pictures.js";
import { isStandIn, nameOf, standIn } from "./standins.js";
import { count } from "./used.js";

const LABEL = {
  border: "1px dashed #b45309",
  background: "#fffbeb",
  color: "#92400e",
  font: "12px/1.4 ui-monospace, monospace",
  padding: "4px 8px",
  borderRadius: 4,
  display: "inline-block",
};
const PASSED = new RegExp(
  "^(?:className|style|id|role|title|disabled|htmlFor|tabIndex|(?:aria|data)-[\\w-]+|" +
    "on(?:Click|Submit|Key\\w+|Mouse\\w+|Pointer\\w+|Focus|Blur))$",
);
const FIELD = new RegExp(
  "^(?:type|placeholder|value|defaultValue|checked|defaultChecked|name|rows|readOnly|onChange|onInput)$",
);
const UNSEEN = new Set("defs linearGradient radialGradient stop title desc style".split(" "));
const LAYER =
  "(?:AlertDialog|Dialog|Sheet|Drawer|Popover|Tooltip|HoverCard|DropdownMenu|ContextMenu|Menubar|" +
  "NavigationMenu|Select|Menu|Listbox|Combobox|Disclosure|Accordion|Collapsible)";
const LAYER_ROOT = new RegExp(
  `^${LAYER}(?:Root|Menu|Sub)?$|(?:Modal|Backdrop|Snackbar|Toast|Lightbox)$`,
);
const LAYER_CONTENT = new RegExp(
  `^${LAYER}(?:Sub)?(?:Content|Portal|Overlay|Items|Options|Panel)$`,
);
const TRANSPARENT = new RegExp(
  "(?:Provider|Context|Consumer|Boundary|Router|Transition|Presence|Portal|Suspense|Trans|" +
    "Fragment|Root)$",
);
// These render nothing in place when they have no children.
const SILENT = new RegExp(
  "(?:Toaster|ToastContainer|FormMessage|Analytics|SpeedInsights|Devtools|Helmet|Head|Script|" +
    "ScrollToTop|ScrollRestoration|OrbitControls|GlobalStyles?|CssBaseline)$",
);
const INLINE = /(?:Badge|Chip|Tag|Pill|Text|Span|Highlight|Kbd|Code|Icon|Tooltip)$/;
// The first match decides.
const ELEMENTS = [
  [/(?:Button|Trigger)$/, "button"],
  [/Link$/, "a"],
  [/(?:Textarea|TextArea)$/, "textarea"],
  [/Checkbox$/, "input"],
  [/(?:Input|TextField|SearchBar|SearchField)$/, "input"],
  [/Label$/, "label"],
  [/^Form$/, "form"],
  [/(?:Separator|Divider)$/, "hr"],
  [/^Table$/, "table"],
  [/^TableHeader$/, "thead"],
  [/^TableBody$/, "tbody"],
  [/^TableRow$/, "tr"],
  [/^TableHead$/, "th"],
  [/^TableCell$/, "td"],
];
const CHILDLESS = new Set(["input", "textarea", "hr"]);
const Open = createContext(undefined);
const Chosen = createContext(undefined);

/** Whether these children would show anything that is not a stand-in. */
function hasContent(children) {
  if (typeof children === "string") return children.trim() !== "";
  if (Array.isArray(children)) return children.some(hasContent);
  if (!isValidElement(children)) return ["number", "bigint", "function"].includes(typeof children);
  const { type, props } = children;
  if (typeof type === "string") return !UNSEEN.has(type);
  if (!isStandIn(type)) return type !== Fragment || hasContent(props.children);
  return Boolean(props.src || props.placeholder) || hasContent(props.children);
}

/** Whether the only child is a stand-in with children of its own: its name says more. */
function onlyHolds(children) {
  return isValidElement(children) && isStandIn(children.type) && children.props.children;
}

function hasTrigger(children) {
  return [children].flat(4).some((child) => {
    return isValidElement(child) && isStandIn(child.type) && /Trigger$/.test(nameOf(child.type));
  });
}

function kept(props, ...patterns) {
  const names = Object.keys(props).filter((name) => patterns.some((each) => each.test(name)));
  return Object.fromEntries(names.map((name) => [name, props[name]]));
}

function outside(props) {
  const { className = props.class, style, width, height } = props;
  const classes = typeof className === "function" ? className({ isActive: false }) : className;
  const size = Object.fromEntries(Object.entries({ width, height }).filter(([, value]) => value));
  return {
    ...kept(props, PASSED),
    className: typeof classes === "string" ? classes : undefined,
    style: { ...size, ...(typeof style === "object" ? style : null) },
  };
}

function label(name, props) {
  const text = createElement("span", { style: LABEL }, `${name} is missing`);
  const { className, style } = outside(props);
  if (!className && !Object.keys(style).length) return text;
  return createElement("div", { className, style }, text);
}

/** Rendered in place of a missing component. */
export function Placeholder({ name, props }) {
  const open = useContext(Open);
  const chosen = useContext(Chosen);
  const plainName = name.replaceAll(".", "");
  count("stand-in", name);
  if (LAYER_CONTENT.test(plainName) && !open) return null;
  if (/^TabsContent$/.test(plainName) && chosen !== undefined && chosen !== props.value) return null;
  const shown = content(plainName, name, props);
  if (LAYER_ROOT.test(plainName)) {
    const isOpen = props.open ?? props.isOpen ?? props.show ?? props.visible ?? props.defaultOpen;
    if (isOpen === false && !hasTrigger(props.children)) return null;
    return createElement(Open.Provider, { value: isOpen === true }, shown);
  }
  if (plainName === "Tabs") {
    return createElement(Chosen.Provider, { value: props.value ?? props.defaultValue }, shown);
  }
  return shown;
}

function content(plainName, name, props) {
  if (props.src && /(?:Image|Img|Photo|Picture|Avatar|Fallback)/.test(plainName)) {
    const { src, alt, width, height } = props;
    return createElement("img", withoutNetwork({ ...kept(props, PASSED), src, alt, width, height }));
  }
  if (plainName === "SelectValue") return props.placeholder ?? null;
  const tag = ELEMENTS.find(([pattern]) => pattern.test(plainName))?.[1];
  if (CHILDLESS.has(tag)) {
    const type = /Checkbox$/.test(plainName) ? { type: "checkbox" } : null;
    const field = tag === "hr" ? kept(props, PASSED) : { ...kept(props, PASSED, FIELD), ...type };
    return createElement(tag, field);
  }
  let { children } = props;
  if (typeof children !== "function" && !hasContent(children)) {
    const given = [props.render, props.element, props.title, props.label].find((each) => {
      return typeof each === "function" || hasContent(each);
    });
    if (given === undefined && SILENT.test(plainName)) return null;
    if (given === undefined || typeof given === "string") {
      return onlyHolds(children)
        ? createElement("div", outside(props), children)
        : label(name, props);
    }
    children = given;
  }
  if (typeof children === "function") children = children(standIn(`${name} values`));
  const own = outside(props);
  const unstyled = !own.className && !Object.keys(own.style).length;
  if (props.asChild || (unstyled && TRANSPARENT.test(plainName))) return children;
  return createElement(tag ?? (INLINE.test(plainName) ? "span" : "div"), own, children);
}

/** Rendered in place of an icon from a library other than Lucide: a dashed circle of its size. */
export function iconStandIn(name) {
  const StandIn = ({ size = "1em", color, className, style }) => {
    count("icon", name);
    const lines = { fill: "none", stroke: color ?? "currentColor", strokeWidth: 2 };
    const own = { width: size, height: size, viewBox: "0 0 24 24", className, style, ...lines };
    const title = createElement("title", null, `${name} is missing`);
    const circle = createElement("circle", { cx: 12, cy: 12, r: 9, strokeDasharray: "4 3" });
    return createElement("svg", own, title, circle);
  };
  return Object.assign(StandIn, { displayName: name });
}
