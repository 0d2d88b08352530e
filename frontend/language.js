// The language of what components show. English is in the code; components/frontend.py puts the texts
// of another language into a script before it is sent.

const BUILT = "%TEXTS%";

/** `{English: text, "%": language}`; a script that is fetched has what components passed on. */
const passedOn = process.env.IS_FETCHED ? globalThis.dashboardTexts : null;
export const texts = BUILT.startsWith("{") ? JSON.parse(BUILT) : (passedOn ?? {});

/** A text that is translated where it is shown. */
export function N(text) {
  return text;
}

export const language = texts["%"] ?? "en";

/** The text in the page's language, with `values` for each `{name}` in it. Any text may be given, such as
 * the message of an error in a preview: one that has no translation stays as it is. */
export function t(text, values = {}) {
  const template = Object.hasOwn(texts, text) ? texts[text] : text;
  return template.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? values[name] : whole));
}
