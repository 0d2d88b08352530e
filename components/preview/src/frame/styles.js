// Tailwind 3.4, generated in the frame for the classes that a source mentions.
import { createTailwindcss } from "@mhsdesign/jit-browser-tailwindcss";

// Dark variants follow a `dark` class, so that a render looks the same on every viewer's system.
const tailwind = createTailwindcss({ tailwindConfig: { darkMode: "class" } });
const SHEETS = "@tailwind base; @tailwind components; @tailwind utilities;";
const element = document.head.appendChild(document.createElement("style"));
const SCANNED_ELEMENTS = 5000;

/** The style sheet for a text that mentions classes. */
export function stylesFor(content) {
  return tailwind.generateStylesFromContent(SHEETS, [content]);
}

/** Use a style sheet in this document. */
export function use(css) {
  element.textContent = css;
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
