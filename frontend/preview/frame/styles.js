// Applies style sheets to the frame's page.
import { tell } from "./port.js";
import { RULES, usesTheme } from "./theme.js";

const THEME = "Theme colors (such as bg-primary) are the shadcn/ui defaults";
const element = document.head.appendChild(document.createElement("style"));
// Only a component that fills its parent gets a full-height page. For any other, a root of fixed
// height would make sticky elements scroll away after the first screen.
const FULL = [".h-full", ".size-full", '[class*="h-[100%]"]', '[style*="height: 100%"]'];
// A scroll bar would take its width from a page that is a little higher than its design.
const PAGE = `html{scrollbar-width:none}html,body,#root:has(>:is(${FULL}):only-child){height:100%}`;
const SCANNED_ELEMENTS = 5000;

/** Apply a style sheet that was made for this content. */
export function use(css, content) {
  const themed = usesTheme(css, content);
  element.textContent = PAGE + (themed ? RULES + css : css);
  if (themed) tell({ kind: "note", about: "theme", text: THEME });
}

/** Classes of elements that the content never spells out, because code assembled them at run time. */
export function computedClasses(root, content) {
  const classes = new Set();
  let count = 0;
  for (const { classList } of root.querySelectorAll("[class]")) {
    if (++count > SCANNED_ELEMENTS) break;
    for (const name of classList) if (!content.includes(name)) classes.add(name);
  }
  return [...classes];
}
