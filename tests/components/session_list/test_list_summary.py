"""The line that says how many of how many rows a list shows."""

from __future__ import annotations

from sqlalchemy.orm import Session

from components.session_list import list_summary
from store.counts import Count, CountKind
from store.records import Match, Page
from store.sessions.prototype_sessions import get_summary
from tests.store.rows import add

OLD = Count(value=1, kind=CountKind.EXACT)


def test_a_list_that_fits_on_its_page_is_counted_by_its_rows(db: Session) -> None:
    rows = tuple(get_summary(db, add(db)) for _ in range(2))
    page = Page(rows=rows, after=None, before=None, match=Match.NONE)
    assert list_summary.summary(page, [], OLD, first=True) == ":gray[Showing 2 of 2]"
    assert list_summary.summary(page, [], OLD, first=False) == ":gray[Showing 2 more of 1]"


def test_what_is_found_inside_names_on_more_than_a_page_is_not_counted(db: Session) -> None:
    rows = (get_summary(db, add(db)),)
    page = Page(rows=rows, after="next", before=None, match=Match.NAME_SUBSTRING)
    shown = ":gray[Showing 1 of more than 1, found by a part of their name]"
    assert list_summary.summary(page, [], None, first=True) == shown
    assert list_summary.summary(page, [], None, first=False) == (
        ":gray[Showing 1 more, found by a part of their name]"
    )
