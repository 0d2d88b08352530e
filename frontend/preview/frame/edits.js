// Edits of a text that keep its line numbers.

/** The text with each `[start, end, replacement]` made; none may overlap. */
export function edited(text, edits) {
  const ordered = edits.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  let result = "";
  let from = 0;
  for (const [start, end, replacement] of ordered) {
    result += text.slice(from, start) + replacement;
    from = end;
  }
  return result + text.slice(from);
}

/** The line breaks of a removed text, so that what follows stays on its line. */
export function breaksOf(text) {
  return text.replace(/[^\n\r\u2028\u2029]+/g, " ");
}

/** A name that the source does not contain. */
export function unusedName(source, base) {
  let name = base;
  while (source.includes(name)) name += "_";
  return name;
}
