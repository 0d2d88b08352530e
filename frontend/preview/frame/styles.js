// Tailwind 3.4, generated in the frame for the classes that a source mentions.
import { createTailwindcss } from "@mhsdesign/jit-browser-tailwindcss";
import { tell } from "./port.js";
import { colors, RULES, usesTheme } from "./theme.js";

// Dark variants follow a `dark` class, so that a render looks the same on every viewer's system.
const tailwind = createTailwindcss({
  tailwindConfig: { darkMode: "class", theme: { extend: { colors } } },
});
const THEME = "Theme colours (bg-primary and the like) are the defaults of shadcn/ui";
const SHEETS = "@tailwind base; @tailwind components; @tailwind utilities;";
const element = document.head.appendChild(document.createElement("style"));
// A component that fills its surroundings has a page of this size around it. Any other grows as it
// likes: what sticks to the top would leave a root of this height with its first screen.
const FULL = [".h-full", ".size-full", '[class*="h-[100%]"]', '[style*="height: 100%"]'];
// A scroll bar would take its width from a page that is a little higher than its design.
const PAGE = `html{scrollbar-width:none}html,body,#root:has(>:is(${FULL}):only-child){height:100%}`;
const SCANNED_ELEMENTS = 5000;

/** The style sheet for a text that mentions classes. */
export function stylesFor(content) {
  return tailwind.generateStylesFromContent(SHEETS, [content]);
}

/** Use a style sheet, made for this content, in this document. */
export function use(css, content) {
  const themed = usesTheme(css, content);
  element.textContent = PAGE + (themed ? RULES + css : css);
  if (themed) tell({ kind: "note", about: "theme", text: THEME });
}

/** Classes on elements that the content never spells out: they were put together while running. */
export function computedClasses(root, content) {
  const found = new Set();
  let count = 0;
  for (const { classList } of root.querySelectorAll("[class]")) {
    if (++count > SCANNED_ELEMENTS) break;
    for (const name of classList) if (!content.includes(name)) found.add(name);
  }
  return [...found];
}
