// Closes the menu on a narrow screen, where it covers the page, once one of its links is followed;
// makes whole tiles clickable; gives what is drawn outside the app (popovers, dialogs) its theme;
// and starts the page over when the server no longer has its session.
import { mounted } from "../mount.js";
import { SESSION_LOST } from "./session_lost.js";
import { followTile, showTile } from "./tiles.js";

const NARROW = "(max-width: 768px)";
const MENU = "stSidebar"; // the id that Streamlit's own button names in aria-controls

function closeMenu(event) {
  const link = event.target.closest?.(`#${MENU} nav a[href]`);
  if (!link || !window.matchMedia(NARROW).matches) return;
  const open = `#${MENU} button[aria-controls="${MENU}"][aria-expanded="true"]`;
  document.querySelector(open)?.click();
}

function shareTheme() {
  const app = document.querySelector("[data-testid=stApp]");
  if (app) document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme;
}

class PageFrame {
  preferred = window.matchMedia("(prefers-color-scheme: dark)");
  onPreferred = () => requestAnimationFrame(shareTheme);
  startOver = () => this.trigger("gone", true);

  constructor() {
    document.addEventListener(SESSION_LOST, this.startOver);
    document.addEventListener("click", closeMenu);
    this.preferred.addEventListener("change", this.onPreferred);
    document.addEventListener("click", followTile);
    document.addEventListener("pointerover", showTile);
  }

  update({ setTriggerValue }) {
    this.trigger = setTriggerValue;
    shareTheme();
  }

  dispose() {
    document.removeEventListener(SESSION_LOST, this.startOver);
    document.removeEventListener("click", closeMenu);
    this.preferred.removeEventListener("change", this.onPreferred);
    document.removeEventListener("click", followTile);
    document.removeEventListener("pointerover", showTile);
  }
}

export default mounted(PageFrame);
