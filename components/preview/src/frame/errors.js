// What went wrong while running, in words, with the line of the source.
const FRAME = /prototype\.tsx:(\d+):\d+/;
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

/** `{message, line}` of anything thrown; the line from its stack, else the component's. */
export function describe(thrown, componentStack = "") {
  const isError = thrown instanceof Error;
  const text = isError ? thrown.message || thrown.name : String(thrown);
  const line = FRAME.exec(isError ? (thrown.stack ?? "") : "")?.[1];
  return {
    message: explained(text),
    line: Number(line ?? FRAME.exec(componentStack)?.[1]) || null,
  };
}
