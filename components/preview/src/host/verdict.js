// The verdicts, and how a frame's messages become one. A frame runs untrusted code: what it says
// is text of limited length and numbers in range, or it is dropped.
const TEXT_LIMIT = 300;
const NOTES = 12;
const SLOWEST_MS = 60_000;

/** State → [word, tone, severity]. A worse one replaces a better one, never the other way. */
export const STATES = {
  running: ["Running", "gray", -1],
  none: ["No code", "gray", 0],
  blank: ["Blank", "orange", 0],
  renders: ["Renders", "green", 1],
  throws: ["Throws", "red", 2],
  missing: ["Missing import", "orange", 3],
  compile: ["Does not compile", "red", 4],
  slow: ["Too slow, stopped", "red", 5],
  stopped: ["Stopped", "red", 6],
};
const FROM_FRAME = new Set(["blank", "renders", "throws", "missing", "compile", "slow"]);

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

export function starting() {
  return { state: "running", message: "", line: null, column: null, empty: true, notes: [] };
}

/** The verdict after a frame's message; the same object when the message changes nothing. */
export function heard(verdict, message, lines) {
  if (message.kind === "stopped") {
    const note = text(message.what, 120);
    if (!note || verdict.notes.length >= NOTES || verdict.notes.includes(note)) return verdict;
    return { ...verdict, notes: [...verdict.notes, note] };
  }
  if (message.kind !== "verdict" || !FROM_FRAME.has(message.state)) return verdict;
  if (STATES[message.state][2] <= STATES[verdict.state][2]) {
    const emptied = message.state === "throws" && message.empty === true;
    return emptied && !verdict.empty ? { ...verdict, empty: true } : verdict;
  }
  return {
    ...verdict,
    state: message.state,
    message: text(message.message),
    line: count(message.line, lines),
    column: count(message.column, 10_000),
    empty: message.empty === true || ["blank", "compile", "slow"].includes(message.state),
  };
}

/**
 * The verdict with what the server's check found, which code in the frame cannot forge: what keeps
 * it from compiling counts whatever the frame made of it, and one fault has one name on all tabs.
 */
export function judged(verdict, fault) {
  const told = STATES[verdict.state][2];
  const applies =
    fault?.state === "compile"
      ? verdict.state === "blank" || (told > 0 && told <= STATES.compile[2])
      : fault && verdict.state === fault.state;
  return applies ? { ...verdict, ...fault } : verdict;
}

/** A duration in ms out of a frame's message. */
export function duration(value) {
  return typeof value === "number" && value >= 0 && value < SLOWEST_MS ? Math.round(value) : null;
}
