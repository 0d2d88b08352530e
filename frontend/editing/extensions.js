// What CodeMirror is made of here. A text that is large or has a very long line does without what reads
// all of it: colors, brackets, the other places of a selected word.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { tsxLanguage } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers,
} from "@codemirror/view";
import { colors, look } from "./look.js";

const LARGE = 200_000;
const LONG_LINE = 10_000;
// `javascript()` would close tags by itself, and so spoil a tag whose end is only being corrected.
const LANGUAGES = { tsx: () => new LanguageSupport(tsxLanguage), json };

/** Whether a text is too large, or a line of it too long, to be read as a language while somebody types. */
export function isPlain(text) {
  if (text.length > LARGE) return true;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    if ((end < 0 ? text.length : end) - at > LONG_LINE) return true;
    at = end < 0 ? text.length : end + 1;
  }
  return false;
}

/** The extensions for a text in this language; `changed(update)` hears of every change of the text or the
 * cursor. */
export function extensions({ text, language, label, changed }) {
  const keys = [...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap];
  const reading = isPlain(text) ? [] : [
    LANGUAGES[language]?.() ?? [], syntaxHighlighting(colors), foldGutter(), bracketMatching(), closeBrackets(),
    indentOnInput(), highlightSelectionMatches(),
  ];
  return [
    lineNumbers(), highlightActiveLineGutter(), highlightSpecialChars(), history(), drawSelection(), highlightActiveLine(),
    lintGutter(), search({ top: true }), indentUnit.of("  "), EditorState.tabSize.of(2), reading,
    keymap.of([...keys, indentWithTab]),
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "false", autocapitalize: "off" }),
    EditorView.updateListener.of(changed),
    look,
  ];
}
