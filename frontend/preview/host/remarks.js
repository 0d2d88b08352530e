// What the frame remarks on a page, in the page's language. The frame, which runs untrusted code, names
// kinds and names; its own words are English, and kept with a render.
import { N, t } from "../../language.js";

const MOST_KINDS = 4;
const MOST_NAMES = 4;
const MOST = 10_000;
const KINDS = new Map([
  ["stand-in", [N("{count} stand-in: {names}"), N("{count} stand-ins: {names}")]],
  ["imported-picture", [N("{count} imported picture: {names}"), N("{count} imported pictures: {names}")]],
  ["icon", [N("{count} icon: {names}"), N("{count} icons: {names}")]],
]);
const WHOLE = new Map([["theme", N("Theme colors (such as bg-primary) are the shadcn/ui defaults")]]);
const PREVENTED = new Set([
  N("a style sheet"), N("a font"), N("a media file"), N("a nested frame"), N("a worker"), N("sending a form"),
  N("a plug-in"), N("a network request"), N("an inline event handler"), N("a change of the base address"),
  N("stored data (kept in memory only)"), N("reading cookies"),
  N("writing cookies"), N("a dialog"), N("a popup"), N("rewriting the page"), N("a message to the page around it"),
  N("a link"), N("an image"), N("a script"),
]);

/** `[{kind, count, names}]` of a note's parts, of known kinds only; `text` cleans a name. */
export function partsOf(given, text) {
  if (!Array.isArray(given)) return [];
  return given.slice(0, MOST_KINDS).flatMap((part) => {
    const { kind, count, names } = Object(part);
    if (!KINDS.has(kind) || !Number.isInteger(count) || count < 1 || count > MOST || !Array.isArray(names)) return [];
    return [{ kind, count, names: names.slice(0, MOST_NAMES).map((name) => text(name, 60)) }];
  });
}

function words({ kind, count, names }) {
  const more = count > names.length ? t(" and {count} more", { count: count - names.length }) : "";
  const [one, several] = KINDS.get(kind);
  return t(count === 1 ? one : several, { count, names: names.join(", ") + more });
}

/** A remark on a subject in the page's language; in the frame's words if it is none of the known. */
export function remark(about, said, parts = []) {
  if (WHOLE.has(about)) return t(WHOLE.get(about));
  if (about !== "stand-ins" || !parts.length) return said;
  return t("Shown with {parts}", { parts: parts.map(words).join(" · ") });
}

/** What the code was kept from, in the page's language, with its detail in parentheses. */
export function prevented(note) {
  if (PREVENTED.has(note)) return t(note);
  const [, what, detail] = /^([^(]+) (\(.*\))$/.exec(note) ?? [];
  return PREVENTED.has(what) ? `${t(what)} ${detail}` : note;
}
