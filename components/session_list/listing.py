"""The state of a list, which is kept in its URL: reads it from the query string and writes it back.

Widgets are set from the URL before they are drawn, and their callbacks write to it. For why this
does not use `bind`, see docs/decisions/0002-url-state.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from components.review import review_words
from components.url_state import query_string
from components.url_state.parameters import CURSORS
from components.url_state.query_string import CARD_SIZES, SIZES, Reader
from store.records import Device, Filters, Has, Range, Sort

PARAMETERS: Final = (
    *("q", "status", "verdict", "design", "stuck", "from", "to"),
    *("created_from", "created_to", "has", "device"),
    *("render", "match", "nodes", "code", "font", "mark"),
    *("sort", "size", "view", "cards"),
    *CURSORS,
)


class View(StrEnum):
    """How a list shows its rows."""

    TABLE = "table"
    COMPACT = "compact"
    GALLERY = "gallery"


class Cards(StrEnum):
    """What a card of the gallery shows of a row's design and of the render of its code."""

    DESIGN = "design"
    RESULT = "result"
    BOTH = "both"
    DIFFERENCE = "difference"


PAGE_SIZES: Final = {View.TABLE: SIZES, View.COMPACT: SIZES, View.GALLERY: CARD_SIZES}
DEFAULT_SIZES: Final = {
    View.TABLE: SIZES[1],
    View.COMPACT: SIZES[1],
    View.GALLERY: CARD_SIZES[0],
}


@dataclass(frozen=True)
class Listing:
    """What a list shows. `unreadable` names the parameters that could not be read."""

    q: str = ""
    status: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    design: tuple[str, ...] = ()
    stuck: bool = False
    updated_from: datetime | None = None
    updated_to: datetime | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None
    has: tuple[Has, ...] = ()
    device: Device | None = None
    render: tuple[str, ...] = ()
    match: Range | None = None
    nodes: Range | None = None
    code: Range | None = None
    font: str = ""
    mark: tuple[str, ...] = ()
    sort: Sort = Sort.UPDATED_DESC
    size: int = DEFAULT_SIZES[View.TABLE]
    view: View = View.TABLE
    cards: Cards = Cards.DESIGN
    cursor: str | None = None
    unreadable: tuple[str, ...] = field(default=(), compare=False)

    def filters(self, stuck_after: timedelta) -> Filters:
        """The store's filters; `stuck_after` is the threshold in force."""
        return Filters(
            q=self.q,
            status=self.status,
            verdict=self.verdict,
            design=self.design,
            stuck_after=stuck_after if self.stuck else None,
            updated_from=self.updated_from,
            updated_to=self.updated_to,
            created_from=self.created_from,
            created_to=self.created_to,
            has=self.has,
            device=self.device,
            render=self.render,
            score=self.match,
            nodes=self.nodes,
            code=self.code,
            font=self.font,
            mark=self.mark,
        )

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        drawn = ("sort", "size", "view", "cards", "cursor")
        names = (each.name for each in fields(self) if each.compare and each.name not in drawn)
        return any(getattr(self, name) for name in names)


def parse(params: Mapping[str, Sequence[str]]) -> Listing:
    """Read a listing from query parameters. Values that cannot be read are ignored and reported."""
    read = Reader(params)
    view = read.one("view", View) or View.TABLE
    return Listing(
        q=read.one("q", query_string.search_text) or "",
        status=read.all("status", query_string.status),
        verdict=read.all("verdict", query_string.verdict),
        design=read.all("design", query_string.design),
        stuck=read.one("stuck", query_string.flag) or False,
        updated_from=read.one("from", query_string.moment),
        updated_to=read.one("to", query_string.moment),
        created_from=read.one("created_from", query_string.moment),
        created_to=read.one("created_to", query_string.moment),
        has=read.all("has", Has),
        device=read.one("device", Device),
        render=read.all("render", query_string.render),
        match=read.one("match", query_string.span),
        nodes=read.one("nodes", query_string.span),
        code=read.one("code", query_string.span),
        font=read.one("font", query_string.font) or "",
        mark=read.all("mark", review_words.parse_mark),
        sort=read.one("sort", Sort) or Sort.UPDATED_DESC,
        size=size_in(view, read.one("size", query_string.size)),
        view=view,
        cards=read.one("cards", Cards) or Cards.DESIGN,
        cursor=read.one("after", query_string.cursor) or read.one("before", query_string.cursor),
        unreadable=read.unreadable,
    )


def size_in(view: View, size: int | None) -> int:
    """The page size if the view offers it; otherwise the view's default."""
    return size if size in PAGE_SIZES[view] else DEFAULT_SIZES[view]


def to_params(listing: Listing) -> dict[str, list[str]]:
    """The query parameters of a listing, without its cursor and without defaults."""
    params = {
        "q": [listing.q] if listing.q else [],
        "status": list(listing.status),
        "verdict": list(listing.verdict),
        "design": list(listing.design),
        "stuck": ["true"] if listing.stuck else [],
        "from": moment_values(listing.updated_from),
        "to": moment_values(listing.updated_to),
        "created_from": moment_values(listing.created_from),
        "created_to": moment_values(listing.created_to),
        "has": [str(has) for has in listing.has],
        "device": [str(listing.device)] if listing.device else [],
        "render": list(listing.render),
        **{name: span_values(getattr(listing, name)) for name in ("match", "nodes", "code")},
        "font": [listing.font] if listing.font else [],
        "mark": list(listing.mark),
        "sort": [str(listing.sort)] if listing.sort is not Sort.UPDATED_DESC else [],
        "size": [str(listing.size)] if listing.size != DEFAULT_SIZES[listing.view] else [],
        "view": [str(listing.view)] if listing.view is not View.TABLE else [],
        "cards": [str(listing.cards)] if listing.cards is not Cards.DESIGN else [],
    }
    return {name: values for name, values in params.items() if values}


def moment_values(moment: datetime | None) -> list[str]:
    """A time as a parameter's values."""
    return [query_string.moment_text(moment)] if moment else []


def span_values(limits: Range | None) -> list[str]:
    """A range as a parameter's values."""
    return [query_string.span_text(limits)] if limits else []


def to_page_params(listing: Listing) -> dict[str, list[str]]:
    """The same with the page that is shown, for the way back to it.

    One name serves: a cursor knows its direction.
    """
    return to_params(listing) | ({CURSORS[0]: [listing.cursor]} if listing.cursor else {})
