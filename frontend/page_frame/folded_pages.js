// Gives the button with the pages that have no room in the menu a name in the page's language: Streamlit
// calls it "3 more" in every language.
import { t } from "../language.js";

const BUTTON = 'header nav [aria-haspopup="menu"]';
const NAME = /^(\d+) more$/;

function name() {
  for (const button of document.querySelectorAll(BUTTON)) {
    const [, count] = NAME.exec(button.textContent.trim()) ?? [];
    if (count) button.dataset.folded = t("{count} more", { count });
    else delete button.dataset.folded;
  }
}

/** Name it now and whenever the menu changes; page_frame.css shows the name. Returns what ends that. */
export function nameFoldedPages() {
  const observer = new MutationObserver(name);
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  name();
  return () => observer.disconnect();
}
