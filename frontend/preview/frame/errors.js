// What went wrong while running, in words, with the line of the source.
export const SOURCE = "prototype.tsx";
const FRAME = /prototype\.tsx:(\d+):\d+/;
// What the browser refuses because of where the code runs: the code itself may be right.
const REFUSALS = new Set(["NotAllowedError", "SecurityError", "NotSupportedError"]);
// React's production build says only a number; these are the ones that a single component meets.
const REACT = {
  31: "An object cannot be shown as text: %s",
  60: "Only one of children and dangerouslySetInnerHTML can be set",
  61: "dangerouslySetInnerHTML must be of the form {__html: ...}",
  62: "The style prop must be an object, not a string",
  130: "An element's type is %s: a component is missing or was not imported",
  137: "<%s> cannot have children",
  152: "A component returned nothing",
  185: "It sets state again and again (update depth exceeded)",
  290: "A ref cannot be a string",
  300: "It rendered fewer hooks than the time before",
  301: "It sets state while rendering, again and again",
  310: "It rendered more hooks than the time before",
  321: "A hook was called outside a component",
  482: "A component was async: it suspended without end",
};

function explained(message) {
  const number = /Minified React error #(\d+)/.exec(message)?.[1];
  if (!number) return message;
  const args = [...message.matchAll(/args\[\]=([^&\s]*)/g)].map((part) => {
    return decodeURIComponent(part[1]);
  });
  return (REACT[number] ?? `React error ${number}`).replace("%s", () => args[0] ?? "");
}

function messageOf(thrown) {
  if (thrown instanceof Error) return thrown.message || thrown.name;
  if (typeof thrown !== "object" || thrown === null) return String(thrown);
  return typeof thrown.message === "string" ? thrown.message : "An object was thrown, not an error";
}

/** Whether it is this page's sandbox that said no. */
export function isRefusal(thrown) {
  return thrown instanceof DOMException && REFUSALS.has(thrown.name);
}

/** The line that declares a component, or the default export where it has no name; or null. */
export function declarationOf(name, source) {
  const pattern = name
    ? new RegExp(`\\b(?:function|class|const|let|var)\\s*\\*?\\s*${RegExp.escape(name)}(?![\\w$])`)
    : /\bexport\s+default\b|\bas\s+default\b/;
  const at = source.search(pattern);
  return at < 0 ? null : source.slice(0, at).split("\n").length;
}

/** The line of the innermost component that React names and the source declares. */
function lineOfComponent(componentStack, source) {
  for (const [, name] of componentStack.matchAll(/^\s*at ([\w$]+)/gm)) {
    const line = declarationOf(name, source);
    if (line) return line;
  }
  return null;
}

/** `{message, line}` of anything thrown; the line from its stack, else where it was seen. */
export function describe(thrown, source, { componentStack = "", line = null } = {}) {
  const inStack = FRAME.exec(thrown instanceof Error ? (thrown.stack ?? "") : "")?.[1];
  return {
    message: explained(messageOf(thrown)),
    line: Number(inStack ?? line) || lineOfComponent(componentStack, source),
  };
}
