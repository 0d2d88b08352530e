// Generates Tailwind 3.4 styles for the classes that a text mentions.
import { createTailwindcss } from "@mhsdesign/jit-browser-tailwindcss";
import { colors } from "./theme.js";

// Every system has another font of its own. Inter is close to the usual ones.
const fontFamily = { sans: ["Inter", "ui-sans-serif", "system-ui", "sans-serif"] };
// Dark variants follow a `dark` class, not the viewer's system, so a render looks the same everywhere.
const tailwind = createTailwindcss({
  tailwindConfig: { darkMode: "class", theme: { extend: { colors, fontFamily } } },
});
const SHEETS = "@tailwind base; @tailwind components; @tailwind utilities;";

/** The style sheet for the classes that a text mentions. */
export function stylesFor(content) {
  return tailwind.generateStylesFromContent(SHEETS, [content]);
}
