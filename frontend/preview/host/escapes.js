// What code does to the page around its frame without the frame's port.
import { ENDS } from "./ends.js";
import { LATE_MS } from "./limits.js";
import { watchStrays } from "./strays.js";

/**
 * Call `onEscape(why)` when a window for which `isOwn(window)` sends a message to the page's own, or the
 * page's policy refuses a frame. If the sender is gone, it was either a frame that was just removed, as
 * `removedAt()` says, or one that the running code made and removed. Returns what ends it.
 */
export function watchEscapes(isOwn, removedAt, onEscape) {
  const endStrays = watchStrays((source) => {
    if (isOwn(source) || (!source && performance.now() - removedAt() > LATE_MS)) onEscape(ENDS.past);
  });
  const onViolation = (event) => {
    if (event.effectiveDirective === "frame-src") onEscape(ENDS.left);
  };
  document.addEventListener("securitypolicyviolation", onViolation);
  return () => {
    endStrays();
    document.removeEventListener("securitypolicyviolation", onViolation);
  };
}
