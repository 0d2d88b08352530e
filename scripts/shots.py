"""What the pictures of README and docs/guide show: the address, the size, and how to get there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from playwright.sync_api import Page, expect

WIDE: Final = (1440, 900)
PHONE: Final = (420, 900)


def no_steps(page: Page) -> None:
    """Nothing has to be done to see it."""


def reset_all(page: Page) -> None:
    """Open the dialog of the bulk reset."""
    page.get_by_role("button", name=re.compile("^Reset all")).click()
    expect(page.get_by_role("dialog").get_by_text("Pace")).to_be_visible()


def heat(page: Page) -> None:
    """Show where a page differs from its design, once it was measured."""
    page.get_by_role("button", name="Heat map").click()


def beside(page: Page) -> None:
    """Wait for the render next to the code that is edited."""
    expect(page.locator('.preview[data-painted="true"]')).to_be_visible()


def filled(page: Page) -> None:
    """Wait for the prototype that is presented."""
    expect(page.locator(".slide iframe.shown:visible")).to_have_count(1)


class Shot(NamedTuple):
    """A picture: docs/images/`name`.webp shows the page at `path`, once `shows` is on it and
    `steps` are taken. Names in braces are ids of the demo: scripts/pictures.py."""

    name: str
    path: str
    shows: str = ""
    steps: Callable[[Page], None] = no_steps
    size: tuple[int, int] = WIDE
    away: bool = False


SHOTS: Final = (
    Shot("overview", "/", "Latest arrivals"),
    Shot("inbox", "/inbox", "Assign to me"),
    Shot("failed", "/session?id={failed}", "Copy the reply"),
    Shot("sessions", "/sessions", "Showing 50 of"),
    Shot("stuck", "/stuck", "Stopped together"),
    Shot("bulk-reset", "/stuck", "Stopped together", reset_all),
    Shot("audit", "/audit", "Receipt"),
    Shot("errors", "/errors", "Bursts"),
    Shot("quality", "/quality", "Distribution of the match"),
    Shot("gallery", "/sessions?view=gallery&cards=both&sort=match&status=ready", "Showing 24"),
    Shot("session", "/session?id={ready}", "painted in"),
    Shot("heat-map", "/session?id={unlike}", "painted in", heat),
    Shot("compare", "/compare?a={ready}&b={other}", "Compare"),
    Shot("edit", "/session?id={ready}&tab=Edit", "Review changes", beside),
    Shot("review", "/review", "painted in"),
    Shot("review-phone", "/review", "painted in", size=PHONE),
    Shot("showcase", "/showcases?showcase={showcase}", "All showcases"),
    Shot("present", "/present?showcase={showcase}", steps=filled),
    Shot("system", "/system", "Settings in effect"),
    Shot("database-away", "/sessions", "Database unavailable", away=True),
)
"""In this order; what is taken while the database is away comes last."""
