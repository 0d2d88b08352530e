"""What a list shows, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from components.formatting.numbers import count_text
from language import N_, _
from services.session_list import ListedRows
from store.counts import Count, CountKind
from store.records import Match, Page, SessionSummary
from store.sessions import pasted

# How a search matched, after "Showing 50 of 1,204, ".
MATCHES: Final = MappingProxyType(
    {
        Match.NONE: "",
        Match.REFERENCE: N_(", found by reference"),
        Match.REFERENCE_START: N_(", found by the beginning of their reference"),
        Match.ROW_ID: N_(", found by row id"),
        Match.SESSION_ID: N_(", found by session id"),
        Match.NAME_EXACT: N_(", found by exact name"),
        Match.NAME_PREFIX: N_(", found by the beginning of their name"),
        Match.NAME_SUBSTRING: N_(", found by a part of their name"),
    }
)
TOO_SHORT: Final = N_("Type three letters or digits in a row to search inside names.")


def summary(
    page: Page, selected: Sequence[SessionSummary], total: Count | None, *, first: bool
) -> str:
    """How many rows are selected, or shown of how many, and how the search matched them.

    The position of a later page is not known; `first` says that this is the first one.
    """
    if selected:
        return _("**{count} selected**", count=len(selected))
    if first and page.after is None:  # counted just now; `total` may be some seconds older
        total = Count(value=len(page.rows), kind=CountKind.EXACT)
    of = _(" of {count}", count=count_text(total)) if total else ""
    if first and page.after and page.match is Match.NAME_SUBSTRING:  # never counted
        of = _(" of more than {count}", count=len(page.rows))
    more = "" if first else _(" more")
    return _(
        ":gray[Showing {count}{more}{of}{matches}]",
        count=len(page.rows),
        more=more,
        of=of,
        matches=_(MATCHES[page.match]),
    )


def advice(listed: ListedRows) -> str | None:
    """What to type for more matches; None where names were searched inside, or not at all."""
    is_short = not pasted.has_trigram(listed.filters.q)
    return _(TOO_SHORT) if listed.page.match is Match.NAME_PREFIX and is_short else None
