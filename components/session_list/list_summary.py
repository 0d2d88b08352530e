"""What a list shows, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from components.formatting.numbers import count_text
from store.counts import Count
from store.records import Match, Page, SessionSummary


def text(
    page: Page, selected: Sequence[SessionSummary], total: Count | None, *, first: bool
) -> str:
    """How many rows are selected, or shown of how many, and how the search matched them.

    Where a later page stands in the list is not known: `first` says that it is the beginning.
    """
    if selected:
        return f"**{len(selected)} selected**"
    of = f" of {count_text(total)}" if total else ""
    match = "" if page.match is Match.NONE else f", found by {page.match}"
    return f":gray[Showing {len(page.rows)}{'' if first else ' more'}{of}{match}]"
