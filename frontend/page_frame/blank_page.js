// Streamlit removes the whole page when it is sent a change that does not fit what it shows, which
// happens when pages and parts of them are drawn in quick succession. The page is then loaded again.
const WATCHED = Symbol.for("blank-page.watched");
const AT = "reloaded-blank-at";
const AGAIN_MS = 10_000;

function isBlank() {
  return !document.querySelector("[data-testid=stApp]");
}

function reload() {
  const last = Number(sessionStorage.getItem(AT));
  if (!isBlank() || Date.now() - last < AGAIN_MS) return;
  sessionStorage.setItem(AT, Date.now());
  location.reload();
}

/** Watches for it as long as the tab is open: whoever asks is removed as well. */
export function reloadBlankPages() {
  if (window[WATCHED]) return;
  window[WATCHED] = true;
  window.addEventListener("error", () => setTimeout(reload));
}
