"""A showcase to work on."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from store.principal import Principal
from store.showcases import items, showcases
from store.showcases.reading import items as items_of
from store.showcases.showcase_records import PickedSession


def created(
    db: Session,
    who: Principal,
    row_ids: Sequence[UUID] = (),
    name: str = "Fair",
    showcase_id: UUID | None = None,
) -> UUID:
    """Create a showcase with these sessions."""
    showcase_id = showcase_id or uuid4()
    showcases.create(db, who, name, showcase_id)
    if row_ids:
        items.pick(db, who, showcase_id, row_ids, uuid4())
    return showcase_id


def order(db: Session, showcase_id: UUID) -> list[UUID]:
    """The ids of its sessions in order."""
    return [item.row_id for item in items_of(db, showcase_id)]


def picked_of(db: Session, showcase_id: UUID, row_id: UUID) -> PickedSession:
    """One of its sessions as it was picked."""
    return next(item for item in items_of(db, showcase_id) if item.row_id == row_id)
