"""Many sessions of one fault as one incident: code that does not run, or is unlike its design."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.incidents.incident_records import Incident, Kind
from store.records import Filters
from store.sessions.conditions import except_search, table
from store.together import gather

LIMIT: Final = 1_000


def count_by_filters(db: Session, kind: Kind, lists: Sequence[Filters]) -> tuple[Incident, ...]:
    """The sessions in these lists, which share none, as one incident; none if there are none.

    Each list is counted to LIMIT. `since` and `newest` are of the sessions' last updates.
    """
    counts = [
        one for one in gather(db, *(partial(_count, kind=kind, filters=f) for f in lists)) if one
    ]
    if not counts:
        return ()
    total = sum(one.count for one in counts)
    return (
        Incident(
            kind=kind,
            key=kind,
            count=total,
            at_least=any(one.at_least for one in counts),
            since=min(one.since for one in counts),
            newest=max(one.newest for one in counts),
        ),
    )


def _count(db: Session, *, kind: Kind, filters: Filters) -> Incident | None:
    some = (
        select(table.c.updated_at)
        .where(*except_search(filters), table.c.updated_at <= func.now())
        .limit(LIMIT + 1)
        .subquery()
    )
    at = some.c.updated_at
    row = db.execute(select(func.count(), func.min(at), func.max(at))).one()
    count, since, newest = row
    if not count:
        return None
    return Incident(
        kind=kind,
        key=kind,
        count=min(count, LIMIT),
        at_least=count > LIMIT,
        since=since,
        newest=newest,
    )
