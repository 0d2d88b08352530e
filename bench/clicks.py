"""What is clicked on the dashboard's pages, what must appear then, and how a page detects it."""

from __future__ import annotations

from typing import Final, NamedTuple

# `deep` looks into shadow roots; `condition` is true when the expected elements are on the page.
WATCH: Final = """
window.deep = (selector) => {
  const elements = [...document.querySelectorAll(selector)];
  const ours = '[data-testid^="stBidi"]';
  for (const host of document.querySelectorAll(`${ours}, ${ours} *`))
    if (host.shadowRoot) elements.push(...host.shadowRoot.querySelectorAll(selector));
  return elements;
};
window.shown = (selector) => deep(selector).filter((each) => each.checkVisibility());
window.first = () => deep('tbody tr a')[0]?.getAttribute('href') ?? '';
window.title = (name) => [...document.querySelectorAll('h1')].some((h) => h.textContent === name);
window.painted = (condition, began) => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error(`Not painted within 30 s: ${condition}`)), 30_000);
  const look = () => condition()
    ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)))
    : requestAnimationFrame(look);
  look();
});
"""
ROWS: Final = "deep('tbody tr').length > 10"
SESSION: Final = (
    "deep('h1, h2').some((h) => h.textContent.trim().length > 2) && deep('[role=tab]').length > 5"
)


class Click(NamedTuple):
    """An element to click, by selector and text, and what must appear then."""

    name: str
    selector: str
    text: str
    condition: str
    is_page: bool = False


NEW_ROWS: Final = f"{ROWS} && first() !== before"
# In this order, each starting where the previous one ended.
CLICKS: Final = (
    Click(
        "click overview",
        "a",
        "Overview",
        "title('Overview') && deep('code').length > 3",
        is_page=True,
    ),
    Click("click list", "a", "Sessions", f"title('Sessions') && {ROWS}"),
    Click("click status pill", ".st-key-status-error button", "", NEW_ROWS),
    Click("click next page", ".st-key-next button", "", NEW_ROWS),
    Click("click sort by name", "button", "Frame", NEW_ROWS),
    Click("click stuck", "a", "Stuck", f"title('Stuck') && {NEW_ROWS}", is_page=True),
)
# What other tabs have drawn stays in the page, hidden. Each press waits for what it opens, because
# Streamlit may leave a tab empty when several are pressed within one run.
TABS: Final = (
    Click("click tab Code", "[role=tab]", "Code", "shown('pre').length > 0"),
    Click("click tab Edit", "[role=tab]", "Edit", "shown('.cm-content').length > 0"),
    Click("click tab Overview", "[role=tab]", "Overview", "shown('table').length > 0"),
)
PRESS: Final = """([selector, text, condition]) => {
  const before = first();
  const fits = (each) => each.textContent.trim().replace(/^[a-z_]+(?=[A-Z])/, '').startsWith(text);
  const target = deep(selector).find(fits);
  if (!target) throw new Error(`No ${text}: ${deep(selector).map((each) => each.textContent)}`);
  const began = performance.now();
  target.click();
  return painted(new Function('before', `return () => ${condition}`)(before), began);
}"""
OPENED: Final = "(condition) => painted(new Function(`return ${condition}`), 0)"
