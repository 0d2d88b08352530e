"""Showcases: the sessions picked to be presented, what became of them, and changes to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid4

from services import acting, resources, row_insights
from services.action_log import logged
from services.row_insights import Insights
from store.actions.receipts import Receipt
from store.insights import insight_summaries
from store.principal import Action, Principal
from store.reading import Reader
from store.records import SessionSummary
from store.renders import renders
from store.sessions import prototype_sessions
from store.showcases import items, reading, showcases
from store.showcases.showcase_records import Item, PickedSession, Showcase, SlideTexts


class Shelves(NamedTuple):
    """All showcases by name, and their first sessions: `rows`, `insights` and `pictures` as in
    Opened.
    """

    showcases: tuple[Showcase, ...]
    rows: Mapping[UUID, SessionSummary]
    insights: Insights | None
    pictures: Mapping[UUID, str]


class Opened(NamedTuple):
    """A showcase with its items in order. `rows` are the sessions that still exist; `insights` are
    None and `pictures`, names of those of their renders, empty if they were not read in time.
    """

    showcase: Showcase
    items: tuple[Item, ...]
    rows: Mapping[UUID, SessionSummary]
    insights: Insights | None
    pictures: Mapping[UUID, str]


def listed() -> tuple[Showcase, ...]:
    """All showcases by name."""
    return resources.database().read(showcases.listed)


def shelves() -> Shelves:
    """All showcases, with what their first sessions look like."""
    with Reader(resources.database()) as reader:
        known = reader.read(showcases.listed)
        ids = list(dict.fromkeys(row_id for each in known for row_id in each.firsts))
        rows, insights, pictures = _looks(reader, ids)
    return Shelves(known, rows, insights, pictures)


def open_showcase(showcase_id: UUID) -> Opened:
    """One showcase; its sessions that were not inspected yet are. Raises NotFound."""
    with Reader(resources.database()) as reader:
        with reader.batch() as batch:
            showcase = batch.later(partial(showcases.get, showcase_id=showcase_id))
            picked = batch.later(partial(reading.items, showcase_id=showcase_id))
        rows, insights, pictures = _looks(reader, [item.row_id for item in picked()])
    row_insights.request_missing(list(rows.values()), insights)
    return Opened(showcase(), picked(), rows, insights, pictures)


def _looks(
    reader: Reader, ids: Sequence[UUID]
) -> tuple[Mapping[UUID, SessionSummary], Insights | None, Mapping[UUID, str]]:
    """The sessions that still exist, their insights, and the names of their renders' pictures."""
    if not ids:
        return {}, {}, {}
    with reader.batch() as batch:
        rows = batch.later(partial(prototype_sessions.get_summaries, row_ids=ids))
        pictures = batch.aside(partial(renders.pictures, row_ids=ids))
        insights = batch.aside(partial(insight_summaries.summaries, row_ids=ids))
    return rows(), insights(), pictures() or {}


def may_delete(showcase: Showcase, me: Principal) -> bool:
    """Whether this person may delete it."""
    return showcases.may_delete(showcase, me)


def create(name: str) -> UUID:
    """Create a showcase. Raises InvalidInput, PermissionDenied."""
    return _change(partial(showcases.create, name=name), uuid4()).request_id


def rename(showcase_id: UUID, name: str) -> None:
    """Give a showcase another name. Raises NotFound, InvalidInput, PermissionDenied."""
    _change(partial(showcases.rename, showcase_id=showcase_id, name=name), uuid4())


def delete(showcase_id: UUID, request_id: UUID) -> Receipt:
    """Delete a showcase, not its sessions. Raises NotFound, PermissionDenied."""
    return _change(partial(showcases.delete, showcase_id=showcase_id), request_id)


def pick(showcase_id: UUID, row_ids: Sequence[UUID], request_id: UUID) -> Receipt:
    """Add sessions. Raises NotFound, InvalidInput, PermissionDenied."""
    return _change(partial(items.pick, showcase_id=showcase_id, row_ids=row_ids), request_id)


def remove(showcase_id: UUID, row_id: UUID) -> None:
    """Take a session out. Raises NotFound, PermissionDenied."""
    _change(partial(items.remove, showcase_id=showcase_id, row_id=row_id), uuid4())


def put_back(showcase_id: UUID, picked: PickedSession, position: int) -> None:
    """Undo a removal. Raises NotFound, InvalidInput, PermissionDenied."""
    change = partial(items.put_back, showcase_id=showcase_id, picked=picked, position=position)
    _change(change, uuid4())


def describe(showcase_id: UUID, row_id: UUID, texts: SlideTexts) -> None:
    """Set caption and notes. Raises NotFound, PermissionDenied."""
    change = partial(items.describe, showcase_id=showcase_id, row_id=row_id, texts=texts)
    _change(change, uuid4())


def accept(showcase_id: UUID, row_id: UUID) -> None:
    """Show a changed session as it is now. Raises NotFound, PermissionDenied."""
    _change(partial(items.accept, showcase_id=showcase_id, row_id=row_id), uuid4())


def arrange(showcase_id: UUID, row_ids: Sequence[UUID]) -> None:
    """Reorder. Raises NotFound, InvalidInput, PermissionDenied."""
    _change(partial(items.arrange, showcase_id=showcase_id, row_ids=row_ids), uuid4())


@logged(acting.principal, action=Action.SHOWCASE)
def _change(change: Callable[..., Receipt], request_id: UUID) -> Receipt:
    """Make a change, a function of the store, in a transaction of its own."""
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return change(db, me, request_id=request_id)
