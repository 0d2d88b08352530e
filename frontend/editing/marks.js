// Places what a check found in a text.

const MOST_MESSAGE = 300;

/** Where a finding is: from its column to the end of the word there, always within the text.
 * `doc` has CodeMirror's `lines` and `line(number)`. */
export function place(doc, { line: number, column }) {
  const line = doc.line(Math.min(Math.max(number, 1), doc.lines));
  const at = Math.min(Math.max(column - 1, 0), line.length);
  const word = /^[\w$]+/.exec(line.text.slice(at, at + MOST_MESSAGE));
  const from = line.from + at;
  if (word) return { from, to: from + word[0].length };
  return at < line.length ? { from, to: from + 1 } : { from: Math.max(line.from, from - 1), to: from };
}

/** CodeMirror's diagnostics for findings `[{line, column, severity, word, message}]`. */
export function diagnostics(doc, findings) {
  return findings
    .map((each) => ({ ...place(doc, each), severity: each.severity, message: sentence(each) }))
    .sort((a, b) => a.from - b.from);
}

/** A finding in one sentence. */
export function sentence({ word, message }) {
  return message ? `${word}: ${message}` : word;
}
