// Puts the parameters of a link into the address when it leads to the page that is open. Streamlit runs
// the page with them but changes the address only with the page, so that the next run would lose them.

const LINK = '[data-testid="stPageLink-NavLink"][href]';

export function keepParameters(event) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.(LINK);
  if (!link || link.target === "_blank") return;
  const to = new URL(link.href);
  if (to.origin !== location.origin || to.pathname !== location.pathname || to.search === location.search) return;
  history.pushState(history.state, "", to);
}
