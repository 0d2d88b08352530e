"""The menu at the top of every page, whatever other tests have left in the inbox."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page

# As wide as the number of the inbox gets, whether or not there is one.
MANY: Final = """header nav a[href$="/inbox"]::after {
  content: "1,234" !important; margin-left: .35rem; padding: 0 .4rem; font-size: .75rem;
}"""
# The menu moves what does not fit into its own "more" once it was measured.
LEAVES_ROOM: Final = """() => {
  const boxes = (selector) => [...document.querySelectorAll(selector)]
    .filter((each) => !each.closest("[inert]") && each.checkVisibility({ opacityProperty: true }))
    .map((each) => each.getBoundingClientRect());
  const menu = boxes("header nav :is(a, button)");
  const { bottom } = document.querySelector("header nav").getBoundingClientRect();
  const beside = boxes(".st-key-account, .st-key-find").filter(({ top }) => top < bottom);
  const left = Math.min(...beside.map((each) => each.left));
  return beside.length > 0 && menu.every(({ right }) => right <= left);
}"""
"""Those that Streamlit keeps for its "more" are hidden, wherever they are."""


def leaves_room(tab: Page) -> None:
    """The menu does not run into what is beside it, with many items in the inbox."""
    tab.wait_for_function(LEAVES_ROOM)
