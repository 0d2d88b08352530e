// Generates Tailwind 3.4 styles in the frame for the classes that the source mentions.
import { createTailwindcss } from "@mhsdesign/jit-browser-tailwindcss";
import { tell } from "./port.js";
import { colors, RULES, usesTheme } from "./theme.js";

// Every system has another font of its own. Inter is close to the usual ones.
const fontFamily = { sans: ["Inter", "ui-sans-serif", "system-ui", "sans-serif"] };
// Dark variants follow a `dark` class, not the viewer's system, so a render looks the same everywhere.
const tailwind = createTailwindcss({
  tailwindConfig: { darkMode: "class", theme: { extend: { colors, fontFamily } } },
});
const THEME = "Theme colors (such as bg-primary) are the shadcn/ui defaults";
const SHEETS = "@tailwind base; @tailwind components; @tailwind utilities;";
const element = document.head.appendChild(document.createElement("style"));
// Only a component that fills its parent gets a full-height page. For any other, a root of fixed
// height would make sticky elements scroll away after the first screen.
const FULL = [".h-full", ".size-full", '[class*="h-[100%]"]', '[style*="height: 100%"]'];
// A scroll bar would take its width from a page that is a little higher than its design.
const PAGE = `html{scrollbar-width:none}html,body,#root:has(>:is(${FULL}):only-child){height:100%}`;
const SCANNED_ELEMENTS = 5000;

/** The style sheet for the classes that a text mentions. */
export function stylesFor(content) {
  return tailwind.generateStylesFromContent(SHEETS, [content]);
}

/** Apply a style sheet that was made for this content. */
export function use(css, content) {
  const themed = usesTheme(css, content);
  element.textContent = PAGE + (themed ? RULES + css : css);
  if (themed) tell({ kind: "note", about: "theme", text: THEME });
}

/** Classes of elements that the content never spells out, because code assembled them at run time. */
export function computedClasses(root, content) {
  const found = new Set();
  let count = 0;
  for (const { classList } of root.querySelectorAll("[class]")) {
    if (++count > SCANNED_ELEMENTS) break;
    for (const name of classList) if (!content.includes(name)) found.add(name);
  }
  return [...found];
}
