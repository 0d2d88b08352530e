"""What the audit page shows, read from the query string."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from components.url_state import query_string
from components.url_state.parameters import CURSORS
from components.url_state.query_string import Reader
from store.actions.receipts import AuditFilters
from store.principal import Action

MAX_ACTOR: Final = 200
PARAMETERS: Final = ("q", "actor", "action", "row", "receipt", "batch", "from", "to", *CURSORS)
RIGHTS: Final = frozenset({Action.UNDO_OTHERS, Action.BULK_LARGE, Action.SHARE_VIEW})
"""Actions that are logged as other ones."""

ACTIONS: Final = tuple(str(action) for action in Action if action not in RIGHTS)


@dataclass(frozen=True)
class AuditQuery:
    """What the log shows. `unreadable` names the parameters that could not be read."""

    q: str = ""
    actor: str = ""
    action: tuple[str, ...] = ()
    row: UUID | None = None
    receipt: UUID | None = None
    batch: UUID | None = None
    at_from: datetime | None = None
    at_to: datetime | None = None
    cursor: str | None = None
    unreadable: tuple[str, ...] = field(default=(), compare=False)

    def filters(self) -> AuditFilters:
        """The store's filters."""
        return AuditFilters(
            actor=self.actor,
            action=self.action,
            row_id=self.row,
            batch_id=self.batch,
            at_from=self.at_from,
            at_to=self.at_to,
            text=self.q,
        )

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the log."""
        return self.filters() != AuditFilters()


def parse(params: Mapping[str, Sequence[str]]) -> AuditQuery:
    """Read a query from query parameters. Values that cannot be read are ignored and reported."""
    read = Reader(params)
    return AuditQuery(
        q=read.one("q", query_string.search_text) or "",
        actor=read.one("actor", actor) or "",
        action=read.all("action", action),
        row=read.one("row", UUID),
        receipt=read.one("receipt", UUID),
        batch=read.one("batch", UUID),
        at_from=read.one("from", query_string.moment),
        at_to=read.one("to", query_string.moment),
        cursor=read.one("after", query_string.cursor) or read.one("before", query_string.cursor),
        unreadable=read.unreadable,
    )


def actor(value: str) -> str:
    """A person's name that the log could contain. Raises ValueError."""
    name = query_string.search_text(value)
    if len(name) > MAX_ACTOR:
        raise ValueError(value)
    return name


def action(value: str) -> str:
    """One of the actions that the log can contain. Raises ValueError."""
    if value not in ACTIONS:
        raise ValueError(value)
    return value
