// Combines the frame's reports and the server's check into one verdict. The frame runs untrusted code,
// so its reports are limited text and numbers in range; anything else is dropped. The reasons, their
// labels and their order come from the server (inspection/reasons.py).
import { N } from "../../language.js";
import { OF_THE_MACHINE } from "./ends.js";
import { partsOf } from "./remarks.js";

const TEXT_LIMIT = 300;
const NOTES = 12;
const MISSING = 6;
const REMARKS = 6;
const SLOWEST_MS = 60_000;
const NOT_DEFINED = /^(?:Can't find variable: ([\w$]+)|([\w$]+) is not defined)$/;

/** States that are not faults: [word, tone]. */
export const STATES = {
  running: [N("Running"), "gray"],
  none: [N("No code"), "gray"],
  renders: [N("Renders"), "green"],
};
// The states that a frame may report, each with its usual reason. It may name another of that stage.
const FROM_FRAME = {
  renders: null,
  blank: "blank",
  throws: "throws",
  missing: "unknown-import",
  compile: "syntax",
  slow: "slow",
};
const EMPTY = new Set(["blank", "compile", "slow"]);
const STAGE_STATES = { stops: "compile", missing: "missing" };
// What something else is shown for: the page renders, but not as it will where it is there.
const STOOD_IN = new Set(["unknown-import", "unknown-icon"]);

/** One line of printable text, or "". */
export function text(value, limit = TEXT_LIMIT) {
  if (typeof value !== "string") return "";
  const clean = value
    .slice(0, limit * 2)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
}

function count(value, largest) {
  return Number.isInteger(value) && value >= 1 && value <= largest ? value : null;
}

/** The server's reasons by name: {name, stage, word, tone, rank}. */
export function table(reasons) {
  return new Map(reasons.map((each, rank) => [each.name, { ...each, rank }]));
}

/** The verdict before anything is known; `substitutes` are the fonts that others stand for. */
export function starting(substitutes = []) {
  const told = { missing: [], notes: [], remarks: {}, standIns: [] };
  return { state: "running", outcome: null, empty: true, ...told, substitutes };
}

/** The verdict on a run that the page itself ended, whatever the frame reports. */
export function ended(verdict, state, message) {
  const outcome = { reason: state, message, line: null, column: null };
  const byMachine = OF_THE_MACHINE.has(message);
  return { ...verdict, state, outcome, empty: true, isOver: true, byMachine };
}

/** The verdict after a frame's message; the same object when the message changes nothing. */
export function heard(verdict, message, lines, reasons) {
  if (message.kind === "stopped") {
    const note = text(message.what, 120);
    if (!note || verdict.notes.length >= NOTES || verdict.notes.includes(note)) return verdict;
    return { ...verdict, notes: [...verdict.notes, note] };
  }
  if (message.kind === "note") return remarked(verdict, text(message.about, 40), message);
  if (message.kind !== "verdict" || !Object.hasOwn(FROM_FRAME, message.state)) return verdict;
  const usual = reasons.get(FROM_FRAME[message.state]);
  const named = reasons.get(message.reason);
  const said = {
    reason: (named?.stage === usual?.stage ? named : usual)?.name,
    message: text(message.message),
    line: count(message.line, lines),
    column: count(message.column, 10_000),
  };
  if (message.state === "missing") {
    const known = verdict.missing.some((each) => each.message === said.message);
    if (known || verdict.missing.length >= MISSING) return verdict;
    return { ...verdict, missing: [...verdict.missing, said] };
  }
  if (!worsens(verdict, message.state, said.reason, reasons)) {
    const emptied = message.state === "throws" && message.empty === true;
    return emptied && !verdict.empty ? { ...verdict, empty: true } : verdict;
  }
  const empty = message.empty === true || EMPTY.has(message.state);
  return { ...verdict, state: message.state, outcome: usual ? said : null, empty };
}

/** The verdict with the frame's latest remark on a subject. */
function remarked(verdict, about, message) {
  const said = text(message.text);
  const isNew = !Object.hasOwn(verdict.remarks, about);
  if (!about || !said || (isNew && Object.keys(verdict.remarks).length >= REMARKS)) return verdict;
  const standIns = about === "stand-ins" ? partsOf(message.parts, text) : verdict.standIns;
  return { ...verdict, standIns, remarks: { ...verdict.remarks, [about]: said } };
}

/** Whether a new report replaces the last one: if it is worse, or content that comes late. */
function worsens(verdict, state, reason, reasons) {
  if (verdict.state === "running") return true;
  if (verdict.state === "blank") return state !== "blank";
  if (state === "renders" || state === "blank") return false;
  if (verdict.state === "renders") return true;
  return reasons.get(reason).rank < reasons.get(verdict.outcome.reason).rank;
}

/**
 * What to show of a verdict: the worst reason, from the frame or the check, with its word and tone,
 * and then the others. If both report the same fault, the check's wording is used, as on all other
 * tabs. `faults` is null if the code was not checked.
 */
export function judged(verdict, faults, reasons) {
  if (verdict.state === "running" || verdict.state === "none") return plain(verdict, verdict.state);
  const all = withStandIns(verdict, [...(faults ?? []), ...claims(verdict, faults, reasons)])
    .filter((each) => reasons.has(each.reason))
    .map((each) => ({ ...each, ...reasons.get(each.reason) }))
    .sort((a, b) => a.rank - b.rank);
  const [first, ...others] = all;
  if (!first || first.stage === "note") return { ...plain(verdict, "renders"), others: all };
  const state = STAGE_STATES[first.stage] ?? first.reason;
  const { reason, word, tone, message, line, column } = first;
  return { ...verdict, state, reason, word, tone, message, line, column, others };
}

/** The reasons of a page that renders, with the first that has a stand-in turned into that. */
function withStandIns({ outcome, missing }, all) {
  const [first, ...more] = all.filter(({ reason }) => STOOD_IN.has(reason));
  const said = first ?? missing[0];
  if (outcome || !said) return all;
  const others = all.filter(({ reason }) => !STOOD_IN.has(reason));
  return [...others, ...more, { ...said, reason: "stand-ins" }];
}

function plain(verdict, state) {
  const [word, tone] = STATES[state];
  const place = { reason: "", message: "", line: null, column: null, others: [] };
  return { ...place, ...verdict, state, word, tone };
}

/** The frame's reasons, without those that the check explains better. */
function claims({ outcome, missing }, faults, reasons) {
  const stage = (each) => reasons.get(each.reason)?.stage;
  const checked = new Set(faults?.map(stage));
  // The check covers every import. Without it, only the frame knows.
  const said = faults ? [] : [...missing];
  if (!outcome) return said;
  if (stage(outcome) === "stops" && checked.has("stops")) return said;
  if (outcome.reason === "throws" && isMissing(outcome, faults)) return said;
  return [outcome, ...said];
}

/** Whether the error is a missing name that the check has reported too. */
function isMissing({ message }, faults) {
  const [, safari, others] = NOT_DEFINED.exec(message) ?? [];
  const name = safari ?? others;
  return Boolean(faults?.some((each) => each.reason === "missing-import" && each.name === name));
}

/** What painting took, in ms, out of a frame's message. */
export function durations(message) {
  const inRange = (value) => typeof value === "number" && value >= 0 && value < SLOWEST_MS;
  const parts = ["compile", "style", "render"].map((name) => [name, message[name]]);
  return Object.fromEntries(
    parts.map(([name, value]) => [name, inRange(value) ? Math.round(value) : null]),
  );
}
