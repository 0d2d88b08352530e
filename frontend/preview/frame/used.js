// Counts the stand-ins in use, and reports them to the page as one note.
import { tell } from "./port.js";

const NAMED = 4;
const AFTER_MS = 100;
const MESSAGES = 20;
const used = new Map();
let waiting = 0;
let told = 0;

function words(kind, names) {
  const all = [...names];
  const more = all.length > NAMED ? ` and ${all.length - NAMED} more` : "";
  return `${all.length} ${kind}${all.length === 1 ? "" : "s"}: ${all.slice(0, NAMED).join(", ")}${more}`;
}

function part([kind, names]) {
  return { kind: kind.replace(" ", "-"), count: names.size, names: [...names].slice(0, NAMED) };
}

function send() {
  waiting = 0;
  if (++told > MESSAGES) return;
  const said = [...used].map(([kind, names]) => words(kind, names)).join(" · ");
  tell({ kind: "note", about: "stand-ins", text: `Shown with ${said}`, parts: [...used].map(part) });
}

/** Count a stand-in that was rendered or called, by the import that it comes from. */
export function count(kind, path) {
  const name = path.split(".")[0].slice(0, 60);
  if (!used.has(kind)) used.set(kind, new Set());
  const names = used.get(kind);
  if (names.has(name)) return;
  names.add(name);
  waiting ||= setTimeout(send, AFTER_MS);
}
