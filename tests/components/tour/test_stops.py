"""The stops of the tour."""

from __future__ import annotations

from uuid import UUID

from components.tour.stops import stops
from services.tour import Examples
from settings import ROOT

EXAMPLES = Examples(UUID(int=1), UUID(int=2))
WORDS_A_MINUTE = 200
CLICK_SECONDS = 4


def test_it_is_read_in_less_than_three_minutes() -> None:
    known = stops(EXAMPLES)
    words = sum(len(f"{stop.title} {stop.text}".split()) for stop in known)
    assert words / WORDS_A_MINUTE * 60 + len(known) * CLICK_SECONDS < 180


def test_every_stop_leads_to_a_page() -> None:
    pages = {path.name for path in (ROOT / "pages").glob("*.py")}
    assert {stop.page for stop in stops(EXAMPLES)} <= pages


def test_without_examples_it_leaves_their_stops_out() -> None:
    pages = [stop.page for stop in stops(Examples(None, None))]
    assert "session.py" not in pages
    assert "showcases.py" not in pages
    assert pages[-1] == "audit.py"
