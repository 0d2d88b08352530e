// Messages to the page from windows without an origin: nothing but a preview's frame sends any, and
// a frame speaks through its port.
const UNREAD = Object.freeze({});
const INSTALLED = Symbol.for("prototype-preview.unread");

function isStray(event) {
  return event.origin === "null";
}

// Streamlit listens on the same window, and listened first. To read a message is to copy all of it,
// which stops the page for seconds where it is large.
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

/** Call `onStray(source)` for each; `source` is null where the sender is gone. Returns what ends it. */
export function watchStrays(onStray) {
  leaveUnread();
  const hear = (event) => {
    if (isStray(event)) onStray(event.source);
  };
  window.addEventListener("message", hear, true);
  return () => window.removeEventListener("message", hear, true);
}
