// Describes run-time errors, with the line of the source.
export const SOURCE = "prototype.tsx";
const FRAME = /prototype\.tsx:(\d+):\d+/;
// Errors caused by the sandbox: the code itself may be correct.
const REFUSALS = new Set(["NotAllowedError", "SecurityError", "NotSupportedError"]);
// React's production build reports only a number. These are the ones that a single component can cause.
const REACT = {
  31: "An object cannot be shown as text: %s",
  60: "Only one of children and dangerouslySetInnerHTML can be set",
  61: "dangerouslySetInnerHTML must be of the form {__html: ...}",
  62: "The style prop must be an object, not a string",
  130: "An element's type is %s: a component is missing or was not imported",
  137: "<%s> cannot have children",
  152: "A component returned nothing",
  185: "It keeps setting state (update depth exceeded)",
  290: "A ref cannot be a string",
  300: "It rendered fewer hooks than in the previous render",
  301: "It keeps setting state while rendering",
  310: "It rendered more hooks than in the previous render",
  321: "A hook was called outside a component",
  482: "A component is async, so it never finishes rendering",
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

/** Whether an error comes from this page's sandbox. */
export function isRefusal(thrown) {
  return thrown instanceof DOMException && REFUSALS.has(thrown.name);
}

/** The line that declares a component, or the default export if `name` is empty; null if none does. */
export function declarationOf(name, source) {
  const pattern = name
    ? new RegExp(`\\b(?:function|class|const|let|var)\\s*\\*?\\s*${RegExp.escape(name)}(?![\\w$])`)
    : /\bexport\s+default\b|\bas\s+default\b/;
  const at = source.search(pattern);
  return at < 0 ? null : source.slice(0, at).split("\n").length;
}

/** The line of the innermost component in the stack that the source declares. */
function lineOfComponent(componentStack, source) {
  for (const [, name] of componentStack.matchAll(/^\s*at ([\w$]+)/gm)) {
    const line = declarationOf(name, source);
    if (line) return line;
  }
  return null;
}

/** `{message, line}` of anything thrown. The line comes from its stack, else from the event or React. */
export function describe(thrown, source, { componentStack = "", line = null } = {}) {
  const inStack = FRAME.exec(thrown instanceof Error ? (thrown.stack ?? "") : "")?.[1];
  return {
    message: explained(messageOf(thrown)),
    line: Number(inStack ?? line) || lineOfComponent(componentStack, source),
  };
}
