// On a narrow screen the menu lies over the page: it closes when one of its links is followed.
const NARROW = "(max-width: 768px)";
const MENU = "stSidebar"; // the id that Streamlit's own button names in aria-controls

const GONE = "prototype-session-gone"; // pulse.js says so

function closes(event) {
  const link = event.target.closest?.(`#${MENU} nav a[href]`);
  if (!link || !window.matchMedia(NARROW).matches) return;
  const open = `#${MENU} button[aria-controls="${MENU}"][aria-expanded="true"]`;
  document.querySelector(open)?.click();
}

const listening = new WeakMap();

export default function ({ parentElement, setTriggerValue }) {
  document.removeEventListener(GONE, listening.get(parentElement));
  const start = () => setTriggerValue("gone", true);
  listening.set(parentElement, start);
  document.addEventListener(GONE, start);
  if (window.prototypeMenuCloses) return;
  window.prototypeMenuCloses = true;
  document.addEventListener("click", closes);
}
