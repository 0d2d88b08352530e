// Closes the menu on a narrow screen, where it covers the page, once one of its links is followed;
// gives what is drawn outside the app (popovers, dialogs) its theme, and the folded pages of the menu their name;
// and starts the page over when the server no longer has its session, or Streamlit has removed it.
import { mounted } from "../mount.js";
import { reloadBlankPages } from "./blank_page.js";
import { nameFoldedPages } from "./folded_pages.js";
import { keepParameters } from "./same_page_links.js";
import { SESSION_LOST } from "./session_lost.js";

const AGAIN_MS = 4_000;
const NARROW = "(max-width: 768px)";
const MENU = "stSidebar"; // the id that Streamlit's own button names in aria-controls

function followed(event) {
  if (event.target.closest?.(`#${MENU} nav a[href]`)) closeMenu();
}

function closeMenu() {
  if (!window.matchMedia(NARROW).matches) return;
  const open = `#${MENU} button[aria-controls="${MENU}"][aria-expanded="true"]`;
  document.querySelector(open)?.click();
}

function shareTheme() {
  const app = document.querySelector("[data-testid=stApp]");
  if (app) document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme;
}

// The page that is shown; first, the one that the tab was opened with.
let shown = new URL(performance.getEntriesByType("navigation")[0]?.name ?? location.href).pathname.split("/").pop();

class PageFrame {
  preferred = window.matchMedia("(prefers-color-scheme: dark)");
  onPreferred = () => requestAnimationFrame(shareTheme);
  // Another run may overtake the one that this starts before it notes it, so it is said until it is known.
  startOver = () => {
    this.trigger("gone", true);
    this.again = setTimeout(this.startOver, AGAIN_MS);
  };

  constructor() {
    reloadBlankPages();
    this.leaveFoldedPages = nameFoldedPages();
    document.addEventListener(SESSION_LOST, this.startOver);
    document.addEventListener("click", followed);
    // Before Streamlit hears of it.
    document.addEventListener("click", keepParameters, true);
    this.preferred.addEventListener("change", this.onPreferred);
  }

  update({ data: { page, knows, language }, setTriggerValue }) {
    this.trigger = setTriggerValue;
    if (knows) clearTimeout(this.again);
    document.documentElement.lang = language;
    shareTheme();
    // A link that was followed before this was there to notice: the page is another one now.
    if (page !== shown) closeMenu();
    shown = page;
  }

  dispose() {
    clearTimeout(this.again);
    this.leaveFoldedPages();
    document.removeEventListener(SESSION_LOST, this.startOver);
    document.removeEventListener("click", followed);
    document.removeEventListener("click", keepParameters, true);
    this.preferred.removeEventListener("change", this.onPreferred);
  }
}

export default mounted(PageFrame);
