// Stray messages: sent to the page's window from a window without an origin. Only a preview's frame is
// such a window, and it is supposed to use its port.
const UNREAD = Object.freeze({});
const INSTALLED = Symbol.for("prototype-preview.unread");

function isStray(event) {
  return event.origin === "null";
}

// Streamlit added its listener to the same window first. Reading a message copies all of it, and a
// large one would block the page for seconds, so strays are never read.
function leaveUnread() {
  if (window[INSTALLED]) return;
  window[INSTALLED] = true;
  const { get, ...rest } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data");
  Object.defineProperty(MessageEvent.prototype, "data", {
    ...rest,
    get() {
      return isStray(this) ? UNREAD : Reflect.apply(get, this, []);
    },
  });
}

/** Call `onStray(source)` for each one; `source` is null if its window is gone. Returns what ends it. */
export function watchStrays(onStray) {
  leaveUnread();
  const hear = (event) => {
    if (isStray(event)) onStray(event.source);
  };
  window.addEventListener("message", hear, true);
  return () => window.removeEventListener("message", hear, true);
}
