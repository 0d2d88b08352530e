// Styled components: `styled.div`…`` becomes a CSS rule, with native nesting.
import { createElement } from "react";

const SHOWN = /^(?:children|ref|style|className|dangerouslySetInnerHTML)$/;
const sheet = document.head.appendChild(document.createElement("style"));
const names = new Map();

/** The class name for a rule with this text. */
function classFor(css) {
  if (!names.has(css)) {
    names.set(css, `styled-${names.size + 1}`);
    sheet.append(`.${names.get(css)} {${css}}\n`);
  }
  return names.get(css);
}

function plain(value, props) {
  const result = typeof value === "function" ? value({ ...props, theme: props.theme ?? {} }) : value;
  if (Array.isArray(result)) return result.map((each) => plain(each, props)).join(" ");
  return ["string", "number"].includes(typeof result) ? result : "";
}

/** The props that an HTML element accepts: no objects, no `$…`, no functions other than handlers. */
export function domProps(props) {
  const kept = Object.entries(props).filter(([name, value]) => {
    if (SHOWN.test(name)) return true;
    if (typeof value === "function") return /^on[A-Z]/.test(name);
    return typeof value !== "object" && !name.startsWith("$");
  });
  return Object.fromEntries(kept);
}

/** A component of this type, styled by a template or an object. */
export function styledComponent(type, extra, strings, values) {
  const asObject = strings.raw ? null : strings;
  const Styled = (given) => {
    const added = typeof extra === "function" ? extra(given) : extra;
    const props = { ...added, ...given };
    const own = typeof type === "string" ? domProps(props) : props;
    if (asObject) return createElement(type, { ...own, style: { ...asObject, ...own.style } });
    const css = String.raw({ raw: strings }, ...values.map((value) => plain(value, props)));
    return createElement(type, { ...own, className: [classFor(css), own.className].join(" ").trim() });
  };
  Styled.displayName = "Styled";
  return Styled;
}
