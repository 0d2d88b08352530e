// How code looks in the editor: Streamlit's theme, and the colors that code has on the other tabs.
import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const ring = { outline: "2px solid var(--st-primary-color)", outlineOffset: "-2px" };

export const look = EditorView.theme({
  "&": {
    height: "100%", color: "var(--st-text-color)", backgroundColor: "var(--st-code-background-color)",
    fontSize: ".8125rem",
  },
  "&.cm-focused": { outline: "none" }, // editor.css draws it around the box
  ".cm-scroller": { fontFamily: "var(--st-code-font)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--st-text-color)" },
  ".cm-cursor": { borderLeftColor: "var(--st-text-color)", borderLeftWidth: "2px" },
  ".cm-gutters": {
    backgroundColor: "var(--st-code-background-color)", color: "var(--muted)", border: "0",
    fontVariantNumeric: "tabular-nums",
  },
  ".cm-activeLineGutter": { backgroundColor: "var(--line)", color: "var(--st-text-color)" },
  ".cm-activeLine": { backgroundColor: "var(--line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--selection)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--match)" },
  ".cm-searchMatch": { backgroundColor: "var(--match)", outline: "1px solid var(--st-orange-color)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--selection)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--match)", outline: "1px solid var(--st-border-color)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--st-red-background-color)" },
  ".cm-foldPlaceholder": {
    backgroundColor: "var(--st-secondary-background-color)", border: "1px solid var(--st-border-color)",
    color: "var(--muted)", padding: "0 .35em",
  },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--st-red-color)", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--st-orange-color)", textUnderlineOffset: "3px" },
  ".cm-panels": { backgroundColor: "var(--st-secondary-background-color)", color: "var(--st-text-color)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--st-border-color)" },
  ".cm-panel.cm-search": { padding: ".5rem", fontFamily: "var(--st-font)" },
  ".cm-panel.cm-search label": { fontSize: ".8125rem", display: "inline-flex", alignItems: "center", gap: ".3em" },
  ".cm-panel.cm-search [type=checkbox]": { margin: "0", accentColor: "var(--st-primary-color)" },
  ".cm-textfield": {
    font: "inherit", fontSize: ".8125rem", color: "inherit", backgroundColor: "var(--st-background-color)",
    border: "1px solid var(--st-border-color)", borderRadius: "6px", padding: ".2rem .45rem",
  },
  ".cm-button": {
    font: "inherit", fontSize: ".8125rem", color: "inherit", backgroundImage: "none",
    backgroundColor: "var(--st-background-color)", border: "1px solid var(--st-border-color)", borderRadius: "6px",
    padding: ".2rem .55rem",
  },
  ".cm-textfield:focus-visible, .cm-button:focus-visible": ring,
  ".cm-panel.cm-search [name=close]": { color: "inherit", fontSize: "1.1rem", padding: "0 .4rem" },
  ".cm-tooltip": {
    backgroundColor: "var(--st-background-color)", color: "var(--st-text-color)",
    border: "1px solid var(--st-border-color)", borderRadius: "6px", maxWidth: "32rem",
  },
  ".cm-diagnostic": { padding: ".35rem .6rem", fontFamily: "var(--st-font)", fontSize: ".8125rem" },
});

const color = (light, dark) => `light-dark(${light}, ${dark})`;

/** The colors of frontend/page_frame/page_frame.css, which has the reasons. */
export const colors = HighlightStyle.define([
  { tag: tags.comment, color: color("#5d6472", "#98a0b3") },
  { tag: [tags.punctuation, tags.bracket, tags.angleBracket], color: color("#565d6b", "#a3abbd") },
  { tag: [tags.string, tags.special(tags.string), tags.attributeValue], color: color("#116329", "#4ccb83") },
  {
    tag: [tags.keyword, tags.definitionKeyword, tags.moduleKeyword, tags.tagName, tags.className,
      tags.attributeName, tags.propertyName, tags.function(tags.variableName)],
    color: color("#1756a9", "#6cb0ff"),
  },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: color("#0b6458", "#55cdb9") },
  { tag: [tags.operator, tags.regexp, tags.escape], color: color("#9a4503", "#f5a95b") },
  { tag: tags.invalid, color: color("#b42318", "#ff8f8f") },
]);
